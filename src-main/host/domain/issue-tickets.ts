/** Turns lines sent together into one ticket per station, each with its print job: routing, the frozen document, the queue's row. */
import { layOutTicket, paperLines } from '../../../src-shared/ticket-layout';
import type { TicketRef } from '../../../src-shared/commands';
import type { EventDraft, QueuedJob } from '../../../src-shared/events';
import type { Station } from '../../../src-shared/floor';
import type { OrderLine } from '../../../src-shared/order';
import type { PrintJob, PrintMark } from '../../../src-shared/print-job';
import type { Ticket, TicketDocument, TicketKind, TicketLine } from '../../../src-shared/ticket';
import type { Id, Priority } from '../../../src-shared/vocabulary';
import type { Catalogue } from './catalogue';
import type { Change, Context } from './decision';

/** What all tickets of one send have in common on paper. */
export type Heading = Omit<TicketDocument, 'kind' | 'station' | 'lines' | 'alsoAt' | 'text'>;

export type Issued = {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  readonly tickets: readonly TicketRef[];
};

export type LineForStation = { readonly line: OrderLine; readonly stations: readonly Station[] };

/** One ticket per station that has lines here, in the stations' own order. `firstJobSeq` is the queue's next free number. */
export function issueTickets(
  send: {
    readonly kind: Exclude<TicketKind, 'message'>;
    readonly heading: Heading;
    readonly lines: readonly LineForStation[];
    readonly orderId: Id;
    readonly dispatchId: Id | null;
    readonly priority: Priority;
    readonly firstJobSeq: number;
  },
  catalogue: Catalogue,
  context: Context,
): Issued {
  const shares = catalogue.stations
    .map((station) => ({ station, lines: send.lines.filter((line) => line.stations.includes(station)).map(({ line }) => line) }))
    .filter((share) => share.lines.length > 0);
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  const tickets: TicketRef[] = [];
  shares.forEach(({ station, lines }, index) => {
    const alsoAt = shares
      .filter((other) => other.station !== station)
      .map((other) => ({ station: other.station.name, quantity: quantityOf(other.lines) }));
    const issued = issueTicket(
      {
        kind: send.kind,
        station,
        document: { ...send.heading, kind: send.kind, station: station.name, lines: lines.map(ticketLine), alsoAt, text: null },
        orderId: send.orderId,
        dispatchId: send.dispatchId,
        messageId: null,
        lineIds: lines.map((line) => line.id),
        priority: send.priority,
        jobSeq: send.firstJobSeq + index,
      },
      catalogue,
      context,
    );
    changes.push(...issued.changes);
    events.push(...issued.events);
    tickets.push(...issued.tickets);
  });
  return { changes, events, tickets };
}

export function issueTicket(
  share: {
    readonly kind: TicketKind;
    readonly station: Station;
    readonly document: TicketDocument;
    readonly orderId: Id | null;
    readonly dispatchId: Id | null;
    readonly messageId: Id | null;
    readonly lineIds: readonly Id[];
    readonly priority: Priority;
    readonly jobSeq: number;
  },
  catalogue: Catalogue,
  context: Context,
): Issued {
  const { kind, station, document, orderId, dispatchId, messageId } = share;
  const ticket: Ticket = {
    id: context.newId(),
    orderId,
    dispatchId,
    messageId,
    stationId: station.id,
    kind,
    state: 'open',
    document,
    openedAt: context.now,
  };
  const order = orderId === null ? null : document.orderNumber;
  const queued = queueJob(ticket, station.printerId, share.jobSeq, share.priority, { kind: 'none' }, order, catalogue, context);
  return {
    changes: [{ put: 'ticket', ticket, lineIds: share.lineIds }, queued.change],
    events: [{ kind: 'ticket.opened', order, ticketId: ticket.id, station: station.name, ticketKind: kind }, queued.event],
    tickets: [ticketRef(ticket, queued.job, catalogue)],
  };
}

/** A new print job of a ticket, and the event that tells its lane. */
export function queueJob(
  ticket: Ticket,
  printerId: Id,
  seq: number,
  priority: Priority,
  mark: PrintMark,
  order: number | null,
  catalogue: Catalogue,
  context: Context,
): { readonly job: PrintJob; readonly change: Change; readonly event: EventDraft } {
  const columns = catalogue.printer(printerId)?.profile.columns ?? 48;
  const paper = layOutTicket({ document: ticket.document, mark, jobSeq: seq, shownTime: ticket.document.time }, columns);
  const job: PrintJob = {
    id: context.newId(),
    seq,
    ticketId: ticket.id,
    printerId,
    state: 'queued',
    priority,
    ahead: false,
    paperLines: paperLines(paper),
    mark,
    cause: null,
    queuedAt: context.now,
    settledAt: null,
  };
  const why = mark.kind === 'reprint' ? 'reprint' : 'new';
  return {
    job,
    change: { put: 'printJob', job },
    event: { kind: 'printJob.queued', order, job: asQueued(job), why, cause: null },
  };
}

export function ticketRef(ticket: Ticket, job: PrintJob, catalogue: Catalogue): TicketRef {
  const printer = catalogue.printer(job.printerId)?.name ?? '';
  return {
    ticketId: ticket.id,
    kind: ticket.kind,
    station: ticket.document.station,
    jobId: job.id,
    printerId: job.printerId,
    printer,
  };
}

/** The part of a job that lanes are built from. */
export function asQueued(job: PrintJob): QueuedJob {
  const { id, seq, ticketId, printerId, priority, ahead, paperLines: lines, queuedAt } = job;
  return { jobId: id, seq, ticketId, printerId, priority, ahead, paperLines: lines, queuedAt };
}

export function ticketLine(line: OrderLine): TicketLine {
  const { quantity, name, modifiers, note, course, seat } = line;
  return { quantity, name, modifiers, note, course, seat };
}

function quantityOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
