/** One ticket per station of what is sent together, each with its print job. */
import { describe, expect, it } from 'vitest';
import {
  appearsOnPaper,
  asQueued,
  divertedTo,
  issueTicket,
  issueTickets,
  newJob,
  numbersAfter,
  quantitiesOf,
  ticketLine,
  ticketRef,
} from '../../../../src-main/host/domain/tickets/issue-tickets';
import type {
  Heading,
  LineForStation,
} from '../../../../src-main/host/domain/tickets/issue-tickets';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { aContext, HOUR, MINUTE, NOW } from '../../../support/rules/context';
import { aDocument, aJob, aLine, aTicket } from '../../../support/rules/orders';
import {
  aPrinter,
  aRestaurant,
  aStation,
  BAR,
  COUNTER,
  KITCHEN,
  PRINTERS,
} from '../../../support/rules/restaurant';
import { aRestaurantWithScreen, SCREEN_KITCHEN } from '../../../support/rules/tickets';

const HEADING: Heading = {
  folio: '0012',
  orderNumber: 7,
  dispatchNo: 2,
  type: 'table',
  table: '1',
  customer: 'Beto',
  address: null,
  phone: null,
  covers: 4,
  waiter: 'Ana',
  note: 'apurado',
  reason: null,
  time: '20:30',
};
const steak = aLine({ no: 1, name: 'Bife', quantity: 3, voided: 1 });
const wine = aLine({ no: 2, name: 'Vino', quantity: 4 });
const board = aLine({ no: 3, name: 'Picada', quantity: 1 });

function issued(
  lines: readonly LineForStation[],
  differing: Partial<Parameters<typeof issueTickets>[0]> = {},
  catalogue = aRestaurant(),
) {
  return issueTickets(
    {
      kind: 'order',
      heading: HEADING,
      lines,
      orderNumber: 7,
      dispatchNo: 2,
      priority: 'normal',
      next: { ticketSeq: 4, jobSeq: 6 },
      ...differing,
    },
    catalogue,
    aContext(),
  );
}
const KITCHEN_AND_BAR: readonly LineForStation[] = [
  { line: wine, stations: [BAR] },
  { line: steak, stations: [KITCHEN] },
  { line: board, stations: [KITCHEN, BAR] },
];

