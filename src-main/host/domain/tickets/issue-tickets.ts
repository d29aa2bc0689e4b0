/** Turns the lines of a dispatch into one ticket per station, with document and print job. */
import { copiesOf, estimatePaperLines } from '../../../../src-shared/paper/ticket-layout';
import type { TicketRef } from '../../../../src-shared/commands/registry';
import type { OpenedTicket, QueuedJob } from '../../../../src-shared/events/events';
import type { Medium } from '../../../../src-shared/model/printers';
import { chargeableQuantity } from '../../../../src-shared/model/order';
import type { OrderLine } from '../../../../src-shared/model/order';
import type { PrintJob, PrintMark } from '../../../../src-shared/model/print-job';
import type {
  Ticket,
  TicketDocument,
  TicketKind,
  TicketLine,
} from '../../../../src-shared/model/ticket';
import type { Id, Priority } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import type { Change, Context } from '../engine/rule';
import type { NextNumbers } from '../engine/facts';
import type { Station } from '../../../../src-shared/model/stations';

/** Paper fields that all tickets of one dispatch share. */
export type Heading = Omit<
  TicketDocument,
  'kind' | 'station' | 'lines' | 'alsoAt' | 'text' | 'fromTable' | 'bill'
>;

/** Document fields that only some kinds of tickets use, empty. */
export const EMPTY_DOCUMENT = { alsoAt: [], text: null, fromTable: null, bill: null } as const;

/** `opened` is part of the event of the dispatch. */
export type Issued = {
  readonly changes: readonly Change[];
  readonly opened: readonly OpenedTicket[];
  readonly tickets: readonly TicketRef[];
};

export type LineForStation = { readonly line: OrderLine; readonly stations: readonly Station[] };

/** The next free numbers for a ticket and its parts. */
export type TicketNumbers = Pick<NextNumbers, 'ticketSeq' | 'jobSeq'>;

export function numbersAfter(next: TicketNumbers, tickets: number): TicketNumbers {
  return { ticketSeq: next.ticketSeq + tickets, jobSeq: next.jobSeq + tickets };
}

/** One ticket per station with lines, in the order of the stations. */
export function issueTickets(
  send: {
    readonly kind: Exclude<TicketKind, 'message'>;
    readonly heading: Heading;
    readonly lines: readonly LineForStation[];
    readonly orderNumber: number;
    readonly dispatchNo: number | null;
    readonly priority: Priority;
    readonly next: TicketNumbers;
  },
  catalogue: RestaurantIndex,
  context: Context,
): Issued {
  const shares = catalogue.stations
    .map((station) => ({
      station,
      lines: send.lines.filter((line) => line.stations.includes(station)).map(({ line }) => line),
    }))
    .filter((share) => share.lines.length > 0);
  const changes: Change[] = [];
  const opened: OpenedTicket[] = [];
  const tickets: TicketRef[] = [];
  shares.forEach(({ station, lines }, index) => {
    const alsoAt = shares
      .filter((other) => other.station !== station)
      .map((other) => ({ station: other.station.name, quantity: quantityOf(other.lines) }));
    const issued = issueTicket(
      {
        kind: send.kind,
        station,
        document: {
          ...send.heading,
          ...EMPTY_DOCUMENT,
          kind: send.kind,
          station: station.name,
          lines: lines.map((line) =>
            send.kind === 'change' ? { ...ticketLine(line), more: true } : ticketLine(line),
          ),
          alsoAt,
        },
        orderNumber: send.orderNumber,
        dispatchNo: send.dispatchNo,
        messageId: null,
        lineNos: lines.map((line) => line.no),
        priority: send.priority,
        next: numbersAfter(send.next, index),
      },
      catalogue,
      context,
    );
    changes.push(...issued.changes);
    opened.push(...issued.opened);
    tickets.push(...issued.tickets);
  });
  return { changes, opened, tickets };
}

