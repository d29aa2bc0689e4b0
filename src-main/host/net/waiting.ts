/** Waits for tickets to reach paper, or whatever else is true of them when the time is up. */
import type { Event } from '../../../src-shared/events';
import type { PrintJobState } from '../../../src-shared/print-job';
import type { TicketStatus } from '../../../src-shared/queries';
import type { Core } from '../core/core-client';

/** Still moving by itself; every other state is an answer, even one that waits for a person. */
const UNDER_WAY: ReadonlySet<PrintJobState> = new Set(['queued', 'sending', 'blocked']);

export async function waitForTickets(
  core: Core,
  tickets: readonly TicketStatus[],
  ms: number,
): Promise<{ tickets: readonly TicketStatus[]; inTime: boolean }> {
  const ticketIds = tickets.map((ticket) => ticket.ticketId);
  let latest = tickets;
  const isDone = (): boolean => latest.every((ticket) => !UNDER_WAY.has(ticket.state));
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
      } while (again && !isDone());
      asking = false;
      if (isDone()) end(true);
    };
    const timer = setTimeout(() => end(false), ms);
    const unsubscribe = core.subscribe((events) => {
      if (events.some((event) => concerns(event))) look().catch(() => end(false));
    });
    // It may have been settled between the command's answer and this subscription.
    look().catch(() => end(false));
  });
}

function concerns(event: Event): boolean {
  return event.kind === 'printJob.settled' || event.kind === 'printJob.queued';
}
