/** Loads facts about orders and the numbers of the next ones. */
import type { Order } from '../../../../../src-shared/model/order';
import type { OrderFacts } from '../../../domain/engine/facts';
import type { Rows } from '../rows/all-rows';
import type { FactCaches } from './caches';
import type { LoadersOf } from './loaders';

type OrderLoaders = LoadersOf<
  'order' | 'into' | 'orderOfJob' | 'parts' | 'billedParts' | 'hostOf' | 'lastOrderAt' | 'next'
>;

export function orderLoaders(rows: Rows, caches: FactCaches): OrderLoaders {
  return {
    next: ({ day }) => caches.numbers.next(day),
    order: ({ number }) => orderFacts(rows, rows.orders.byNumber(number)),
    into: ({ number }) => orderFacts(rows, rows.orders.byNumber(number)),
    orderOfJob: ({ jobId }) => orderFacts(rows, rows.orders.byJob(jobId)),
    parts: ({ number }) =>
      rows.orders.partsOf(number).flatMap((order) => orderFacts(rows, order) ?? []),
    billedParts: ({ number }) =>
      rows.orders.billedPartsOf(number).flatMap((order) => orderFacts(rows, order) ?? []),
    hostOf: ({ number }) => {
      const into = rows.orders.byNumber(number)?.mergedInto ?? null;
      const host = into === null ? null : rows.orders.byNumber(into);
      return host && host.state !== 'closed' && host.state !== 'voided' ? host : null;
    },
    lastOrderAt: () => rows.orders.extent().lastOrderAt,
  };
}

export function orderFacts(rows: Rows, order: Order | null): OrderFacts | null {
  if (!order) return null;
  return {
    order,
    lines: rows.orders.linesOf(order.number),
    lastDispatchNo: rows.orders.lastDispatchNo(order.number),
    tickets: rows.tickets
      .ofOrder(order.number)
      .map(({ ticket, lineNos }) => ({ ticket, lineNos, jobs: rows.jobs.ofTicket(ticket.seq) })),
  };
}