describe('what is sent together', () => {
  it('is one ticket a station that cooks of it, in the stations’ order, with the lines as sent', () => {
    const { changes, tickets } = issued(KITCHEN_AND_BAR);
    expect(changes).toMatchObject([
      { put: 'ticket', lineNos: [1, 3], ticket: { id: '4', seq: 4, stationId: 'kitchen' } },
      { put: 'printJob', job: { id: '6', seq: 6, ticketId: '4', printerId: 'kitchen-printer' } },
      { put: 'ticket', lineNos: [2, 3], ticket: { id: '5', seq: 5, stationId: 'bar' } },
      { put: 'printJob', job: { id: '7', seq: 7, ticketId: '5', printerId: 'bar-printer' } },
    ]);
    expect(tickets).toMatchObject([
      { ticketId: '4', jobId: '6', station: 'Cocina' },
      { ticketId: '5', jobId: '7', station: 'Bar' },
    ]);
  });

  it('tells each station what the others get, by how many are still wanted', () => {
    const { changes } = issued(KITCHEN_AND_BAR);
    expect(changes).toMatchObject([
      { ticket: { document: { station: 'Cocina', alsoAt: [{ station: 'Bar', quantity: 5 }] } } },
      { put: 'printJob' },
      { ticket: { document: { station: 'Bar', alsoAt: [{ station: 'Cocina', quantity: 3 }] } } },
      { put: 'printJob' },
    ]);
    const alone = issued([{ line: steak, stations: [KITCHEN] }]);
    expect(alone.changes).toMatchObject([{ ticket: { document: { alsoAt: [] } } }, {}]);
  });

  it('writes on the paper whose it is and what is cooked, without what was struck', () => {
    const { changes } = issued([{ line: steak, stations: [KITCHEN] }]);
    expect(changes[0]).toEqual({
      put: 'ticket',
      lineNos: [1],
      ticket: {
        id: '4',
        seq: 4,
        orderNumber: 7,
        dispatchNo: 2,
        messageId: null,
        stationId: 'kitchen',
        kind: 'order',
        state: 'bumped',
        doneNos: [],
        openedAt: NOW,
        movedAt: null,
        document: {
          ...HEADING,
          kind: 'order',
          station: 'Cocina',
          alsoAt: [],
          text: null,
          fromTable: null,
          bill: null,
          lines: [
            { quantity: 2, name: 'Bife', modifiers: [], note: null, course: null, seat: null },
          ],
        },
      },
    });
  });

  it('is told to screens as it was sent', () => {
    const { opened } = issued([{ line: steak, stations: [KITCHEN] }], { priority: 'urgent' });
    expect(opened).toEqual([
      {
        station: 'Cocina',
        stationId: 'kitchen',
        kind: 'order',
        state: 'bumped',
        dispatchNo: 2,
        lineNos: [1],
        quantities: [2],
        says: null,
        job: {
          jobId: '6',
          seq: 6,
          ticketId: '4',
          printerId: 'kitchen-printer',
          priority: 'urgent',
          ahead: false,
          // 18 for the head and the foot, one for the note, two for the dish in big letters.
          paperLines: 21,
          queuedAt: NOW,
          mark: 'none',
        },
      },
    ]);
  });

  it('tells screens a reason that only the paper says', () => {
    const heading = { ...HEADING, reason: 'se fue' };
    const { opened } = issued([{ line: steak, stations: [KITCHEN] }], { kind: 'void', heading });
    expect(opened).toMatchObject([{ kind: 'void', says: 'se fue' }]);
  });

  it('says of more of a line that it is more, and of no other kind', () => {
    const more = issued([{ line: wine, stations: [BAR] }], { kind: 'change' });
    expect(more.changes).toMatchObject([
      { ticket: { kind: 'change', document: { kind: 'change', lines: [{ more: true }] } } },
      {},
    ]);
    for (const kind of ['order', 'addition'] as const) {
      const { changes } = issued([{ line: wine, stations: [BAR] }], { kind });
      expect(JSON.stringify(changes)).not.toContain('more');
    }
  });

  it('is nothing where no station has a line of it', () => {
    expect(issued([])).toEqual({ changes: [], opened: [], tickets: [] });
    expect(issued([{ line: steak, stations: [] }]).changes).toEqual([]);
  });

  it('is open on a station’s screen, and done at birth where none hangs', () => {
    const lines = [{ line: board, stations: [SCREEN_KITCHEN, BAR] }];
    const { opened, tickets } = issued(lines, {}, aRestaurantWithScreen());
    expect(opened).toMatchObject([{ state: 'open' }, { state: 'bumped' }]);
    expect(tickets).toMatchObject([{ cooking: 'open' }, { cooking: null }]);
  });

  it('has as many papers as its station asks for, and as many lines of them are waited for', () => {
    const twice = aStation({ copies: 2, isDefault: true });
    const catalogue = aRestaurant({ stations: [twice, BAR, COUNTER] });
    const { changes } = issued([{ line: wine, stations: [twice] }], {}, catalogue);
    expect(changes).toMatchObject([
      { ticket: { document: { copies: 2 } } },
      { job: { paperLines: 42 } },
    ]);
    const { changes: once } = issued([{ line: wine, stations: [KITCHEN] }]);
    expect(once[0]).not.toHaveProperty('ticket.document.copies');
    expect(once[1]).toMatchObject({ job: { paperLines: 21 } });
  });
});

