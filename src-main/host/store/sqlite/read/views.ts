/** Answers queries from the tables: orders, tickets, journeys as people are told of them. */
import { orderAmount, withTax } from '../../../../../src-shared/model/price';
import type { Event } from '../../../../../src-shared/events/events';
import type { Order } from '../../../../../src-shared/model/order';
import type { PrintJob } from '../../../../../src-shared/model/print-job';
import type {
  Journey,
  OrderRef,
  OrderView,
  Page,
  UndecidedPrint,
  Query,
  TicketStatus,
} from '../../../../../src-shared/queries/queries';
import type { TicketPaper } from '../../../../../src-shared/paper/ticket-layout';
import type { Ticket } from '../../../../../src-shared/model/ticket';
import type { PositionOf } from '../../../ports/store';
import { mediumOf } from '../../../../../src-shared/model/printers';
import { isSample } from '../../../../../src-shared/model/sample-printers';
import { divertedTo } from '../../../domain/tickets/issue-tickets';
import { headNow } from '../../../domain/tickets/paper-head';
import type { Rows } from '../rows/all-rows';
import { jobFrom } from '../rows/print-job/job-row';

export function queryViews(rows: Rows) {
  function ticketStatus(ticket: Ticket, placeOf: PositionOf): TicketStatus | null {
    const jobs = rows.jobs.ofTicket(ticket.seq);
    const job = jobs.at(-1);
    if (!job) return null;
    const printer = rows.printers.byId(job.printerId);
    return {
      ticketId: ticket.id,
      station: ticket.document.station,
      kind: ticket.kind,
      printer: printer?.name ?? '',
      virtual: printer !== null && isSample(printer),
      divertedTo: printer ? divertedTo(job, mediumOf(printer.address)) : null,
      state: job.state,
      cooking: cookingOf(ticket),
      place: placeOf(job.id),
      cause: job.cause,
      settledAt: job.settledAt,
      copies: jobs.length,
      unprintable: job.unprintable ?? 0,
    };
  }

  /** What was cooked before a screen hung there was told to nobody. */
  function cookingOf({ stationId, openedAt, state }: Ticket): TicketStatus['cooking'] {
    const since = rows.stations.screenSince(stationId);
    return since === null || openedAt < since ? null : state;
  }

  function view(order: Order, placeOf: PositionOf): OrderView {
    const { number, day, folio, type, table, customer, state, placedAt, startedAt, readyAt } =
      order;
    const { revision, covers, note, mergedInto, payment } = order;
    const lines = rows.orders.linesOf(number);
    return {
      number,
      day,
      folio,
      type,
      table,
      customer,
      state,
      revision,
      waiter: order.waiter?.name ?? null,
      placedBy: rows.devices.nameOf(order.placedBy),
      senderId: order.placedBy,
      covers,
      note,
      mergedInto,
      payment,
      total: payment?.amount ?? withTax(orderAmount(lines), rows.settings.restaurant().tax),
      placedAt,
      startedAt,
      readyAt,
      lines: lines.map((line) => ({
        no: line.no,
        name: line.name,
        quantity: line.quantity,
        modifiers: line.modifiers,
        note: line.note,
        state: line.state,
        voided: line.voided,
        course: line.course,
        seat: line.seat,
        comp: line.comp,
        unitPrice: line.unitPrice,
      })),
      tickets: rows.tickets
        .ofOrder(number)
        .flatMap(({ ticket }) => ticketStatus(ticket, placeOf) ?? []),
    };
  }

  function pendingPrint(job: PrintJob): UndecidedPrint | null {
    const ticket = rows.tickets.bySeq(Number(job.ticketId));
    if (!ticket || (job.state !== 'unsure' && job.state !== 'stale')) return null;
    const { document, orderNumber } = ticket;
    const { folio, station } = document;
    // Where its guests sit now: somebody is about to walk there.
    const { table, customer } =
      (orderNumber === null ? null : rows.orders.byNumber(orderNumber)) ?? document;
    return {
      jobSeq: job.seq,
      order: orderNumber,
      folio,
      table,
      customer,
      station,
      printer: rows.printers.byId(job.printerId)?.name ?? '',
      state: job.state,
      cause: job.cause,
      since: job.settledAt ?? job.queuedAt,
    };
  }

  function named(of: OrderRef): Order | null {
    if ('number' in of) return rows.orders.byNumber(of.number);
    if ('folio' in of) return rows.orders.byFolio(of.day, of.folio);
    const receipt = rows.receipts.find(of.actor, of.key);
    const number = receipt
      ? (JSON.parse(receipt.reply) as { number?: number; folio?: number })
      : null;
    return number?.folio !== undefined && number.number !== undefined
      ? rows.orders.byNumber(number.number)
      : null;
  }

  return {
    order(of: OrderRef, placeOf: PositionOf): OrderView | null {
      const order = named(of);
      return order ? view(order, placeOf) : null;
    },
    journey(of: OrderRef, placeOf: PositionOf): Journey | null {
      const order = named(of);
      if (!order) return null;
      const shown = view(order, placeOf);
      return {
        order: shown,
        events: rows.events.ofOrder(order.number).map((event) => withSender(event, shown)),
      };
    },
    recent(
      { limit, before = null, by }: Query<'recent'>,
      placeOf: PositionOf,
    ): Page<OrderView> | null {
      const last = before === null ? null : rows.orders.byNumber(before);
      if (before !== null && (last === null || (by !== undefined && last.placedBy !== by)))
        return null;
      // One more than the page holds says whether there is another page.
      const found =
        by === undefined
          ? rows.orders.newest(limit + 1, before)
          : rows.orders.newestOf(by, limit + 1, before);
      const shown = found.slice(0, limit);
      return {
        rows: shown.map((order) => view(order, placeOf)),
        total: rows.orders.count(by ?? null),
        next: found.length > limit ? (shown.at(-1)?.number ?? null) : null,
      };
    },
    pending({ after = null, limit = null }: Query<'pending'>): Page<UndecidedPrint> | null {
      if (after !== null && !rows.jobs.byId(String(after))) return null;
      const found = rows.jobs.forSomeone(after ?? 0, limit === null ? null : limit + 1);
      const shown = limit === null ? found : found.slice(0, limit);
      return {
        rows: shown.flatMap((job) => pendingPrint(job) ?? []),
        total: rows.jobs.waitingForSomeone(),
        next: shown.length < found.length ? (shown.at(-1)?.seq ?? null) : null,
      };
    },
    paper(jobSeq: number): TicketPaper | null {
      const row = rows.jobs.byId(String(jobSeq));
      const ticket = row ? rows.tickets.bySeq(row.ticket_seq) : null;
      if (!row || !ticket) return null;
      const { document, orderNumber } = ticket;
      if (document.unreadable) return null;
      const { mark, state } = jobFrom(row);
      const shownTime = rows.jobs.shownTime(jobSeq);
      // What waits will be printed as its order stands then.
      const isTried = shownTime !== null && state !== 'queued';
      const order = isTried || orderNumber === null ? null : rows.orders.byNumber(orderNumber);
      const head = isTried ? rows.jobs.shownHead(jobSeq) : headNow(ticket, order);
      return { document, head, mark, jobSeq, shownTime: shownTime ?? document.time };
    },
    tickets: (ids: readonly string[], placeOf: PositionOf): readonly TicketStatus[] =>
      ids.flatMap((id) => {
        const ticket = rows.tickets.bySeq(Number(id));
        return (ticket && ticketStatus(ticket, placeOf)) ?? [];
      }),
  };
}

/** Older versions wrote the sender's id into the event. */
function withSender(event: Event, { placedBy }: OrderView): Event {
  return event.kind === 'order.placed'
    ? { ...event, placed: { ...event.placed, placedBy } }
    : event;
}
