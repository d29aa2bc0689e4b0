/** State of a screen, updated by events. Pure, one event at a time, the same on every screen. */
import type { Alert } from '../model/operations/alerts';
import { ticketsOpenedBy } from '../events/events';
import type { Event, OpenedTicket } from '../events/events';
import { createLaneBoard } from './lane-board';
import type { LaneBoard } from './lane-board';
import { isAlertOver, isMessageOver, isOver } from './liveness';
import type {
  LiveJob,
  LiveOrder,
  LiveTicket,
  RestaurantLayout,
  PrinterNow,
  Snapshot,
  StartPart,
} from './snapshot';
import type { Stock } from '../model/menu';
import type { Turbo } from '../model/staff';
import type { EpochMs, Id } from '../base/vocabulary';

export type HostState = {
  readonly seq: number;
  readonly place: RestaurantLayout;
  readonly printers: Readonly<Record<Id, PrinterNow>>;
  readonly stock: Readonly<Record<Id, Stock>>;
  readonly turbo: Turbo | null;
  readonly alerts: readonly Alert[];
  readonly orders: Readonly<Record<number, LiveOrder>>;
  readonly messages: Readonly<Record<Id, LiveTicket>>;
  /**
   * Work was added to an ended order (a copy of a closed order, a recalled ticket). The screen must
   * request a new snapshot.
   */
  readonly incomplete: boolean;
};

export function stateFrom({
  seq,
  place,
  printers,
  stock,
  turbo,
  alerts,
  orders,
  messages,
}: Snapshot): HostState {
  return {
    seq,
    place,
    printers,
    stock,
    turbo,
    alerts,
    orders: Object.fromEntries(orders.map((live) => [live.order.number, live])),
    messages: Object.fromEntries(messages.map((ticket) => [ticket.ticketId, ticket])),
    incomplete: false,
  };
}

/**
 * State from a snapshot in parts, each read later than the one before, and the events since. An
 * event changes an order only if it came after that order's part. Null if they do not fit together:
 * the screen needs a new snapshot.
 */
export function stateFromParts(
  start: Snapshot,
  parts: readonly StartPart[],
  events: readonly Event[],
): HostState | null {
  let state = stateFrom(start);
  let left = parts.toSorted((a, b) => a.seq - b.seq);
  let reached = Math.max(0, ...start.orders.map(({ order }) => order.number));
  let incomplete = false;
  const take = (upTo: number): void => {
    const ready = left.filter(({ seq }) => seq <= upTo);
    if (ready.length === 0) return;
    left = left.slice(ready.length);
    const orders = ready.flatMap((part) =>
      part.orders.map((live) => [live.order.number, live] as const),
    );
    reached = Math.max(reached, ...orders.map(([number]) => number));
    state = { ...state, orders: { ...state.orders, ...Object.fromEntries(orders) } };
  };
  for (const event of events) {
    if (event.seq <= state.seq) continue;
    if (!follows(state, event)) return null;
    take(event.seq - 1);
    state = applyEvent(state, event);
    // Not if it is about an order whose part has not arrived yet.
    incomplete ||=
      state.incomplete && (left.length === 0 || event.order === null || event.order <= reached);
    state = { ...state, incomplete: false };
  }
  take(state.seq);
  if (left.length > 0) return null;
  return { ...state, incomplete };
}

/** A known event changes nothing. Check for a gap before with `follows`. */
export function applyEvent(state: HostState, event: Event): HostState {
  if (event.seq <= state.seq) return state;
  const after = changed(state, event);
  return { ...after, seq: event.seq, incomplete: after.incomplete || revives(state, event) };
}

/** The event adds work to an order or ticket that the state no longer contains. */
function revives(state: HostState, event: Event): boolean {
  if (event.kind === 'order.placed' || event.kind === 'message.sent') return false;
  const isWork =
    event.kind === 'printJob.queued' ||
    (event.kind === 'ticket.moved' && (event.state === 'open' || event.state === 'started')) ||
    ticketsOpenedBy(event).length > 0;
  if (!isWork) return false;
  if (event.order !== null) return !(event.order in state.orders);
  const ticketId =
    event.kind === 'printJob.queued'
      ? event.job.ticketId
      : event.kind === 'ticket.moved'
        ? event.ticketId
        : '';
  return !(ticketId in state.messages);
}

/** False if events are missing in between: the screen needs a new snapshot. */
export function follows(state: HostState, event: Event): boolean {
  return event.seq <= state.seq + 1;
}

