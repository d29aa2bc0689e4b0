/** Orders, their lines and tickets for tests of rules: an order of table 1 that has just been sent. */
import type { JobFacts, NextNumbers, OrderFacts } from '../../../src-main/host/domain/engine/facts';
import type { Order, OrderLine } from '../../../src-shared/model/order';
import type { PrintJob } from '../../../src-shared/model/print-job';
import type { Ticket, TicketDocument } from '../../../src-shared/model/ticket';
import { ANA, MINUTE, NOW, TODAY } from './context';

/** Order 7, folio 12, table 1, of Ana, sent five minutes ago. */
export function anOrder(differing: Partial<Order> = {}): Order {
  return {
    id: 'order-7',
    number: 7,
    day: TODAY,
    folio: 12,
    type: 'table',
    state: 'open',
    table: '1',
    customer: null,
    address: null,
    phone: null,
    covers: null,
    note: null,
    waiter: ANA,
    revision: 1,
    mergedInto: null,
    placedBy: 'device',
    placedAt: NOW - 5 * MINUTE,
    startedAt: null,
    readyAt: null,
    payment: null,
    ...differing,
  };
}

/** Line 1: one Milanesa at 1000, sent to the kitchen. */
export function aLine(differing: Partial<OrderLine> = {}): OrderLine {
  return {
    orderNumber: 7,
    dispatchNo: 1,
    no: 1,
    itemId: 'milanesa',
    name: 'Milanesa',
    quantity: 1,
    unitPrice: 1_000,
    modifiers: [],
    note: null,
    course: null,
    seat: null,
    state: 'fired',
    voided: 0,
    comp: null,
    ...differing,
  };
}

/** Ticket 3: what the kitchen cooks of order 7; the kitchen has no screen, so it is born bumped. */
export function aTicket({
  document,
  ...differing
}: Partial<Omit<Ticket, 'document'>> & {
  readonly document?: Partial<TicketDocument>;
} = {}): Ticket {
  return {
    id: '3',
    seq: 3,
    orderNumber: 7,
    dispatchNo: 1,
    messageId: null,
    stationId: 'kitchen',
    kind: 'order',
    state: 'bumped',
    doneNos: [],
    openedAt: NOW - 5 * MINUTE,
    movedAt: null,
    ...differing,
    document: aDocument({ kind: differing.kind ?? 'order', ...document }),
  };
}

export function aDocument(differing: Partial<TicketDocument> = {}): TicketDocument {
  return {
    kind: 'order',
    station: 'Cocina',
    folio: '0012',
    orderNumber: 7,
    dispatchNo: 1,
    type: 'table',
    table: '1',
    customer: null,
    address: null,
    phone: null,
    covers: null,
    waiter: ANA.name,
    note: null,
    reason: null,
    time: '20:25',
    lines: [{ quantity: 1, name: 'Milanesa', modifiers: [], note: null, course: null, seat: null }],
    alsoAt: [],
    text: null,
    fromTable: null,
    bill: null,
    ...differing,
  };
}

/** Print job 5: ticket 3 waits at the kitchen's printer. */
export function aJob(differing: Partial<PrintJob> = {}): PrintJob {
  return {
    id: '5',
    seq: 5,
    ticketId: '3',
    printerId: 'kitchen-printer',
    state: 'queued',
    priority: 'normal',
    ahead: false,
    paperLines: 10,
    mark: { kind: 'none' },
    cause: null,
    queuedAt: NOW - 5 * MINUTE,
    settledAt: null,
    ...differing,
  };
}

/** Order 7 with one line and, unless told otherwise, its kitchen ticket that was printed. */
export function anOrderWith({
  order,
  lines = [aLine()],
  lastDispatchNo = 1,
  tickets = [
    { ticket: aTicket(), lineNos: lines.map(({ no }) => no), jobs: [aJob({ state: 'printed' })] },
  ],
}: {
  readonly order?: Partial<Order>;
  readonly lines?: readonly OrderLine[];
  readonly lastDispatchNo?: number;
  readonly tickets?: OrderFacts['tickets'];
} = {}): OrderFacts {
  return { order: anOrder(order), lines, lastDispatchNo, tickets };
}

/** A print job with its ticket: not leased, not tried yet. */
export function aJobWith(
  job: Partial<PrintJob> = {},
  differing: Partial<Omit<JobFacts, 'job'>> = {},
): JobFacts {
  const full = aJob(job);
  return {
    job: full,
    token: null,
    crashes: 0,
    tries: 0,
    printersTried: [full.printerId],
    ticket: aTicket(),
    head: null,
    orderNumber: 7,
    ...differing,
  };
}

/** The next free numbers: order 8, folio 13, ticket 4, print job 6. */
export const NEXT: NextNumbers = {
  order: 8,
  folio: 13,
  chainSeq: 20,
  ticketSeq: 4,
  jobSeq: 6,
  message: 2,
};