export function issueTicket(
  share: {
    readonly kind: TicketKind;
    readonly station: Station;
    readonly document: TicketDocument;
    readonly orderNumber: number | null;
    readonly dispatchNo: number | null;
    readonly messageId: Id | null;
    readonly lineNos: readonly number[];
    readonly priority: Priority;
    readonly next: TicketNumbers;
  },
  catalogue: RestaurantIndex,
  context: Context,
): Issued {
  const { kind, station, orderNumber, dispatchNo, messageId, next } = share;
  const document =
    station.copies > 1 ? { ...share.document, copies: station.copies } : share.document;
  const ticket: Ticket = {
    id: String(next.ticketSeq),
    seq: next.ticketSeq,
    orderNumber,
    dispatchNo,
    messageId,
    stationId: station.id,
    kind,
    state: station.hasScreen ? 'open' : 'bumped',
    doneNos: [],
    document,
    openedAt: context.now,
    movedAt: null,
  };
  const job = newJob(
    ticket,
    station.printerId,
    next.jobSeq,
    share.priority,
    firstMark(context),
    catalogue,
    context,
  );
  return {
    changes: [
      { put: 'ticket', ticket, lineNos: share.lineNos },
      { put: 'printJob', job },
    ],
    opened: [
      {
        station: station.name,
        stationId: station.id,
        kind,
        state: ticket.state,
        dispatchNo,
        lineNos: share.lineNos,
        quantities: quantitiesOf(share.lineNos, document),
        says: appearsOnPaper(document),
        job: asQueued(job, catalogue),
      },
    ],
    tickets: [ticketRef(ticket, job, catalogue)],
  };
}

/**
 * A ticket's lines are on its paper in the order of `lineNos`. Other papers name lines of other
 * tickets.
 */
export function quantitiesOf(
  lineNos: readonly number[],
  { lines }: TicketDocument,
): readonly number[] {
  return lineNos.map((_, index) => lines[index]?.quantity ?? 0);
}

/** Facts that only the paper shows. */
export function appearsOnPaper({ text, reason, fromTable }: TicketDocument): string | null {
  return text ?? reason ?? fromTable;
}

/**
 * A screen may send a command late. After this delay guests may have been asked again, so the paper
 * shows that it is late, beside its own time.
 */
const LATE_AFTER_MS = 3 * 60_000;

function firstMark({ now, madeAt }: Context): PrintMark {
  return now - madeAt > LATE_AFTER_MS ? { kind: 'late' } : { kind: 'none' };
}

/** A print job of a ticket, queued in its printer's lane. */
export function newJob(
  ticket: Ticket,
  printerId: Id,
  seq: number,
  priority: Priority,
  mark: PrintMark,
  catalogue: RestaurantIndex,
  context: Context,
): PrintJob {
  const columns = catalogue.printer(printerId)?.profile.columns ?? 48;
  return {
    id: String(seq),
    seq,
    ticketId: ticket.id,
    printerId,
    state: 'queued',
    priority,
    ahead: false,
    paperLines: estimatePaperLines(ticket.document, columns) * copiesOf(ticket.document, mark.kind),
    mark,
    cause: null,
    queuedAt: context.now,
    settledAt: null,
  };
}

/**
 * The stop that took a print instead of paper. A station whose own printer is a screen or a folder
 * gets no such text.
 */
export function divertedTo(
  { mark }: Pick<PrintJob, 'mark'>,
  medium: Medium,
): Exclude<Medium, 'paper'> | null {
  return mark.kind === 'backup' && medium !== 'paper' ? medium : null;
}

/** Additional event fields of a print at a sample printer. */
export function sampleEvent(
  printerId: Id,
  catalogue: RestaurantIndex,
): { readonly virtual?: true } {
  return catalogue.printer(printerId)?.isSample ? { virtual: true } : {};
}

export function ticketRef(ticket: Ticket, job: PrintJob, catalogue: RestaurantIndex): TicketRef {
  const printer = catalogue.printer(job.printerId);
  return {
    ticketId: ticket.id,
    kind: ticket.kind,
    station: ticket.document.station,
    jobId: job.id,
    printerId: job.printerId,
    printer: printer?.name ?? '',
    virtual: printer?.isSample ?? false,
    divertedTo: printer ? divertedTo(job, printer.medium) : null,
    cooking: catalogue.station(ticket.stationId)?.hasScreen ? ticket.state : null,
  };
}

/** The event fields of a queued job. */
export function asQueued(job: PrintJob, catalogue: RestaurantIndex): QueuedJob {
  return { ...inLane(job), ...sampleEvent(job.printerId, catalogue) };
}

/** The fields of a job that lanes use. */
export function inLane(job: PrintJob): QueuedJob {
  const { id, seq, ticketId, printerId, priority, ahead, paperLines, queuedAt, mark } = job;
  return {
    jobId: id,
    seq,
    ticketId,
    printerId,
    priority,
    ahead,
    paperLines,
    queuedAt,
    mark: mark.kind,
  };
}

export function ticketLine(line: OrderLine): TicketLine {
  const { name, modifiers, note, course, seat } = line;
  return { quantity: chargeableQuantity(line), name, modifiers, note, course, seat };
}

function quantityOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + chargeableQuantity(line), 0);
}