function changed(state: HostState, event: Event): HostState {
  switch (event.kind) {
    case 'order.placed': {
      const { placed, lines, tickets, order, at } = event;
      if (order === null) return state;
      const live = {
        order: { ...placed, number: order },
        lines,
        dispatches: [{ no: 1, sentAt: at }],
        tickets: tickets.map((opened) => opening(opened, at)),
      };
      return withOrder(state, live);
    }
    case 'lines.added':
      return onOrder(state, event, (live) => ({
        ...edited(live, event),
        lines: [...live.lines, ...event.lines],
        dispatches: [...live.dispatches, { no: event.dispatchNo, sentAt: event.at }],
      }));
    case 'lines.fired':
      return onOrder(state, event, (live) => ({
        ...edited(live, event),
        lines: live.lines.map((line) =>
          event.lines.includes(line.no) ? { ...line, state: 'fired' } : line,
        ),
      }));
    case 'lines.voided':
      return onOrder(state, event, (live) => {
        const after = edited(live, event);
        return {
          ...after,
          lines: live.lines.map((line) => {
            const struck = event.lines.find(({ no }) => no === line.no);
            return struck ? { ...line, voided: struck.voided, state: struck.state } : line;
          }),
          tickets: after.tickets.map((ticket) =>
            event.emptied.includes(ticket.ticketId) ? { ...ticket, state: 'voided' } : ticket,
          ),
        };
      });
    case 'lines.comped':
      return onOrder(state, event, (live) => ({
        ...edited(live, event),
        lines: live.lines.map((line) =>
          event.lines.includes(line.no) ? { ...line, comp: event.comp } : line,
        ),
      }));
    case 'order.edited':
      return onOrder(state, event, (live) => {
        const after = edited(live, event);
        return { ...after, order: { ...after.order, ...event.edit } };
      });
    case 'order.moved':
      return onOrder(state, event, (live) => ({
        ...live,
        order: {
          ...live.order,
          state: event.state,
          readyAt: event.readyAt,
          revision: event.revision ?? live.order.revision,
          payment: event.payment ?? live.order.payment,
        },
      }));
    case 'order.started':
      return onOrder(state, event, (live) => ({
        ...live,
        order: { ...live.order, startedAt: live.order.startedAt ?? event.startedAt },
      }));
    case 'bill.asked':
      return onOrder(state, event, (live) => ({
        ...live,
        tickets: [...live.tickets, ...event.tickets.map((opened) => opening(opened, event.at))],
      }));
    case 'message.sent':
      return event.tickets.reduce(
        (after, opened) => withMessage(after, opening(opened, event.at)),
        state,
      );
    case 'ticket.moved':
      return onTickets(state, event.order, (ticket) =>
        ticket.ticketId === event.ticketId
          ? { ...ticket, state: event.state, doneNos: event.doneNos, movedAt: event.at }
          : ticket,
      );
    case 'stock.changed':
      return {
        ...state,
        stock: stockAfter(state.stock, event.itemId, { soldOut: event.soldOut, left: event.left }),
      };
    case 'printJob.queued': {
      const { ticketId, ...queued } = event.job;
      return onTickets(state, event.order, (ticket) => {
        if (ticket.ticketId !== ticketId) return ticket;
        const isKnown = ticket.jobs.some(({ jobId }) => jobId === queued.jobId);
        // The cause of a further print is the reason for it. The print itself has no cause yet.
        const job: LiveJob = {
          ...queued,
          state: 'queued',
          cause: isKnown ? event.cause : null,
          settledAt: null,
        };
        return {
          ...ticket,
          jobs: isKnown
            ? ticket.jobs.map((old) => (old.jobId === job.jobId ? job : old))
            : [...ticket.jobs, job],
        };
      });
    }
    case 'printJob.promoted':
      return onJob(state, event, (job) => ({ ...job, priority: event.priority }));
    case 'printJob.sending':
      return onJob(state, event, (job) => ({ ...job, state: 'sending' }));
    case 'printJob.stopped':
      return onJob(state, event, (job) => ({
        ...job,
        state: event.cause === null ? 'sending' : 'blocked',
        cause: event.cause,
      }));
    case 'printJob.settled':
      return onJob(state, event, (job) => settled(job, event));
    case 'printer.changed':
      return {
        ...state,
        printers: {
          ...state.printers,
          [event.printerId]: { msPerLine: event.msPerLine, health: event.health },
        },
      };
    case 'person.changed': {
      const { personId: id, name, role } = event;
      const others = state.place.people.filter((person) => person.id !== id);
      const people = event.what === 'removed' ? others : [...others, { id, name, role }];
      return { ...state, place: { ...state.place, people } };
    }
    case 'turbo.changed':
      return { ...state, turbo: event.on ? { since: event.at, by: event.by } : null };
    case 'alert.raised':
      // An alert that ended and is active again comes under its number.
      return {
        ...state,
        alerts: [...state.alerts.filter(({ seq }) => seq !== event.alert.seq), event.alert],
      };
    case 'alert.followed': {
      const { figure, limit, cause } = event;
      return onAlert(state, event.alert, { figure, limit, cause });
    }
    case 'alert.ended':
      return onAlert(state, event.alert, { endedAt: event.at });
    case 'alert.seen':
      return onAlert(state, event.alert, { seenBy: event.by });
    case 'rules.changed':
      return { ...state, place: { ...state.place, rules: event.rules } };
    // Changes of the restaurant: the host sends a new snapshot to every screen. A forgotten kind
    // does not compile, and the names of kinds cost no bytes on phones.
    default:
      return (event satisfies Unseen) && state;
  }
}

