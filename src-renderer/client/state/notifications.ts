/**
 * What happened between two pictures of the host that somebody should hear of: paper that is out,
 * an order that is ready, a print in trouble.
 */
import type { HostState } from '../../../src-shared/live/projection';
import type { PrintJobState } from '../../../src-shared/model/print-job';
import { isReadyToCarry } from './selectors';
import type { LiveJob, LiveOrder, LiveTicket } from '../../../src-shared/live/snapshot';

export type Notification =
  /** Out of the printer (`printed`), handed to one that confirms nothing (`sent`). */
  | {
      readonly kind: 'out';
      readonly live: LiveOrder;
      readonly ticket: LiveTicket;
      readonly job: LiveJob;
    }
  | { readonly kind: 'ready'; readonly live: LiveOrder }
  /**
   * Somebody has to look: nobody knows whether it is out, it waits for paper, or it waited too
   * long.
   */
  | {
      readonly kind: 'trouble';
      readonly live: LiveOrder;
      readonly ticket: LiveTicket;
      readonly job: LiveJob;
    };

const OUT: ReadonlySet<PrintJobState> = new Set(['printed', 'sent']);
const TROUBLE: ReadonlySet<PrintJobState> = new Set(['blocked', 'unsure', 'stale']);

/**
 * In the order of the orders' numbers. What was not known before (a first picture, an order that
 * comes with its past) is no news.
 */
export function notificationsBetween(
  before: HostState,
  after: HostState,
  concerns: (live: LiveOrder) => boolean,
): readonly Notification[] {
  const notices: Notification[] = [];
  for (const live of Object.values(after.orders)) {
    const was = before.orders[live.order.number];
    if (!was || was === live || !concerns(live)) continue;
    const jobsBefore = new Map(
      was.tickets.flatMap(({ jobs }) => jobs.map((job) => [job.jobId, job.state] as const)),
    );
    for (const ticket of live.tickets) {
      for (const job of ticket.jobs) {
        const state = jobsBefore.get(job.jobId);
        if (state === undefined || state === job.state) continue;
        if (OUT.has(job.state)) notices.push({ kind: 'out', live, ticket, job });
        else if (TROUBLE.has(job.state)) notices.push({ kind: 'trouble', live, ticket, job });
      }
    }
    if (was.order.state === 'open' && isReadyToCarry(live, after.place))
      notices.push({ kind: 'ready', live });
  }
  return notices;
}

/** Prints of an order that wait for a person now. */
export function problemsOf({
  tickets,
}: LiveOrder): readonly { readonly ticket: LiveTicket; readonly job: LiveJob }[] {
  return tickets.flatMap((ticket) => {
    const job = ticket.jobs.at(-1);
    return job && TROUBLE.has(job.state) ? [{ ticket, job }] : [];
  });
}
