/**
 * Filters answers and events for programs. Programs never see staff. Guests' names, phones and
 * addresses need `clientes:leer`, others' orders `pedidos:todos`, the menu `menu:leer`.
 */
import type { Event } from '../events/events';
import type { Order } from '../model/order';
import type { Journey, OrderView, UndecidedPrint, QueueView, Senders } from '../queries/queries';
import type { LiveOrder, RestaurantLayout, Snapshot } from '../live/snapshot';
import { holds, isInherited } from './scopes';
import type { TicketPaper } from '../paper/ticket-layout';
import type { Actor } from '../base/vocabulary';

export type ProgramView = {
  /** It sees only orders of this sender; null: of all senders. */
  readonly onlyOf: string | null;
  readonly guests: boolean;
  readonly menu: boolean;
};

/** Null: no filter, as for people and for tokens from before scopes existed. */
export function viewOf(actor: Actor): ProgramView | null {
  if (actor.role !== 'integrator' || isInherited(actor)) return null;
  return {
    onlyOf: holds(actor, 'pedidos:todos') ? null : actor.id,
    guests: holds(actor, 'clientes:leer'),
    menu: holds(actor, 'menu:leer') || holds(actor, 'administrar'),
  };
}

export function orderFor(view: ProgramView, order: OrderView): OrderView {
  return { ...order, waiter: null, placedBy: '', customer: view.guests ? order.customer : null };
}

export function pendingFor(view: ProgramView, print: UndecidedPrint): UndecidedPrint {
  return view.guests ? print : { ...print, customer: null };
}

/** Programs see that an alert was read, but not by whom, and no printer addresses. */
export function queueFor(queue: QueueView): QueueView {
  const lanes = queue.lanes.map((lane) => ({ ...lane, address: '' }));
  return {
    ...queue,
    lanes,
    alerts: queue.alerts.map((alert) => ({ ...alert, seenBy: alert.seenBy && '' })),
  };
}

export function paperFor(view: ProgramView, paper: TicketPaper): TicketPaper {
  const guest = view.guests ? {} : NO_GUEST;
  const head = paper.head ? { head: { ...paper.head, waiter: null, ...guest } } : {};
  return { ...paper, ...head, document: { ...paper.document, waiter: null, ...guest } };
}

export function journeyFor(view: ProgramView, { order, events }: Journey): Journey {
  // A program that may see an order may see its whole journey.
  const filter = eventFilter({ ...view, onlyOf: null });
  return {
    order: orderFor(view, order),
    events: events.flatMap((event) => filter.see(event) ?? []),
  };
}

export function snapshotFor(view: ProgramView, snapshot: Snapshot, senders: Senders): Snapshot {
  return {
    ...snapshot,
    place: placeFor(view, snapshot.place),
    stock: view.menu ? snapshot.stock : {},
    turbo: snapshot.turbo && { ...snapshot.turbo, by: null },
    alerts: snapshot.alerts.map((alert) => ({ ...alert, seenBy: alert.seenBy && '' })),
    orders: ordersFor(view, snapshot.orders, senders),
    messages: view.onlyOf === null ? snapshot.messages : [],
  };
}

/** The visible orders, without hidden names. */
export function ordersFor(
  view: ProgramView,
  orders: readonly LiveOrder[],
  senders: Senders,
): readonly LiveOrder[] {
  const own = new Set(ownOf(view, senders));
  return orders
    .filter(({ order }) => view.onlyOf === null || own.has(order.number))
    .map((live) => ({ ...live, order: withoutNames(view, live.order) }));
}

/** The orders in this list that the program sent. */
export function ownOf({ onlyOf }: ProgramView, senders: Senders): readonly number[] {
  return senders.flatMap(([number, id]) => (id === onlyOf ? [number] : []));
}

function placeFor(view: ProgramView, place: RestaurantLayout): RestaurantLayout {
  const menu = view.menu ? {} : { categories: [], items: [], modifierGroups: [] };
  return { ...place, people: [], ...menu };
}

const NO_GUEST = { customer: null, address: null, phone: null } as const;

/** A device's name is often its waiter's. */
function withoutNames<
  O extends Pick<Order, 'waiter' | 'placedBy' | 'customer' | 'address' | 'phone'>,
>(view: ProgramView, order: O): O {
  return { ...order, waiter: null, placedBy: '', ...(view.guests ? {} : NO_GUEST) };
}

export type EventFilter = {
  /** The visible part of an event; null: nothing. Events come oldest first. */
  see(event: Event): Event | null;
  /** Adds orders that became visible, and new ones of its own. */
  add(orders: Iterable<number>): void;
};

/**
 * `seen`: orders that were already visible. If a program sees only its own orders, `add` must be
 * called for a new one before its events.
 */
export function eventFilter(view: ProgramView, seen: Iterable<number> = []): EventFilter {
  const own = new Set(seen);
  function see(event: Event): Event | null {
    if (!view.menu && event.kind === 'stock.changed') return null;
    if (view.onlyOf !== null) {
      const isOfAnOrder = event.order !== null || ABOUT_PAPER.has(event.kind);
      if (isOfAnOrder && (event.order === null || !own.has(event.order))) return null;
    }
    return eventFor(view, event);
  }
  return {
    see,
    add(orders) {
      for (const order of orders) own.add(order);
    },
  };
}

/** Without an order they are about a message of another sender. */
const ABOUT_PAPER: ReadonlySet<Event['kind']> = new Set<Event['kind']>([
  'message.sent',
  'ticket.moved',
  'printJob.queued',
  'printJob.promoted',
  'printJob.sending',
  'printJob.settled',
  'printJob.stopped',
]);

function eventFor(view: ProgramView, event: Event): Event | null {
  switch (event.kind) {
    case 'order.placed':
      return { ...event, placed: withoutNames(view, event.placed) };
    case 'order.edited': {
      const { waiter: _waiter, customer, address, phone, ...rest } = event.edit;
      const guest = view.guests ? { customer, address, phone } : {};
      // Adds no field that the edit does not have.
      const named = Object.fromEntries(
        Object.entries(guest).filter(([, value]) => value !== undefined),
      );
      return { ...event, edit: { ...rest, ...named }, by: '' };
    }
    case 'printJob.settled':
    case 'turbo.changed':
      return { ...event, by: null };
    case 'order.moved':
      return event.by === undefined ? event : { ...event, by: '' };
    case 'lines.added':
    case 'lines.fired':
    case 'lines.voided':
    case 'lines.comped':
    case 'bill.asked':
    case 'message.sent':
    case 'ticket.moved':
    case 'stock.changed':
    case 'alert.seen':
    case 'rules.changed':
      return { ...event, by: '' };
    case 'restaurant.changed':
      // Settings that an owner changed, such as a mail server, stay hidden.
      return { ...event, by: '', name: '', changes: [] };
    case 'alert.raised':
      return { ...event, alert: { ...event.alert, seenBy: event.alert.seenBy && '' } };
    case 'order.started':
    case 'printJob.queued':
    case 'printJob.promoted':
    case 'printJob.sending':
    case 'printJob.stopped':
    case 'printer.changed':
    case 'alert.followed':
    case 'alert.ended':
    case 'guests.forgotten':
      return event;
    case 'device.added':
    case 'device.revoked':
    case 'device.scopes':
    case 'device.person':
    case 'pin.failed':
    case 'person.changed':
    case 'shift.closed':
    case 'backup.noted':
    case 'lan.changed':
    case 'drawer.asked':
    case 'drawer.settled':
    case 'mails.settled':
      return null;
  }
}
