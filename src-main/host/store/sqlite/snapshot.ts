/** What a screen starts from, read from the tables: the counterpart of the contract's projection. */
import { mediumOf } from '../../../../src-shared/floor';
import type { Order } from '../../../../src-shared/order';
import type { PrintJob } from '../../../../src-shared/print-job';
import type { LiveJob, LiveOrder, LiveTicket, Place, Snapshot } from '../../../../src-shared/snapshot';
import type { Ticket } from '../../../../src-shared/ticket';
import type { BusinessDay } from '../../../../src-shared/vocabulary';
import { sentLine } from '../../domain/make-lines';
import { houseRules } from './facts/load-facts';
import type { Rows } from './rows/all-rows';

/** `fromDay`: orders of an older business day are in it only while somebody has them in hand; a house that never settles any would else draw years. */
export function readSnapshot(rows: Rows, fromDay: BusinessDay): Snapshot {
  const printers = rows.restaurant.printers();
  const seq = rows.events.lastSeq();
  return {
    seq,
    at: rows.events.timeOf(seq) ?? 0,
    place: readPlace(rows),
    printers: Object.fromEntries(printers.map(({ id, msPerLine, health }) => [id, { msPerLine, health }])),
    stock: Object.fromEntries(rows.restaurant.stock()),
    orders: rows.orders.live(fromDay).map((order) => liveOrder(rows, order)),
    messages: rows.tickets.liveMessages().map((ticket) => liveTicket(ticket, [], rows.jobs.ofTicket(ticket.seq))),
  };
}

function readPlace(rows: Rows): Place {
  const { stations, printers, items, currency } = rows.restaurant.catalogue();
  return {
    name: rows.restaurant.name(),
    currency: currency.code,
    decimals: currency.decimals,
    stations,
    printers: printers.map(({ id, name, address, profile }) => ({
      id,
      name,
      medium: mediumOf(address),
      columns: profile.columns,
    })),
    categories: rows.restaurant.categories(),
    items,
    tables: rows.restaurant.tables(),
    people: rows.devices.people(),
    rules: houseRules(rows),
  };
}

function liveOrder(rows: Rows, order: Order): LiveOrder {
  const { id: _id, ...facts } = order;
  return {
    order: facts,
    lines: rows.orders.linesOf(order.number).map(sentLine),
    dispatches: rows.orders.dispatchesOf(order.number),
    tickets: rows.tickets
      .ofOrder(order.number)
      .map(({ ticket, lineNos }) => liveTicket(ticket, lineNos, rows.jobs.ofTicket(ticket.seq))),
  };
}

function liveTicket(ticket: Ticket, lineNos: readonly number[], jobs: readonly PrintJob[]): LiveTicket {
  const { id: ticketId, kind, stationId, state, dispatchNo, doneNos, openedAt, document } = ticket;
  const says = document.text ?? document.reason ?? document.fromTable;
  return { ticketId, kind, stationId, state, dispatchNo, lineNos, doneNos, says, openedAt, jobs: jobs.map(liveJob) };
}

function liveJob({
  id,
  seq,
  printerId,
  state,
  priority,
  ahead,
  paperLines,
  mark,
  cause,
  queuedAt,
  settledAt,
}: PrintJob): LiveJob {
  return { jobId: id, seq, printerId, state, priority, ahead, paperLines, mark: mark.kind, cause, queuedAt, settledAt };
}
