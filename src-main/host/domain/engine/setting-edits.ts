/** Shared parts of settings edits: changes for the audit, unique names, the event. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type {
  EventDraft,
  FieldChange,
  FieldValue,
  RestaurantChange,
} from '../../../../src-shared/events/events';
import { plainName } from '../../../../src-shared/text/plain-name';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { Context, RestaurantEdit } from './rule';

type Named = { readonly id: Id; readonly name: string };

export function unknownThing(what: string): Refusal {
  return refuse('RESTAURANT_INVALID', { reason: `${what} ya no existe` });
}

export function invalidField(reason: string): Refusal {
  return refuse('RESTAURANT_INVALID', { reason });
}

/** Names are compared in plain form: `Café` equals `cafe`. */
export function nameTaken(
  what: string,
  things: readonly Named[],
  { id, name }: { readonly id: Id | null; readonly name: string },
): Refusal | null {
  const other = things.find(
    (thing) => thing.id !== id && plainName(thing.name) === plainName(name),
  );
  return other ? invalidField(`ya hay ${what} que se llama ${other.name}`) : null;
}

/** Null if all ids are known. */
export function firstUnknown(ids: readonly Id[], things: readonly Named[]): Id | null {
  const known = new Set(things.map(({ id }) => id));
  return ids.find((id) => !known.has(id)) ?? null;
}

/** Names of these ids, for the audit, which is read after the ids are gone. */
export function namesOf(ids: readonly Id[], things: readonly Named[]): string {
  return ids.map((id) => things.find((thing) => thing.id === id)?.name ?? '?').join(', ');
}

export type EditedFields = Readonly<Record<string, FieldValue>>;

/** The fields that differ from before; of a new record all that are not empty. */
export function changesBetween(
  before: EditedFields | null,
  after: EditedFields,
): readonly FieldChange[] {
  return Object.entries(after).flatMap(([field, to]) => {
    const from = before?.[field] ?? null;
    return from === to || (before === null && (to === '' || to === false))
      ? []
      : [{ field, from, to }];
  });
}

export function restaurantChanged(
  what: RestaurantChange,
  name: string,
  changes: readonly FieldChange[],
  { actor }: Context,
): EventDraft {
  return {
    kind: 'restaurant.changed',
    order: null,
    what,
    name,
    by: actorName(actor),
    ...(changes.length > 0 ? { changes } : {}),
  };
}

/** Makes an item's or a category's own rules name exactly these stations. */
export function routeTo(
  route: 'item' | 'category',
  id: Id,
  stations: readonly Id[],
  context: Context,
): RestaurantEdit {
  return { route, id, rules: stations.map((stationId) => ({ id: context.newId(), stationId })) };
}

export function ruledStations(
  rules: readonly {
    readonly itemId: Id | null;
    readonly categoryId: Id | null;
    readonly stationId: Id;
  }[],
  id: Id | null,
): readonly Id[] {
  return id === null
    ? []
    : rules
        .filter(({ itemId, categoryId }) => itemId === id || categoryId === id)
        .map(({ stationId }) => stationId);
}
