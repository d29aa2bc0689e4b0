/**
 * What can be commanded of the place itself, as schemas: the restaurant's own data, menu, stations,
 * routing, tables. Each `save` carries the whole thing as it shall be (`id` null: a new one), so
 * that what the owner saw on the screen is what is written.
 */
import { z } from 'zod';
import { LIMITS } from '../base/limits';
import { SetUpStep } from '../model/operations/set-up';
import { MinutesBefore, Money, Options, RestaurantFile, Tax } from '../model/restaurant';
import { Id, Name } from './inputs';

const Known = Id.nullable().default(null);
/** Each once. */
const Ids = z
  .array(Id)
  .max(5_000)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'uno está dos veces' });

export const SetRestaurant = z.strictObject({
  name: Name,
  currency: Money,
  tax: Tax.nullable(),
  cutoverHour: z.int().min(0).max(23),
});

/** `stations`: where its dishes go; none: the default station. */
export const SaveCategory = z.strictObject({ id: Known, name: Name, stations: Ids });
export const RemoveCategory = z.strictObject({ id: Id });

export const SaveItem = z.strictObject({
  id: Known,
  code: Name,
  name: Name,
  category: Id,
  price: z.int().min(0).max(LIMITS.amount),
  /** Modifier groups, in the order in which they are asked. */
  groups: Ids,
  without: z.array(Name).max(20),
  /** Rules of its own; none: its category's. */
  stations: Ids,
});
export const RemoveItem = z.strictObject({ id: Id });

export const SaveModifierGroup = z
  .strictObject({
    id: Known,
    name: Name,
    min: z.int().min(0).max(LIMITS.modifiers),
    max: z.int().min(1).max(LIMITS.modifiers),
    options: Options,
  })
  .refine(({ min, max, options }) => min <= max && min <= options.length, {
    error: 'pide más opciones de las que hay',
  });
export const RemoveModifierGroup = z.strictObject({ id: Id });

export const SaveStation = z
  .strictObject({
    id: Known,
    name: Name,
    /** For a new one: the printer it begins with; its chain is `setStationChain`'s. */
    printer: Id,
    isDefault: z.boolean(),
    isCounter: z.boolean(),
    /** A paper with everything that is sent, whoever cooks it: for the pass. */
    takesAll: z.boolean(),
    copies: z.int().min(1).max(3),
    hurryMin: MinutesBefore,
    lateMin: MinutesBefore,
  })
  .refine(({ hurryMin, lateMin }) => hurryMin <= lateMin, {
    error: 'llega tarde antes de apurarse',
  })
  .refine(({ isCounter, takesAll }) => !(isCounter && takesAll), {
    error: 'la caja no recibe comandas',
  });
export const RemoveStation = z.strictObject({ id: Id });
/** For the rest of the business day its dishes go to another station; `to` null: it works again. */
export const CloseStation = z.strictObject({ id: Id, to: Id.nullable() });

/** One step more that is done (null: none), and whether setting up is over. */
export const RecordSetUp = z.strictObject({ step: SetUpStep.nullable(), isClosed: z.boolean() });
export const SaveTable = z.strictObject({
  id: Known,
  name: Name,
  area: Name,
  seats: z.int().min(1).max(99).nullable(),
});
export const RemoveTable = z.strictObject({ id: Id });

/**
 * The order in which people see things: of a kind all that there are, of dishes all of one
 * category.
 */
export const Reorder = z.strictObject({
  what: z.enum(['categories', 'items', 'modifierGroups', 'tables']),
  ids: Ids,
});

/**
 * What a first start brought along leaves: its printers, its dishes and tables as far as nobody
 * changed them.
 */
export const RemoveSamples = z.strictObject({
  /** The real printer that takes the place of the sample ones; null where no station needs one. */
  to: Id.nullable(),
  printers: z.boolean(),
  menu: z.boolean(),
  tables: z.boolean(),
});

/** A menu file's good rows, by names: dishes are known again by their code. */
export const ImportMenu = z.strictObject({
  rows: z
    .array(
      z.strictObject({
        category: Name,
        code: Name,
        name: Name,
        price: z.int().min(0).max(LIMITS.amount),
        /** Null: as it was. */
        stations: z.array(Name).max(20).nullable(),
        groups: z.array(Name).max(20).nullable(),
        without: z.array(Name).max(20).nullable(),
      }),
    )
    .min(1)
    .max(LIMITS.menuRows),
  /** Dishes that are not in the file leave the menu. */
  replace: z.boolean(),
});

export const SetUpRestaurant = z.strictObject({ restaurant: RestaurantFile });
