/**
 * removeSamples: removes the sample restaurant in one command, and puts a real printer in place of
 * the sample ones.
 */
import { removeSamples } from '../../../../src-shared/commands/restaurant';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mediumOf } from '../../../../src-shared/model/printers';
import type { Printer } from '../../../../src-shared/model/printers';
import { isSample } from '../../../../src-shared/model/sample-printers';
import { many } from '../../../../src-shared/text/count-text';
import type { Id } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import {
  changesBetween,
  restaurantChanged,
  unknownThing,
  invalidField,
} from '../engine/setting-edits';
import type { RestaurantFacts } from '../engine/facts';
import type { Samples } from '../engine/samples';
import type { Station } from '../../../../src-shared/model/stations';

export const removeSamplesRule = defineRule(removeSamples, {
  needs: () => ({
    place: true as const,
    samples: true as const,
    liveJobs: true as const,
    busyTables: true as const,
  }),
  decide(input, { place, samples, liveJobs, busyTables }, context) {
    const printers = input.printers
      ? printerChanges(input.to, samples.printers, place, liveJobs, context)
      : [];
    if ('code' in printers) return printers;
    const dishes = input.menu ? menuChanges(samples, place, context) : [];
    const free = samples.tables.filter((id) => !busyTables.has(id));
    const tables = input.tables
      ? free.map((id): Change => ({ drop: 'table', id, at: context.now }))
      : [];
    const kept = input.tables
      ? place.tables.filter(({ id }) => samples.tables.includes(id) && busyTables.has(id))
      : [];
    const reply = {
      printers: input.printers ? samples.printers.map(({ name }) => name) : [],
      items: input.menu ? samples.items.length : 0,
      tables: tables.length,
      kept: kept.map(({ name }) => name),
    };
    const to = place.printers.find(({ id }) => id === input.to)?.name ?? '';
    const told = {
      printers: reply.printers.join(', '),
      to,
      items: reply.items,
      tables: reply.tables,
    };
    return accept(
      reply,
      [...printers, ...dishes, ...tables],
      [
        restaurantChanged(
          'samples-removed',
          place.restaurant.name,
          changesBetween(null, told),
          context,
        ),
      ],
    );
  },
});

/** Every chain without its sample stops; `to` becomes the first stop where no printer remains. */
function printerChanges(
  to: Id | null,
  samples: readonly Printer[],
  { printers, stations }: RestaurantFacts,
  liveJobs: ReadonlyMap<Id, number>,
  { now }: Context,
): readonly Change[] | Refusal {
  const successor = to === null ? null : printers.find(({ id }) => id === to);
  if (successor === undefined) return unknownThing('esa impresora');
  if (successor !== null && isSample(successor))
    return refuse('SAMPLE_PRINTER', { printer: successor.name });
  const busy = samples.find(({ id }) => (liveJobs.get(id) ?? 0) > 0);
  if (busy)
    return refuse('PRINTER_IN_USE', {
      printer: busy.name,
      reason: `${many(liveJobs.get(busy.id) ?? 0, 'comanda espera', 'comandas esperan')} en ella`,
    });
  const changes: Change[] = [];
  for (const station of stations) {
    const chain = chainWithout(station, printers, successor);
    const [first, ...fallbacks] = chain;
    if (first === undefined) return invalidField(`diga qué impresora toma lo de ${station.name}`);
    const { id, whenUnsure } = station;
    if (chain.join() !== [station.printerId, ...station.fallbacks].join())
      changes.push({ set: 'stationChain', id, printerId: first, fallbacks, whenUnsure });
  }
  return [...changes, ...samples.map(({ id }): Change => ({ set: 'printerRemoved', id, at: now }))];
}

function chainWithout(
  { printerId, fallbacks }: Station,
  printers: readonly Printer[],
  successor: Printer | null,
): readonly Id[] {
  const all = [printerId, ...fallbacks].flatMap((id) =>
    printers.filter((printer) => printer.id === id),
  );
  const real = all.filter((stop) => !isSample(stop));
  const hasPaper = real.some(({ address }) => mediumOf(address) === 'paper');
  // A folder or a screen behind a sample printer stays behind the real one.
  const lead = successor !== null && !hasPaper && all.some(isSample) ? [successor] : [];
  return [...new Set([...lead, ...real].map(({ id }) => id))];
}

/** The items, and the sample's categories and questions that become empty. */
function menuChanges(
  samples: Samples,
  { items }: RestaurantFacts,
  { now }: Context,
): readonly Change[] {
  const dishes = new Set(samples.items);
  const left = items.filter(({ id }) => !dishes.has(id));
  const filled = new Set(left.map(({ categoryId }) => categoryId));
  const asked = new Set(left.flatMap(({ groupIds }) => groupIds));
  const empty = samples.categories.filter((id) => !filled.has(id));
  const unasked = samples.modifierGroups.filter((id) => !asked.has(id));
  return [
    ...samples.items.map((id): Change => ({ drop: 'item', id, at: now })),
    ...empty.map((id): Change => ({ drop: 'category', id, at: now })),
    ...unasked.map((id): Change => ({ drop: 'modifierGroup', id, at: now })),
  ];
}
