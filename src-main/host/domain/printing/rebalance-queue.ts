/**
 * rebalanceLane: moves queued tickets from a slow but working printer to others. Paper is serial,
 * so only another printer helps. Oldest first, each ticket goes where it prints first. Both
 * printers then finish together, and the kitchen's order is kept as far as two printers allow.
 */
import { rebalanceLane } from '../../../../src-shared/commands/printing';
import type { Load } from '../../../../src-shared/model/operations/alerts';
import { refuse } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import { mediumOf } from '../../../../src-shared/model/printers';
import type { Printer } from '../../../../src-shared/model/printers';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule, accept } from '../engine/rule';
import type { Change } from '../engine/rule';
import { failOver } from './fallback';
import type { JobFacts } from '../engine/facts';
import { isAway } from './printer-health';
import { mayStandIn } from '../engine/sample-stops';

/**
 * A ticket moves only if it prints earlier by this much, ms: paper at another station costs a cook
 * a walk.
 */
const WORTH_MS = 5_000;

export const rebalanceLaneRule = defineRule(rebalanceLane, {
  needs: ({ printerId }, { day, now }) => ({
    waitingAt: { printerId },
    catalogue: true as const,
    printers: true as const,
    load: { now },
    next: { day },
  }),
  decide({ printerId }, { waitingAt, catalogue, printers, load, next }, context) {
    const own = printers.find(({ id }) => id === printerId);
    if (!own) return refuse('PRINTER_UNKNOWN');
    const by = context.actor.role === 'system' ? null : actorName(context.actor);
    const waitOf = new Map(load.lanes.map(({ printerId, waitMs }) => [printerId, waitMs]));
    const changes: Change[] = [];
    const events: EventDraft[] = [];
    const to = new Set<string>();
    let moved = 0;
    let ownMs = 0;
    for (const found of waitingAt) {
      const stays = ownMs + found.job.paperLines * own.msPerLine;
      const outAt = ({ id, msPerLine }: Printer): number =>
        (waitOf.get(id) ?? 0) + found.job.paperLines * msPerLine;
      const helper = helpersFor(found, own, catalogue, printers).reduce<Printer | null>(
        (best, one) => (best === null || outAt(one) < outAt(best) ? one : best),
        null,
      );
      const goes = helper ? outAt(helper) : Infinity;
      if (!helper || goes + WORTH_MS > stays) {
        ownMs = stays;
        continue;
      }
      const how = {
        jobSeq: next.jobSeq + moved,
        cause: 'lane_full',
        firstTriedAt: null,
        by,
      } as const;
      const taken = failOver(found, helper, how, catalogue, context);
      waitOf.set(helper.id, goes);
      changes.push(...taken.changes);
      events.push(...taken.events);
      to.add(helper.name);
      moved++;
    }
    if (moved === 0) return refuse('NO_RELIEF', { printer: own.name });
    return accept({ printer: own.name, moved, to: [...to] }, changes, events);
  },
});

/**
 * Whether a queued ticket of the lane would print earlier elsewhere. Screens offer the move only if
 * it would help.
 */
export function canRebalance(
  printerId: Id,
  { lanes }: Load,
  catalogue: RestaurantIndex,
  printers: readonly Printer[],
): boolean {
  const own = lanes.find((lane) => lane.printerId === printerId)?.waitMs ?? 0;
  const from = printers.find(({ id }) => id === printerId);
  const stations = catalogue.stations.filter((station) => station.printerId === printerId);
  return stations.some(({ fallbacks }) =>
    printers.some((printer) => {
      const wait = lanes.find((lane) => lane.printerId === printer.id)?.waitMs ?? 0;
      const isBetter = wait + WORTH_MS < own;
      return (
        from !== undefined && fallbacks.includes(printer.id) && canHelp(printer, from) && isBetter
      );
    }),
  );
}

/**
 * In the order of the chain. Urgent tickets print next anyway, copies can wait, and a ticket that
 * moved once stays.
 */
function helpersFor(
  { job, ticket, printersTried }: JobFacts,
  own: Printer,
  catalogue: RestaurantIndex,
  printers: readonly Printer[],
): readonly Printer[] {
  if (job.priority !== 'normal' || job.mark.kind !== 'none') return [];
  const chain = catalogue.station(ticket.stationId)?.fallbacks ?? [];
  return chain.flatMap((id) =>
    printers.filter(
      (printer) => printer.id === id && canHelp(printer, own) && !printersTried.includes(id),
    ),
  );
}

function canHelp(helper: Printer, own: Printer): boolean {
  const { address, health } = helper;
  return (
    mediumOf(address) === 'paper' &&
    mayStandIn(helper, own) &&
    !isAway(health) &&
    health.failures === 0
  );
}
