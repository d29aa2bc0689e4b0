/**
 * Specifications of commands about the restaurant: its data, menu, stations, routing, tables. Each
 * `save` carries the whole record (`id` null: a new one), so that exactly what the owner saw on the
 * screen is stored.
 */
import { z } from 'zod';
import { LIMITS } from '../base/limits';
import { SetUpStep } from '../model/operations/set-up';
import { MinutesBefore, Money, Options, RestaurantFile, Tax } from '../model/restaurant';
import { defineCommand } from './define-command';
import { IdField, NameField } from './inputs';
import { DoneReply, SavedFields, SavedRef } from './replies';
import { MANAGERS, OWNERS, TILL } from './roles';
import { ADMIN } from './scope-needs';

const Known = IdField.nullable().default(null);
const Ids = z
  .array(IdField)
  .max(5_000)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'uno está dos veces' });

export const setUpRestaurant = defineCommand({
  name: 'setUpRestaurant',
  summary: 'Set the restaurant up from a file',
  input: z.strictObject({ restaurant: RestaurantFile }),
  reply: z.strictObject({ stations: z.int(), items: z.int() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

export const setRestaurant = defineCommand({
  name: 'setRestaurant',
  summary: 'Change the name, currency, tax or the hour at which the day ends',
  input: z.strictObject({
    name: NameField,
    currency: Money,
    tax: Tax.nullable(),
    cutoverHour: z.int().min(0).max(23),
  }),
  reply: z.strictObject({ name: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: ['screen'],
});

/** `step` null: no further step; `isClosed`: removes the reminder. */
export const recordSetUp = defineCommand({
  name: 'recordSetUp',
  formerly: ['noteSetUp'],
  summary: 'Record a step of the first set-up',
  input: z.strictObject({ step: SetUpStep.nullable(), isClosed: z.boolean() }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: ['screen'],
});

/** `stations`: where its items are cooked; none: the default station. */
export const saveCategory = defineCommand({
  name: 'saveCategory',
  summary: 'Save a menu category',
  input: z.strictObject({ id: Known, name: NameField, stations: Ids }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const removeCategory = defineCommand({
  name: 'removeCategory',
  summary: 'Remove a menu category',
  input: z.strictObject({ id: IdField }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const saveItem = defineCommand({
  name: 'saveItem',
  summary: 'Save a dish',
  input: z.strictObject({
    id: Known,
    code: NameField,
    name: NameField,
    category: IdField,
    price: z.int().min(0).max(LIMITS.amount),
    /** Modifier groups, in the order of the questions. */
    groups: Ids,
    without: z.array(NameField).max(20),
    /** Its own rules; none: its category's. */
    stations: Ids,
  }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const removeItem = defineCommand({
  name: 'removeItem',
  summary: 'Remove a dish',
  input: z.strictObject({ id: IdField }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const saveModifierGroup = defineCommand({
  name: 'saveModifierGroup',
  summary: 'Save a question that dishes ask',
  input: z
    .strictObject({
      id: Known,
      name: NameField,
      min: z.int().min(0).max(LIMITS.modifiers),
      max: z.int().min(1).max(LIMITS.modifiers),
      options: Options,
    })
    .refine(({ min, max, options }) => min <= max && min <= options.length, {
      error: 'pide más opciones de las que hay',
    }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const removeModifierGroup = defineCommand({
  name: 'removeModifierGroup',
  summary: 'Remove a question that dishes ask',
  input: z.strictObject({ id: IdField }),
  reply: z.strictObject({ ...SavedFields, /** Dishes that asked it. */ items: z.int() }).readonly(),
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const saveStation = defineCommand({
  name: 'saveStation',
  summary: 'Save a station',
  input: z
    .strictObject({
      id: Known,
      name: NameField,
      /** For a new station: its first printer. `setStationChain` sets the whole chain. */
      printer: IdField,
      isDefault: z.boolean(),
      isCounter: z.boolean(),
      /** Prints a paper with all lines of a dispatch, of all stations: for the pass. */
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
    }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const removeStation = defineCommand({
  name: 'removeStation',
  summary: 'Remove a station',
  input: z.strictObject({ id: IdField }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

/** `to`: the station that gets its items; null: it is open again. */
export const closeStation = defineCommand({
  name: 'closeStation',
  summary: 'Close a station for the rest of the business day, or open it',
  input: z.strictObject({ id: IdField, to: IdField.nullable() }),
  reply: z.strictObject({ ...SavedFields, to: z.string().nullable() }).readonly(),
  roles: [...TILL, 'system'],
  offeredTo: ['screen'],
});

export const saveTable = defineCommand({
  name: 'saveTable',
  summary: 'Save a table',
  input: z.strictObject({
    id: Known,
    name: NameField,
    area: NameField,
    seats: z.int().min(1).max(99).nullable(),
  }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

export const removeTable = defineCommand({
  name: 'removeTable',
  summary: 'Remove a table',
  input: z.strictObject({ id: IdField }),
  reply: SavedRef,
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

/** All entries of a kind; for items, all of one category. */
export const reorder = defineCommand({
  name: 'reorder',
  formerly: ['arrange'],
  summary: 'Choose the order in which things are shown',
  input: z.strictObject({
    what: z.enum(['categories', 'items', 'modifierGroups', 'tables']),
    ids: Ids,
  }),
  reply: z.strictObject({ moved: z.int() }).readonly(),
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: ['screen'],
});

/** Rows refer to records by name; an item is identified by its code. */
export const importMenu = defineCommand({
  name: 'importMenu',
  summary: 'Take a menu in from the rows of a file',
  input: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          category: NameField,
          code: NameField,
          name: NameField,
          price: z.int().min(0).max(LIMITS.amount),
          /** Null: unchanged. */
          stations: z.array(NameField).max(20).nullable(),
          groups: z.array(NameField).max(20).nullable(),
          without: z.array(NameField).max(20).nullable(),
        }),
      )
      .min(1)
      .max(LIMITS.menuRows),
    /** Items that are not in the file leave the menu. */
    replace: z.boolean(),
  }),
  reply: z
    .strictObject({ added: z.int(), changed: z.int(), removed: z.int(), same: z.int() })
    .readonly(),
  roles: MANAGERS,
  scopes: ADMIN,
  offeredTo: [],
});

export const removeSamples = defineCommand({
  name: 'removeSamples',
  summary: 'Remove the samples of a first start, as far as nothing of them was changed',
  input: z.strictObject({
    /** The real printer that replaces the sample ones; null if no station needs one. */
    to: IdField.nullable(),
    printers: z.boolean(),
    menu: z.boolean(),
    tables: z.boolean(),
  }),
  reply: z
    .strictObject({
      printers: z.array(z.string()).readonly(),
      items: z.int(),
      tables: z.int(),
      /** Sample tables that stay because they have an open order. */
      kept: z.array(z.string()).readonly(),
    })
    .readonly(),
  roles: OWNERS,
  offeredTo: ['screen'],
});
