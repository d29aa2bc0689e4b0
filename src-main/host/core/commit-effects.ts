/** Summarizes what a committed group changed, for the listeners in the main thread. */
import type { Reply } from '../../../src-shared/commands/registry';
import { ticketsOpenedBy } from '../../../src-shared/events/events';
import type { Event } from '../../../src-shared/events/events';
import type { Senders } from '../../../src-shared/queries/queries';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { StoredEvent } from '../ports/store';
import type { ExecutedCommand, ExecutedGroup } from './command-bus';
import type { CommitEffects, ExecuteMessage, PrinterStateChange } from './core-protocol';

const ACCESS_EVENTS: ReadonlySet<Event['kind']> = new Set([
  'device.revoked',
  'device.scopes',
  'device.person',
  'person.changed',
  'rules.changed',
  'lan.changed',
]);

/** `tookMs`: duration of the group; `waiting`: print jobs queued in all lanes after it. */
export function commitEffects(
  messages: readonly ExecuteMessage[],
  { results, events, prints }: ExecutedGroup,
  tookMs: number,
  waiting: number,
): CommitEffects {
  return {
    kind: 'brought',
    tookMs,
    commands: messages.length,
    orders: events.filter(({ event }) => event.kind === 'order.placed').length,
    senders: sendersOf(messages, results),
    prints,
    waiting,
    turbo: turboOf(events),
    lanes: lanesWithWork(events),
    printerStates: printerStatesOf(events),
    asks: asksOf(events),
    placeChanged: events.some(({ event }) => event.kind === 'restaurant.changed'),
    stockChanged: events.some(({ event }) => event.kind === 'stock.changed'),
    accessChanged: events.some(({ event }) => ACCESS_EVENTS.has(event.kind)),
    ...spanOf(events),
  };
}

/** Read from the commands, since events carry names and not ids. */
function sendersOf(
  messages: readonly ExecuteMessage[],
  results: readonly ExecutedCommand[],
): Senders {
  return messages.flatMap(({ command }, at) => {
    const result = results[at];
    if (command.name !== 'placeOrder' || !result?.ok) return [];
    return [[(result.reply as Reply<'placeOrder'>).number, command.actor.id] as const];
  });
}

function spanOf(events: readonly StoredEvent[]): { from: number; to: number; at: number } {
  const last = events.at(-1)?.event;
  return { from: events[0]?.event.seq ?? 0, to: last?.seq ?? 0, at: last?.at ?? 0 };
}

function turboOf(events: readonly StoredEvent[]): boolean | null {
  const last = events.findLast(({ event }) => event.kind === 'turbo.changed')?.event;
  return last?.kind === 'turbo.changed' ? last.on : null;
}

/** Prints that became undecided. */
function asksOf(events: readonly StoredEvent[]): number {
  return events.filter(
    ({ event }) =>
      event.kind === 'printJob.settled' && (event.state === 'unsure' || event.state === 'stale'),
  ).length;
}

/** Printers that just went away or came back, which is announced at once. */
function printerStatesOf(events: readonly StoredEvent[]): readonly PrinterStateChange[] {
  return events.flatMap(({ event }) => {
    if (event.kind !== 'printer.changed') return [];
    const { state, cause, since, backAt } = event.health;
    const turned =
      state === 'blocked' || state === 'open' ? since : state === 'ready' ? backAt : null;
    return turned === event.at ? [{ printerId: event.printerId, state, cause }] : [];
  });
}

function lanesWithWork(events: readonly StoredEvent[]): readonly Id[] {
  const lanes = new Set<Id>();
  for (const { event } of events) {
    if (event.kind === 'printJob.queued') lanes.add(event.job.printerId);
    // A person asked for a try now, or the next try is due already.
    if (
      event.kind === 'printer.changed' &&
      event.health.retryAt !== null &&
      event.health.retryAt <= event.at
    )
      lanes.add(event.printerId);
    for (const { job } of ticketsOpenedBy(event)) lanes.add(job.printerId);
  }
  return [...lanes];
}