describe('the numbers that follow', () => {
  it('are one ticket and one print job further for each ticket', () => {
    expect(numbersAfter({ ticketSeq: 4, jobSeq: 6 }, 0)).toEqual({ ticketSeq: 4, jobSeq: 6 });
    expect(numbersAfter({ ticketSeq: 4, jobSeq: 6 }, 3)).toEqual({ ticketSeq: 7, jobSeq: 9 });
  });
});

describe('a ticket that a screen sends late', () => {
  const sentLate = (late: number) =>
    issueTicket(
      {
        kind: 'order',
        station: KITCHEN,
        document: aDocument(),
        orderNumber: 7,
        dispatchNo: 1,
        messageId: null,
        lineNos: [1],
        priority: 'normal',
        next: { ticketSeq: 4, jobSeq: 6 },
      },
      aRestaurant(),
      aContext({ madeAt: NOW - late }),
    );
  const markOf = (late: number): PrintJob['mark'] | undefined =>
    sentLate(late).changes.flatMap((change) =>
      'put' in change && change.put === 'printJob' ? [change.job.mark] : [],
    )[0];

  it('says so after three minutes, and not at three minutes', () => {
    expect(markOf(3 * MINUTE)).toEqual({ kind: 'none' });
    expect(markOf(3 * MINUTE + 1)).toEqual({ kind: 'late' });
    expect(markOf(HOUR)).toEqual({ kind: 'late' });
  });

  it('is opened, and waits, from the moment on that the host took it', () => {
    expect(sentLate(HOUR).changes).toMatchObject([
      { ticket: { openedAt: NOW } },
      { job: { queuedAt: NOW } },
    ]);
  });

  it('does not say so where the screen’s clock was ahead', () => {
    expect(markOf(-HOUR)).toEqual({ kind: 'none' });
  });
});

describe('a print job', () => {
  const printers = [aPrinter({ profile: { ...aPrinter().profile, columns: 24 } })];
  const long = aTicket({
    document: { lines: [{ ...ticketLine(aLine({ name: 'Milanesa a la napolitana' })) }] },
  });
  const made = (mark: PrintJob['mark'], catalogue = aRestaurant()) =>
    newJob(long, 'kitchen-printer', 9, 'low', mark, catalogue, aContext());

  it('waits from now on at its printer, under its number, of no cause', () => {
    expect(made({ kind: 'reprint', copy: 2 })).toEqual({
      id: '9',
      seq: 9,
      ticketId: '3',
      printerId: 'kitchen-printer',
      state: 'queued',
      priority: 'low',
      ahead: false,
      paperLines: 20,
      mark: { kind: 'reprint', copy: 2 },
      cause: null,
      queuedAt: NOW,
      settledAt: null,
    });
  });

  it('takes more lines of a narrower paper, and 48 letters a line where it is not known', () => {
    expect(made({ kind: 'none' }, aRestaurant({ printers })).paperLines).toBe(22);
    const wide = aTicket({ document: { lines: [ticketLine(aLine({ name: 'x'.repeat(44) }))] } });
    const job = (printer: string) =>
      newJob(wide, printer, 9, 'low', { kind: 'none' }, aRestaurant(), aContext()).paperLines;
    expect(job('gone')).toBe(20);
    expect(job('kitchen-printer')).toBe(22);
  });

  it('is one paper where it is a second one, also where its station asks for more', () => {
    const twice = aTicket({ document: { copies: 2 } });
    const lines = (mark: PrintJob['mark']) =>
      newJob(twice, 'kitchen-printer', 9, 'low', mark, aRestaurant(), aContext()).paperLines;
    expect(lines({ kind: 'reprint', copy: 1 })).toBe(20);
    expect(lines({ kind: 'possible-duplicate', firstTriedAt: '20:25:00' })).toBe(20);
    expect(lines({ kind: 'none' })).toBe(40);
    expect(lines({ kind: 'late' })).toBe(40);
  });
});

