/**
 * Notices CAMBIO DE MESA: a station gets one if it may have the old table on paper, or a cook has
 * begun; and one that still waits when the table moves again is replaced.
 */
import { describe, expect, it } from 'vitest';
import { noticesFor } from '../../../../src-main/host/domain/tickets/table-change-notices';
import type { OrderFacts } from '../../../../src-main/host/domain/engine/facts';
import type { Order } from '../../../../src-shared/model/order';
import type { PrintJob, PrintJobState } from '../../../../src-shared/model/print-job';
import { aContext, anActor, LUIS, MINUTE, NOW } from '../../../support/rules/context';
import { anOrderWith } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { aRestaurantWithScreen, ofOrder } from '../../../support/rules/tickets';

type Tickets = OrderFacts['tickets'];

const PAPER = aRestaurant();
const SCREEN = aRestaurantWithScreen();

/** Order 7 goes from table 1 to `to`. */
function moved(
  tickets: Tickets,
  {
    to = '9',
    order = {},
    catalogue = PAPER,
  }: { to?: string | null; order?: Partial<Order>; catalogue?: typeof PAPER } = {},
) {
  const { due, replaced } = noticesFor(
    anOrderWith({ tickets, order }),
    to,
    catalogue,
    aContext({ actor: anActor('waiter', LUIS) }),
  );
  return { due: due.map(({ station, from }) => [station.name, from]), replaced };
}
const NOTHING = { changes: [], events: [], jobs: new Map(), voided: [] };

describe('a station without a screen gets a notice', () => {
  const dueWhen = (job: Partial<PrintJob>) => moved([ofOrder({}, { jobs: [job] })]).due;
  const notice = [['Cocina', '1']];

  for (const state of ['printed', 'sent', 'sending', 'blocked', 'unsure'] as const)
    it(`where the print of its ticket is ${state}: the old table is on paper, or may be`, () => {
      expect(dueWhen({ state })).toEqual(notice);
    });

  it('where a print that waits was tried before: bytes of it may be on paper', () => {
    const tried = { kind: 'possible-duplicate', firstTriedAt: '20:26:00' } as const;
    const backup = { kind: 'backup', of: 'Cocina', from: 'Impresora cocina' } as const;
    for (const state of ['queued', 'stale', 'rerouted'] as const) {
      expect(dueWhen({ state, mark: tried })).toEqual(notice);
      expect(dueWhen({ state, mark: { ...backup, firstTriedAt: '20:26:00' } })).toEqual(notice);
      expect(dueWhen({ state, mark: { ...backup, firstTriedAt: null } })).toEqual([]);
      expect(dueWhen({ state, mark: { kind: 'reprint', copy: 1 } })).toEqual([]);
    }
  });

  it('where its paper was discarded by hand: it may be out', () => {
    expect(dueWhen({ state: 'discarded', cause: 'discarded_by_hand' })).toEqual(notice);
    expect(dueWhen({ state: 'discarded', cause: 'confirmed_by_hand' })).toEqual(notice);
  });

  it('not where its ticket still waits: it will be printed with both tables', () => {
    for (const state of ['queued', 'stale', 'rerouted'] as const)
      expect(dueWhen({ state })).toEqual([]);
  });

  it('not where its print was voided before any paper', () => {
    expect(dueWhen({ state: 'discarded', cause: 'voided_before_print' })).toEqual([]);
  });

  it('where any print of any of its tickets is out', () => {
    const waiting = ofOrder({ id: '4' }, { jobs: [{ state: 'queued' }] });
    const copied = ofOrder({}, { jobs: [{ state: 'printed' }, { id: '6', state: 'queued' }] });
    expect(moved([waiting, copied]).due).toEqual(notice);
  });

  it('not for an order that was carried to the table', () => {
    expect(moved([ofOrder({})], { order: { state: 'served' } }).due).toEqual([]);
    expect(moved([ofOrder({})], { order: { state: 'ready' } }).due).toEqual(notice);
  });

  it('not for what the kitchen does not cook by', () => {
    for (const kind of ['bill', 'void', 'move', 'message'] as const)
      expect(moved([ofOrder({ kind })]).due).toEqual([]);
    for (const kind of ['order', 'addition', 'change'] as const)
      expect(moved([ofOrder({ kind })]).due).toEqual(notice);
  });

  it('not for a ticket of which everything was voided', () => {
    expect(moved([ofOrder({ state: 'voided' })]).due).toEqual([]);
  });

  it('for itself alone: each station by what it has, in their order', () => {
    const bar = ofOrder({ id: '4', stationId: 'bar' }, { jobs: [{ state: 'printed' }] });
    const kitchen = (state: PrintJobState) => ofOrder({}, { jobs: [{ state }] });
    expect(moved([bar, kitchen('printed')]).due).toEqual([
      ['Cocina', '1'],
      ['Bar', '1'],
    ]);
    expect(moved([bar, kitchen('queued')]).due).toEqual([['Bar', '1']]);
  });

  it('also where the order had no table, or gets none', () => {
    expect(moved([ofOrder({})], { order: { table: null } }).due).toEqual([['Cocina', null]]);
    expect(moved([ofOrder({})], { to: null }).due).toEqual(notice);
  });
});

