/** The effect of each kind of event on a screen's state, one small function a kind. */
import type { Event, OpenedTicket } from '../events/events';
import type { EpochMs } from '../base/vocabulary';
import {
  onAlert,
  onJob,
  onOrder,
  onTickets,
  stockAfter,
  withMessage,
  withOrder,
} from './host-state';
import type { HostState } from './host-state';
import type { LiveJob, LiveOrder, LiveTicket } from './snapshot';

/**
 * Kinds that do not change a screen's state. After a change of the restaurant the host sends a new
 * snapshot to every screen. A type and not a table, so that these names cost no bytes on phones.
 */
type UnseenKind =
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

type EventOf<K extends Event['kind']> = Extract<Event, { readonly kind: K }>;

/** A kind that is neither here nor in `UnseenKind` does not compile. */
type Effects = {
  readonly [K in Exclude<Event['kind'], UnseenKind>]: (
    state: HostState,
    event: EventOf<K>,
  ) => HostState;
};

const EFFECTS: Effects = {
  'order.placed': placed,
  'lines.added': (state, event) =>
    onOrder(state, event, (live) => ({
      ...edited(live, event),
      lines: [...live.lines, ...event.lines],
      dispatches: [...live.dispatches, { no: event.dispatchNo, sentAt: event.at }],
    })),
  'lines.fired': (state, event) =>
    onOrder(state, event, (live) => ({
      ...edited(live, event),
      lines: live.lines.map((line) =>
        event.lines.includes(line.no) ? { ...line, state: 'fired' } : line,
      ),
    })),
  'lines.voided': linesVoided,
  'lines.comped': (state, event) =>
    onOrder(state, event, (live) => ({
      ...edited(live, event),
      lines: live.lines.map((line) =>
        event.lines.includes(line.no) ? { ...line, comp: event.comp } : line,
      ),
    })),
  'order.edited': (state, event) =>
    onOrder(state, event, (live) => {
      const after = edited(live, event);
      return { ...after, order: { ...after.order, ...event.edit } };
    }),
  'order.moved': orderMoved,
  'order.started': (state, event) =>
    onOrder(state, event, (live) => ({
      ...live,
      order: { ...live.order, startedAt: live.order.startedAt ?? event.startedAt },
    })),
  'bill.asked': (state, event) =>
    onOrder(state, event, (live) => ({
      ...live,
      tickets: [...live.tickets, ...event.tickets.map((opened) => opening(opened, event.at))],
    })),
  'message.sent': (state, event) =>
    event.tickets.reduce((after, opened) => withMessage(after, opening(opened, event.at)), state),
  'ticket.moved': (state, event) =>
    onTickets(state, event.order, (ticket) =>
      ticket.ticketId === event.ticketId
        ? { ...ticket, state: event.state, doneNos: event.doneNos, movedAt: event.at }
        : ticket,
    ),
  'stock.changed': (state, { itemId, soldOut, left }) => ({
    ...state,
    stock: stockAfter(state.stock, itemId, { soldOut, left }),
  }),
  'printJob.queued': jobQueued,
  'printJob.promoted': (state, event) =>
    onJob(state, event, (job) => ({ ...job, priority: event.priority })),
  'printJob.sending': (state, event) =>
    onJob(state, event, (job) => ({ ...job, state: 'sending' })),
  'printJob.stopped': (state, event) =>
    onJob(state, event, (job) => ({
      ...job,
      state: event.cause === null ? 'sending' : 'blocked',
      cause: event.cause,
    })),
  'printJob.settled': (state, event) => onJob(state, event, (job) => settled(job, event)),
  'printer.changed': (state, { printerId, msPerLine, health }) => ({
    ...state,
    printers: { ...state.printers, [printerId]: { msPerLine, health } },
  }),
  'person.changed': personChanged,
  'turbo.changed': (state, { on, at, by }) => ({ ...state, turbo: on ? { since: at, by } : null }),
  // An alert that ended and is active again comes under its number.
  'alert.raised': (state, { alert }) => ({
    ...state,
    alerts: [...state.alerts.filter(({ seq }) => seq !== alert.seq), alert],
  }),
  'alert.followed': (state, { alert, figure, limit, cause }) =>
    onAlert(state, alert, { figure, limit, cause }),
  'alert.ended': (state, { alert, at }) => onAlert(state, alert, { endedAt: at }),
  'alert.seen': (state, { alert, by }) => onAlert(state, alert, { seenBy: by }),
  'rules.changed': (state, { rules }) => ({ ...state, place: { ...state.place, rules } }),
};

/** The state after an event, apart from its `seq`. */
export function afterEvent<K extends Event['kind']>(
  state: HostState,
  event: EventOf<K>,
): HostState {
  const effects: {
    readonly [P in Event['kind']]?: (state: HostState, event: EventOf<P>) => HostState;
  } = EFFECTS;
  const kind: K = event.kind;
  return effects[kind]?.(state, event) ?? state;
}

function placed(state: HostState, event: EventOf<'order.placed'>): HostState {
  const { placed: order, lines, tickets, order: number, at } = event;
  if (number === null) return state;
  return withOrder(state, {
    order: { ...order, number },
    lines,
    dispatches: [{ no: 1, sentAt: at }],
    tickets: tickets.map((opened) => opening(opened, at)),
  });
}

function linesVoided(state: HostState, event: EventOf<'lines.voided'>): HostState {
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
}

function orderMoved(state: HostState, event: EventOf<'order.moved'>): HostState {
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
}

function jobQueued(state: HostState, event: EventOf<'printJob.queued'>): HostState {
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

function personChanged(state: HostState, event: EventOf<'person.changed'>): HostState {
  const { personId: id, name, role } = event;
  const others = state.place.people.filter((person) => person.id !== id);
  const people = event.what === 'removed' ? others : [...others, { id, name, role }];
  return { ...state, place: { ...state.place, people } };
}

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