describe('what screens and programs are told of a print', () => {
  const sample = aPrinter({
    id: 'sample',
    name: 'Muestra',
    address: { kind: 'virtual', port: 9100, ticketMs: null, mmPerSecond: 150 },
  });
  const folder = aPrinter({ id: 'pdf', name: 'Archivo', address: { kind: 'pdf', folder: null } });
  const screens = aPrinter({ id: 'screens', name: 'Pantallas', address: { kind: 'screen' } });
  const catalogue = aRestaurant({ printers: [...PRINTERS, sample, folder, screens] });
  const backup = {
    kind: 'backup',
    of: 'Cocina',
    from: 'Impresora cocina',
    firstTriedAt: null,
  } as const;

  it('names its printer, and that it is a sample', () => {
    expect(ticketRef(aTicket(), aJob(), catalogue)).toEqual({
      ticketId: '3',
      kind: 'order',
      station: 'Cocina',
      jobId: '5',
      printerId: 'kitchen-printer',
      printer: 'Impresora cocina',
      virtual: false,
      divertedTo: null,
      cooking: null,
    });
    expect(ticketRef(aTicket(), aJob({ printerId: 'sample' }), catalogue)).toMatchObject({
      printer: 'Muestra',
      virtual: true,
      divertedTo: null,
    });
    expect(asQueued(aJob({ printerId: 'sample' }), catalogue)).toHaveProperty('virtual', true);
    expect(asQueued(aJob(), catalogue)).not.toHaveProperty('virtual');
  });

  it('leaves the name empty of a printer that there is none of any more', () => {
    expect(
      ticketRef(aTicket(), aJob({ printerId: 'gone', mark: backup }), catalogue),
    ).toMatchObject({ printer: '', virtual: false, divertedTo: null });
  });

  it('says where it went instead of paper, only where it is the backup of a printer', () => {
    const refOf = (printerId: string, mark: PrintJob['mark']) =>
      ticketRef(aTicket(), aJob({ printerId, mark }), catalogue).divertedTo;
    expect(refOf('pdf', backup)).toBe('pdf');
    expect(refOf('screens', backup)).toBe('screen');
    expect(refOf('pdf', { kind: 'none' })).toBeNull();
    expect(refOf('bar-printer', backup)).toBeNull();
    expect(divertedTo({ mark: { kind: 'late' } }, 'screen')).toBeNull();
  });

  it('tells what the cook is at where a screen hangs, and nothing elsewhere', () => {
    const started = aTicket({ state: 'started' });
    expect(ticketRef(started, aJob(), aRestaurantWithScreen()).cooking).toBe('started');
    expect(ticketRef(started, aJob(), aRestaurant()).cooking).toBeNull();
  });

  it('tells the kind of its mark and its place in the lane', () => {
    expect(asQueued(aJob({ mark: backup, ahead: true, priority: 'urgent' }), catalogue)).toEqual({
      jobId: '5',
      seq: 5,
      ticketId: '3',
      printerId: 'kitchen-printer',
      priority: 'urgent',
      ahead: true,
      paperLines: 10,
      queuedAt: NOW - 5 * MINUTE,
      mark: 'backup',
    });
  });

  it('says the quantities of a ticket’s own lines, and none of lines that its paper lacks', () => {
    const lines = [ticketLine(steak), ticketLine(wine)];
    expect(quantitiesOf([1, 2], aDocument({ lines }))).toEqual([2, 4]);
    expect(quantitiesOf([1, 2, 3], aDocument({ lines }))).toEqual([2, 4, 0]);
    expect(quantitiesOf([], aDocument({ lines }))).toEqual([]);
  });

  it('says what only the paper says: a text, a reason, or the table of before', () => {
    expect(appearsOnPaper(aDocument())).toBeNull();
    expect(appearsOnPaper(aDocument({ text: 'Falta pan' }))).toBe('Falta pan');
    expect(appearsOnPaper(aDocument({ reason: 'se fue' }))).toBe('se fue');
    expect(appearsOnPaper(aDocument({ fromTable: '5' }))).toBe('5');
  });
});
