/** A whole restaurant as one document: the sample's form and, later, an import's. Things refer to each other by name. */
import { z } from 'zod';
import { LIMITS } from './limits';
import { MailSettings } from './mail';
import { PrinterAddress, PrinterProfile, WhenUnsure } from './floor';

const Name = z.string().trim().min(1).max(80);

export const RestaurantFile = z.strictObject({
  name: Name,
  /** Local hour, 0 to 23, at which one business day ends and the next begins. */
  cutoverHour: z.int().min(0).max(23).default(5),
  currency: z.strictObject({ code: z.string().length(3), decimals: z.int().min(0).max(4) }),
  /** Where to write when a ticket had to go elsewhere; null: nobody. */
  mail: MailSettings.nullable().default(null),
  printers: z.array(z.strictObject({ name: Name, address: PrinterAddress, profile: PrinterProfile })).min(1),
  stations: z
    .array(
      z.strictObject({
        name: Name,
        printer: Name,
        /** Printers that take over when that one is away, first choice first. */
        fallbacks: z.array(Name).default([]),
        whenUnsure: WhenUnsure.default('reprint'),
        screen: z.boolean().default(false),
        default: z.boolean().default(false),
        counter: z.boolean().default(false),
        /** Minutes after which a ticket there should hurry, and is late. */
        hurryMin: z.int().min(1).max(240).default(6),
        lateMin: z.int().min(1).max(240).default(12),
      }),
    )
    .min(1),
  categories: z.array(z.strictObject({ name: Name, stations: z.array(Name) })),
  /** Questions that dishes ask, by name; see `ModifierGroup`. */
  modifierGroups: z
    .array(
      z
        .strictObject({
          name: Name,
          min: z.int().min(0).max(LIMITS.modifiers).default(0),
          max: z.int().min(1).max(LIMITS.modifiers).default(1),
          options: z
            .array(z.strictObject({ name: Name, price: z.int().min(0).max(LIMITS.amount).default(0) }))
            .min(1)
            .max(40),
        })
        .refine(({ min, max, options }) => min <= max && min <= options.length, { error: 'pide más opciones de las que hay' }),
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
      /** What guests may leave out. */
      without: z.array(Name).max(20).default([]),
    }),
  ),
  tables: z.array(z.strictObject({ name: Name, area: Name })),
});
export type RestaurantFile = z.infer<typeof RestaurantFile>;
/** As people write it: what has a usual value may be left out. */
export type RestaurantText = z.input<typeof RestaurantFile>;
