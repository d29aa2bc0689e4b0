/**
 * A restaurant as one document: the format of the sample and of imports. Records refer to each
 * other by name.
 */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { LIMITS } from '../base/limits';
import { MailSettings } from './mail';
import { PrinterAddress, PrinterProfile } from './printers';
import { WhenUnsure } from './stations';
import type { Id } from '../base/vocabulary';

const Name = Fields.text.refine((name) => name.length <= 80, { error: 'más de 80 caracteres' });
/** A currency and its smallest unit. All amounts are integers in that unit. */
export const Money = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/, { error: 'son tres letras, como ARS' }),
  decimals: z.int().min(0).max(4),
});
/** Tax. `rate` in hundredths of a percent: 2100 is 21 %. Included: menu prices contain it. */
export const Tax = z.strictObject({
  name: Fields.text.refine((name) => name.length <= 20, { error: 'más de 20 caracteres' }),
  rate: z.int().min(0).max(10_000),
  included: z.boolean(),
});
export type Tax = z.infer<typeof Tax>;
/** Options of a modifier group; `price` is added to the item's. */
export const Options = z
  .array(z.strictObject({ name: Name, price: z.int().min(0).max(LIMITS.amount).default(0) }))
  .min(1)
  .max(40);
/** Minutes after which a ticket should hurry, or is late. */
export const MinutesBefore = z.int().min(1).max(240);

export const RestaurantFile = z.strictObject({
  name: Name,
  /** Local hour, 0 to 23, at which one business day ends and the next begins. */
  cutoverHour: z.int().min(0).max(23).default(5),
  currency: Money,
  /** Null: bills show no tax. */
  tax: Tax.nullable().default(null),
  /** Where mail about failovers goes; null: no mail. */
  mail: MailSettings.nullable().default(null),
  printers: z
    .array(z.strictObject({ name: Name, address: PrinterAddress, profile: PrinterProfile }))
    .min(1),
  stations: z
    .array(
      z.strictObject({
        name: Name,
        printer: Name,
        /** Fallback printers for when it is away, first choice first. */
        fallbacks: z.array(Name).default([]),
        whenUnsure: WhenUnsure.default('reprint'),
        screen: z.boolean().default(false),
        default: z.boolean().default(false),
        counter: z.boolean().default(false),
        takesAll: z.boolean().default(false),
        copies: z.int().min(1).max(3).default(1),
        /** Minutes after which a ticket there should hurry, and is late. */
        hurryMin: MinutesBefore.default(6),
        lateMin: MinutesBefore.default(12),
      }),
    )
    .min(1),
  categories: z.array(z.strictObject({ name: Name, stations: z.array(Name) })),
  /** Modifier groups, by name; see `ModifierGroup`. */
  modifierGroups: z
    .array(
      z
        .strictObject({
          name: Name,
          min: z.int().min(0).max(LIMITS.modifiers).default(0),
          max: z.int().min(1).max(LIMITS.modifiers).default(1),
          options: Options,
        })
        .refine(({ min, max, options }) => min <= max && min <= options.length, {
          error: 'pide más opciones de las que hay',
        }),
    )
    .default([]),
  items: z.array(
    z.strictObject({
      code: Name,
      name: Name,
      category: Name,
      price: z.int().min(0),
      stations: z.array(Name).default([]),
      /** Names of modifier groups. */
      modifiers: z.array(Name).default([]),
      /** Ingredients that guests may omit. */
      without: z.array(Name).max(20).default([]),
    }),
  ),
  tables: z.array(
    z.strictObject({
      name: Name,
      area: Name,
      seats: z.int().min(1).max(99).nullable().default(null),
    }),
  ),
});
export type RestaurantFile = z.infer<typeof RestaurantFile>;
/** The document as people write it: fields with a default are optional. */
export type RestaurantText = z.input<typeof RestaurantFile>;

/** A table, in the area that people name it by. */
export type FloorTable = {
  readonly id: Id;
  readonly name: string;
  readonly area: string;
  readonly seats: number | null;
};