/** Events that do not change a screen's state. */
type Unseen = Extract<
  Event,
  {
    readonly kind:
      | 'restaurant.changed'
      | 'lan.changed'
      | 'device.added'
      | 'device.revoked'
      | 'device.scopes'
      | 'device.person'
      | 'pin.failed'
      | 'drawer.asked'
      | 'drawer.settled'
      | 'mails.settled'
      | 'shift.closed'
      | 'backup.noted'
      | 'guests.forgotten';
  }
>;

function settled(
  job: LiveJob,
  { state, cause, at, unprintable }: Extract<Event, { kind: 'printJob.settled' }>,
): LiveJob {
  // As in a snapshot, empty fields are absent.
  return {
    ...job,
    state,
    cause,
    settledAt: at,
    ...(unprintable === undefined ? {} : { unprintable }),
  };
}

function opening(opened: OpenedTicket, at: EpochMs): LiveTicket {
  const { kind, stationId, state, dispatchNo, lineNos, quantities, says } = opened;
  const { ticketId, ...job } = opened.job;
  return {
    ticketId,
    kind,
    stationId,
    state,
    dispatchNo,
    lineNos,
    quantities,
    doneNos: [],
    says,
    openedAt: at,
    movedAt: null,
    jobs: [{ ...job, state: 'queued', cause: null, settledAt: null }],
  };
}

/** The revision of an edit, and the tickets that it created. */
function edited(
  live: LiveOrder,
  event: Event & { readonly revision: number; readonly tickets: readonly OpenedTicket[] },
): LiveOrder {
  return {
    ...live,
    order: { ...live.order, revision: event.revision },
    tickets: [...live.tickets, ...event.tickets.map((opened) => opening(opened, event.at))],
  };
}

function onOrder(
  state: HostState,
  { order }: Event,
  change: (live: LiveOrder) => LiveOrder,
): HostState {
  const live = order === null ? undefined : state.orders[order];
  return live ? withOrder(state, change(live)) : state;
}

function onTickets(
  state: HostState,
  order: number | null,
  change: (ticket: LiveTicket) => LiveTicket,
): HostState {
  if (order === null)
    return Object.values(state.messages).reduce(
      (after, ticket) => withMessage(after, change(ticket)),
      state,
    );
  const live = state.orders[order];
  return live ? withOrder(state, { ...live, tickets: live.tickets.map(change) }) : state;
}

function onJob(
  state: HostState,
  { order, jobId }: Event & { readonly jobId: Id },
  change: (job: LiveJob) => LiveJob,
): HostState {
  return onTickets(state, order, (ticket) =>
    ticket.jobs.some((job) => job.jobId === jobId)
      ? { ...ticket, jobs: ticket.jobs.map((job) => (job.jobId === jobId ? change(job) : job)) }
      : ticket,
  );
}

function withOrder(state: HostState, live: LiveOrder): HostState {
  const { [live.order.number]: _before, ...others } = state.orders;
  return {
    ...state,
    orders: isOver(live, state.place) ? others : { ...state.orders, [live.order.number]: live },
  };
}

function withMessage(state: HostState, ticket: LiveTicket): HostState {
  if (state.messages[ticket.ticketId] === ticket) return state;
  const { [ticket.ticketId]: _before, ...others } = state.messages;
  return {
    ...state,
    messages: isMessageOver(ticket, state.place)
      ? others
      : { ...others, [ticket.ticketId]: ticket },
  };
}

function onAlert(state: HostState, seq: number, now: Partial<Alert>): HostState {
  const alerts = state.alerts.map((alert) => (alert.seq === seq ? { ...alert, ...now } : alert));
  return { ...state, alerts: alerts.filter((alert) => !isAlertOver(alert)) };
}

function stockAfter(stock: HostState['stock'], itemId: Id, after: Stock): HostState['stock'] {
  const { [itemId]: _before, ...others } = stock;
  return after.soldOut || after.left !== null ? { ...others, [itemId]: after } : others;
}

/**
 * The board of all lanes, for places and waits. Rebuilt for each state; callers cache it as long as
 * the state is the same.
 */
export function lanesOf(state: HostState): LaneBoard {
  const tickets = [
    ...Object.values(state.orders).flatMap((live) => live.tickets),
    ...Object.values(state.messages),
  ];
  const jobs = tickets.flatMap(({ ticketId, jobs: all }) =>
    all.map((job) => ({ ...job, ticketId })),
  );
  const printers = Object.entries(state.printers).map(([id, now]) => ({ id, ...now }));
  return createLaneBoard(
    printers,
    jobs.filter((job) => job.state === 'queued'),
    jobs.filter((job) => job.state === 'sending' || job.state === 'blocked'),
  );
}
