/** Waits until tickets are printed (`impreso`) or done (`listo`), or the time is up. */
import type { Event } from '../../../../src-shared/events/events';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import type { TicketStatus } from '../../../../src-shared/queries/queries';
import type { Until } from '../../../../src-shared/public-api/request';
import type { Core } from '../../core/core-client';

/** States that change without a person. Every other state ends the wait. */
const UNDER_WAY: ReadonlySet<PrintJobState> = new Set(['queued', 'sending', 'blocked']);

/**
 * True if the wait for this ticket is over. Its paper comes first. `listo` also waits for the cook
 * if the station has a screen, unless the food was served without the cook's report. Without a
 * screen, cooking is not reported, and the paper ends the wait.
 */
export function isWaitOver(
  { state, cooking }: Pick<TicketStatus, 'state' | 'cooking'>,
  until: Until,
  isCarried: boolean,
): boolean {
  if (UNDER_WAY.has(state)) return false;
  return (
    until !== 'listo' ||
    isCarried ||
    cooking === null ||
    cooking === 'bumped' ||
    cooking === 'voided'
  );
}

/** `order`: the order of the tickets; null: they are of a message, or of several orders. */
export type Wait = { readonly until: Until; readonly order: number | null; readonly ms: number };

export async function waitForTickets(
  core: Core,
  tickets: readonly TicketStatus[],
  { until, order, ms }: Wait,
): Promise<{ tickets: readonly TicketStatus[]; inTime: boolean }> {
  const ticketIds = tickets.map((ticket) => ticket.ticketId);
  const concerns = concerning(new Set(ticketIds));
  let latest = tickets;
  let isCarried = false;
  const isDone = (): boolean => latest.every((ticket) => isWaitOver(ticket, until, isCarried));
  if (isDone()) return { tickets, inTime: true };
  return new Promise((resolve) => {
    let asking = false;
    let again = false;
    const end = (inTime: boolean): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve({ tickets: latest, inTime });
    };
    const look = async (): Promise<void> => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      do {
        again = false;
        latest = await core.ask({ name: 'tickets', ticketIds });
        // Serving the table ends only a wait for the cook.
        if (until === 'listo' && order !== null && !isDone())
          isCarried =
            (await core.ask({ name: 'order', of: { number: order } }))?.state === 'served';
      } while (again && !isDone());
      asking = false;
      if (isDone()) end(true);
    };
    const timer = setTimeout(() => end(false), ms);
    const unsubscribe = core.subscribe((events) => {
      if (events.some(concerns)) look().catch(() => end(false));
    });
    // The tickets may have been settled before this subscription began.
    look().catch(() => end(false));
  });
}

/** True if the event may end a wait for these tickets. */
function concerning(ticketIds: ReadonlySet<string>): (event: Event) => boolean {
  return (event) => {
    switch (event.kind) {
      case 'ticket.moved':
        return ticketIds.has(event.ticketId);
      case 'lines.voided':
        return event.emptied.some((id) => ticketIds.has(id));
      case 'order.moved':
        return event.state === 'served';
      default:
        return event.kind === 'printJob.settled' || event.kind === 'printJob.queued';
    }
  };
}
