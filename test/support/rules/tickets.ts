/** Kitchens with a screen, for tests of what cooks say of their tickets. */
import type { RestaurantIndex } from '../../../src-main/host/domain/engine/catalogue';
import type { OrderFacts, TicketFacts } from '../../../src-main/host/domain/engine/facts';
import type { Order, OrderLine } from '../../../src-shared/model/order';
import type { PrintJob } from '../../../src-shared/model/print-job';
import type { Ticket } from '../../../src-shared/model/ticket';
import { aJob, aLine, anOrder, aTicket } from './orders';
import { aRestaurant, BAR, COUNTER, KITCHEN } from './restaurant';

/** The kitchen with a screen; the bar and the counter have none. */
export const SCREEN_KITCHEN = { ...KITCHEN, hasScreen: true };

/** There a cook says at a screen what is done in the kitchen. */
export function aRestaurantWithScreen(): RestaurantIndex {
  return aRestaurant({ stations: [SCREEN_KITCHEN, BAR, COUNTER] });
}

/** One ticket of an order, with its prints: printed unless told otherwise. */
export function ofOrder(
  ticket: Parameters<typeof aTicket>[0],
  {
    lineNos = [1],
    jobs = [{ state: 'printed' }],
  }: { readonly lineNos?: readonly number[]; readonly jobs?: readonly Partial<PrintJob>[] } = {},
): OrderFacts['tickets'][number] {
  const made = aTicket(ticket);
  return {
    ticket: made,
    lineNos,
    jobs: jobs.map((job, index) =>
      aJob({ id: String(5 + index), seq: 5 + index, ticketId: made.id, ...job }),
    ),
  };
}

/**
 * Ticket 3 with lines 1 and 2, on the kitchen's screen and on paper; and its order 7, of which it
 * is all unless there are `others`.
 */
export function onScreen(
  ticket: Partial<Omit<Ticket, 'document'>> = {},
  {
    order,
    lines = [aLine(), aLine({ no: 2, name: 'Bife', itemId: 'bife' })],
    jobs,
    others = [],
  }: {
    readonly order?: Partial<Order>;
    readonly lines?: readonly OrderLine[];
    readonly jobs?: readonly Partial<PrintJob>[];
    readonly others?: OrderFacts['tickets'];
  } = {},
): TicketFacts {
  const lineNos = [1, 2];
  const own = ofOrder({ state: 'open', ...ticket }, { lineNos, ...(jobs && { jobs }) });
  return {
    ticket: own.ticket,
    lineNos,
    order: { order: anOrder(order), lines, lastDispatchNo: 1, tickets: [own, ...others] },
  };
}

/** A message on the kitchen's screen: it is of no order. */
export function aMessageOnScreen(ticket: Partial<Omit<Ticket, 'document'>> = {}): TicketFacts {
  const made = aTicket({
    kind: 'message',
    state: 'open',
    orderNumber: null,
    dispatchNo: null,
    messageId: 'message-1',
    ...ticket,
  });
  return { ticket: made, lineNos: [], order: null };
}
