/**
 * Waits for tickets to be on paper (`impreso`) or done (`listo`), or for whatever else is true of
 * them when the time is up.
 */
import type { Event } from '../../../../src-shared/events/events';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import type { TicketStatus } from '../../../../src-shared/queries/queries';
import type { Until } from '../../../../src-shared/public-api/request';
import type { Core } from '../../core/core-client';

/** Still moving by itself; every other state is an answer, even one that waits for a person. */
const UNDER_WAY: ReadonlySet<PrintJobState> = new Set(['queued', 'sending', 'blocked']);

/**
 * Whether a wait for this ticket is over. Its paper comes first. `listo` also waits for the cook
 * where a screen hangs, unless the food was carried to the table without a word from the cook.
 * Elsewhere nobody says what is cooked, and paper has the last word.
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

/** What is waited for. `order`: whose tickets they are; null: a message's, or no one order's. */
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
        // Only a wait for the cook ends with the table.
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
    // It may have been settled between the command's answer and this subscription.
    look().catch(() => end(false));
  });
}

/** Whether an event may end a wait for these tickets. */
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