describe('a station with a screen gets a notice', () => {
  const at = (state: 'open' | 'started' | 'bumped', job: PrintJobState, order = {}) =>
    moved([ofOrder({ state }, { jobs: [{ state: job }] })], { catalogue: SCREEN, order }).due;
  const notice = [['Cocina', '1']];

  it('where its paper says the old table and the cook is not done', () => {
    expect(at('open', 'printed')).toEqual(notice);
    expect(at('started', 'printed')).toEqual(notice);
    expect(at('bumped', 'printed')).toEqual([]);
  });

  it('where a cook began by the screen, though nothing of it is on paper', () => {
    expect(at('started', 'queued')).toEqual(notice);
    expect(at('open', 'queued')).toEqual([]);
    expect(at('bumped', 'queued')).toEqual([]);
  });

  it('of what the cook has in hand, also where the rest was carried to the table', () => {
    expect(at('started', 'printed', { state: 'served' })).toEqual(notice);
  });

  it('and a station without one gets none because a ticket there is called begun', () => {
    const begun = ofOrder({ state: 'started' }, { jobs: [{ state: 'queued' }] });
    expect(moved([begun]).due).toEqual([]);
  });
});

describe('a notice of an earlier move', () => {
  // The order was sent at table 5, its ticket printed, and then it was moved to table 1.
  const ticket = ofOrder({}, { jobs: [{ state: 'printed', settledAt: NOW - 4 * MINUTE }] });
  const earlier = (
    notice: Parameters<typeof ofOrder>[0] = {},
    job: Partial<PrintJob> = {},
  ): Tickets[number] =>
    ofOrder(
      {
        id: '4',
        seq: 4,
        kind: 'move',
        openedAt: NOW - 2 * MINUTE,
        document: { fromTable: '5' },
        ...notice,
      },
      { lineNos: [], jobs: [{ id: '8', state: 'queued', ...job }] },
    );

  it('that waits is replaced by one from the table that the kitchen knows', () => {
    const { due, replaced } = moved([ticket, earlier()]);
    expect(due).toEqual([['Cocina', '5']]);
    expect(replaced.changes).toEqual([
      {
        set: 'printJob',
        id: '8',
        from: 'queued',
        to: 'discarded',
        cause: 'voided_before_print',
        settledAt: NOW,
      },
      { set: 'ticket', id: '4', state: 'voided', movedAt: NOW },
    ]);
    expect(replaced.events).toMatchObject([
      { kind: 'printJob.settled', order: 7, jobId: '8', state: 'discarded', by: 'Luis' },
      {
        kind: 'ticket.moved',
        order: 7,
        ticketId: '4',
        state: 'voided',
        doneNos: [],
        by: 'Luis',
      },
    ]);
    expect([...replaced.jobs]).toEqual([['8', 'discarded']]);
    expect(replaced.voided).toEqual(['4']);
  });

  it('that waits is taken back alone where the order goes back to the table that is known', () => {
    const { due, replaced } = moved([ticket, earlier()], { to: '5' });
    expect(due).toEqual([]);
    expect(replaced.voided).toEqual(['4']);
  });

  it('is replaced together with one before it; the kitchen knows the first one’s table', () => {
    const later = earlier({ id: '6', seq: 6, document: { fromTable: '7' } }, { id: '9' });
    const { due, replaced } = moved([ticket, earlier(), later]);
    expect(due).toEqual([['Cocina', '5']]);
    expect(replaced.voided).toEqual(['4', '6']);
    expect([...replaced.jobs.keys()]).toEqual(['8', '9']);
  });

  it('stays where it is out or going out, and the next one goes on from its table', () => {
    for (const state of ['sending', 'printed', 'sent', 'unsure', 'blocked', 'stale'] as const) {
      const { due, replaced } = moved([ticket, earlier({}, { state })]);
      expect(due).toEqual([['Cocina', '1']]);
      expect(replaced).toEqual(NOTHING);
    }
  });

  it('stays where it waits for a second try: it may be on paper', () => {
    const mark = { kind: 'possible-duplicate', firstTriedAt: '20:28:30' } as const;
    const { due, replaced } = moved([ticket, earlier({}, { mark })]);
    expect(due).toEqual([['Cocina', '1']]);
    expect(replaced).toEqual(NOTHING);
  });

  it('stays where it failed over to another printer', () => {
    const taken = ofOrder(
      { id: '4', kind: 'move', openedAt: NOW - 2 * MINUTE, document: { fromTable: '5' } },
      {
        lineNos: [],
        jobs: [
          { id: '8', state: 'rerouted' },
          { id: '9', state: 'queued' },
        ],
      },
    );
    expect(moved([ticket, taken]).replaced).toEqual(NOTHING);
  });

  it('stays where it was voided already', () => {
    const { due, replaced } = moved([ticket, earlier({ state: 'voided' })]);
    expect(due).toEqual([['Cocina', '1']]);
    expect(replaced).toEqual(NOTHING);
  });

  it('stays where a ticket was printed since: that one said the later table', () => {
    const since = (settledAt: number | null) =>
      ofOrder({ id: '5' }, { jobs: [{ id: '7', state: 'printed', settledAt }] });
    const stays = [NOW - MINUTE, NOW - 2 * MINUTE, null];
    for (const at of stays) expect(moved([ticket, since(at), earlier()]).replaced).toEqual(NOTHING);
    const copied = ofOrder(
      { id: '5' },
      {
        jobs: [
          { id: '7', state: 'printed', settledAt: NOW - MINUTE },
          { id: '9', state: 'queued' },
        ],
      },
    );
    expect(moved([ticket, copied, earlier()]).replaced).toEqual(NOTHING);
    const before = NOW - 2 * MINUTE - 1;
    expect(moved([ticket, since(before), earlier()]).replaced.voided).toEqual(['4']);
  });

  it('of another station says nothing of this one’s', () => {
    const bar = ofOrder(
      { id: '5', stationId: 'bar' },
      { jobs: [{ id: '7', state: 'printed', settledAt: NOW - MINUTE }] },
    );
    const { due, replaced } = moved([ticket, bar, earlier()]);
    expect(due).toEqual([
      ['Cocina', '5'],
      ['Bar', '1'],
    ]);
    expect(replaced.voided).toEqual(['4']);
  });

  it('is no ANULADO or message: those stay', () => {
    for (const kind of ['void', 'message', 'order'] as const)
      expect(moved([ticket, earlier({ kind })]).replaced).toEqual(NOTHING);
  });
});
