/**
 * Voids lines or part of them. If no byte of a ticket was sent and none of its lines remain, its
 * print is discarded and no paper is used. In all other cases the station gets an ANULADO notice,
 * never before the ticket it cancels.
 */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { DispatchReply } from '../../../../src-shared/commands/registry';
import type { EventDraft, VoidedLine } from '../../../../src-shared/events/events';
import type { Stock } from '../../../../src-shared/model/menu';
import { chargeableQuantity } from '../../../../src-shared/model/order';
import type { OrderLine } from '../../../../src-shared/model/order';
import type { ServiceRules } from '../../../../src-shared/model/staff';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { accept } from '../engine/rule';
import type { Change, Context, Decision } from '../engine/rule';
import type { NextNumbers, OrderFacts } from '../engine/facts';
import { releaseMergedOrders } from './move-table';
import { revised } from './order-edits';
import { settleOrder } from '../tickets/order-progress';
import { returnStock } from './stock';
import { fault } from '../../../../src-shared/base/fault-points';
import { voidTickets } from './void-tickets';
import type { TicketVoids, VoidRequest } from './void-tickets';

type StrikeFacts = {
  readonly catalogue: RestaurantIndex;
  readonly stock: ReadonlyMap<Id, Stock>;
  readonly next: NextNumbers;
  readonly houseRules: ServiceRules;
  readonly parts: readonly OrderFacts[];
};

export const voidNeeds = ({ order }: { readonly order: number }, { day }: Context) => ({
  catalogue: true as const,
  stock: true as const,
  next: { day },
  parts: { number: order },
});

export function voidQuantities(
  found: OrderFacts,
  strikes: readonly VoidRequest[],
  reason: string | null,
  { catalogue, stock, next, houseRules, parts }: StrikeFacts,
  context: Context,
): Decision<DispatchReply & { readonly voided: readonly number[] }> | Refusal {
  const { order } = found;
  const struck: readonly VoidedLine[] = strikes.map(({ line, quantity }) => {
    const voided = (fault('orders.void-count-overwritten') ? 0 : line.voided) + quantity;
    return { no: line.no, voided, state: voided === line.quantity ? 'voided' : line.state };
  });
  const gone = new Set(
    [
      ...found.lines.filter((line) => line.state === 'voided'),
      ...struck.filter(({ state }) => state === 'voided'),
    ].map(({ no }) => no),
  );
  const changes: Change[] = struck.map(({ no, voided, state }) => ({
    set: 'line',
    orderNumber: order.number,
    no,
    voided,
    state,
    reason,
  }));
  const voids = voidTickets(found, strikes, reason, gone, { catalogue, next }, context);
  const refused = voids.received.size > 0 ? mayStrikePrinted(reason, houseRules, context) : null;
  if (refused) return refused;
  const back = returnStock(
    strikes
      .filter(({ line }) => !voids.received.has(line.no))
      .map(({ line, quantity }) => ({ itemId: line.itemId, name: line.name, quantity })),
    stock,
    context,
  );
  const progress = orderAfter(found, gone, voids, { catalogue, parts }, context);
  const { revision, change } = revised(order);
  return accept(
    {
      number: order.number,
      folio: order.folio,
      revision,
      tickets: voids.tickets,
      voided: struck.map(({ no }) => no),
    },
    [change, ...changes, ...voids.changes, ...back.changes, ...progress.changes],
    [
      {
        kind: 'lines.voided',
        order: order.number,
        lines: fault('orders.void-event-incomplete') ? struck.slice(1) : struck,
        reason,
        emptied: voids.emptied,
        tickets: voids.opened,
        revision,
        by: actorName(context.actor),
      },
      ...voids.events,
      ...back.events,
      ...progress.events,
    ],
  );
}

/** An order without lines is void; one that waits for nothing more may be ready. */
function orderAfter(
  found: OrderFacts,
  gone: ReadonlySet<number>,
  { tickets, emptied, jobStates }: TicketVoids,
  { catalogue, parts }: Pick<StrikeFacts, 'catalogue' | 'parts'>,
  context: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const { number, readyAt } = found.order;
  if (found.lines.every((line) => gone.has(line.no))) {
    const freed = releaseMergedOrders(parts, context);
    return {
      changes: [{ set: 'order', number, state: 'voided' }, ...freed.changes],
      events: [{ kind: 'order.moved', order: number, state: 'voided', readyAt }, ...freed.events],
    };
  }
  if (tickets.length > 0) return { changes: [], events: [] };
  const lines = found.lines.map((line) =>
    gone.has(line.no) ? { ...line, state: 'voided' as const } : line,
  );
  return settleOrder({ ...found, lines }, { jobs: jobStates, voided: emptied }, catalogue, context);
}

/**
 * The restaurant's rule binds programs as it binds waiters. A program may void without a reason; a
 * person must give one.
 */
function mayStrikePrinted(
  reason: string | null,
  rules: ServiceRules,
  { actor }: Context,
): Refusal | null {
  if (rules.printedVoidsAtCounter && (actor.role === 'waiter' || actor.role === 'integrator'))
    return refuse('COUNTER_NEEDED');
  return reason === null && actor.role !== 'integrator' ? refuse('REASON_NEEDED') : null;
}

/** A request for all that remains of a line. */
export function isWhollyVoided(line: OrderLine): VoidRequest {
  return { line, quantity: chargeableQuantity(line) };
}
