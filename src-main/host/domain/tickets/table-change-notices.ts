/**
 * Notices CAMBIO DE MESA: which stations get one, and which queued notices it replaces. A ticket
 * shows its table at the time of printing, so a queued ticket needs no notice. A station needs one
 * if the old table is on its paper or if a cook started the ticket.
 */
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrintJob, PrintJobState } from '../../../../src-shared/model/print-job';
import { NOTICE_KINDS } from '../../../../src-shared/model/ticket';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import type { Change, Context } from '../engine/rule';
import { discardPrints } from './discard-prints';
import type { OrderFacts } from '../engine/facts';
import type { Station } from '../../../../src-shared/model/stations';

type TicketOfOrder = OrderFacts['tickets'][number];

/** A station that needs the notice, and the table that it knows. */
export type NoticeDue = { readonly station: Station; readonly from: string | null };

export type Replaced = {
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  readonly jobs: ReadonlyMap<string, PrintJobState>;
  readonly voided: readonly Id[];
};

/** `to`: the new table. */
export function noticesFor(
  { order, tickets }: OrderFacts,
  to: string | null,
  catalogue: RestaurantIndex,
  context: Context,
): { readonly due: readonly NoticeDue[]; readonly replaced: Replaced } {
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  const jobs = new Map<string, PrintJobState>();
  const voided: Id[] = [];
  const due = catalogue.stations.flatMap((station) => {
    const here = tickets.filter(({ ticket }) => ticket.stationId === station.id);
    const knows = here.some(
      (facts) =>
        isInHand(facts, station, order.state === 'served') && showsOldTable(facts, station),
    );
    const waiting = here.filter((facts) => mayBeReplaced(facts, here));
    for (const facts of waiting) {
      const { id } = facts.ticket;
      discardPrints(facts, order.number, context, changes, events, jobs);
      changes.push({ set: 'ticket', id, state: 'voided', movedAt: context.now });
      events.push({
        kind: 'ticket.moved',
        order: order.number,
        ticketId: id,
        state: 'voided',
        doneNos: [],
        by: actorName(context.actor),
      });
      voided.push(id);
    }
    const [first] = waiting;
    const from = first ? first.ticket.document.fromTable : order.table;
    return knows && from !== to ? [{ station, from }] : [];
  });
  return { due, replaced: { changes, events, jobs, voided } };
}

/** At a screen until it is bumped; on paper until it is served, because paper gives no feedback. */
function isInHand({ ticket }: TicketOfOrder, station: Station, isServed: boolean): boolean {
  if (NOTICE_KINDS.has(ticket.kind) || ticket.kind === 'bill' || ticket.state === 'voided')
    return false;
  return station.hasScreen ? ticket.state !== 'bumped' : !isServed;
}

function showsOldTable({ ticket, jobs }: TicketOfOrder, station: Station): boolean {
  return jobs.some(mayBeOnPaper) || (station.hasScreen && ticket.state === 'started');
}

/** Bytes of it were sent, or may have been. */
function mayBeOnPaper({ state, mark, cause }: PrintJob): boolean {
  switch (state) {
    case 'queued':
    case 'stale':
    case 'rerouted':
      return 'firstTriedAt' in mark && mark.firstTriedAt !== null;
    case 'discarded':
      return cause !== 'voided_before_print';
    case 'sending':
    case 'blocked':
    case 'printed':
    case 'sent':
    case 'unsure':
      return true;
  }
}

/**
 * A notice of an earlier move that is still unread, if nothing of the order was printed here since.
 * The new notice replaces it.
 */
function mayBeReplaced({ ticket, jobs }: TicketOfOrder, here: readonly TicketOfOrder[]): boolean {
  if (
    ticket.kind !== 'move' ||
    ticket.state === 'voided' ||
    !jobs.every(({ state }) => state === 'queued')
  )
    return false;
  if (jobs.some(mayBeOnPaper)) return false;
  return !here.some((other) =>
    other.jobs.some(
      (job) => mayBeOnPaper(job) && (job.settledAt === null || job.settledAt >= ticket.openedAt),
    ),
  );
}
