/**
 * Fields that all interfaces of the host share, with their limits: a text, a quantity, an order's
 * number.
 */
import { z } from 'zod';
import { cleanText } from '../text/clean-text';
import { LIMITS } from './limits';

/**
 * At least one visible letter, figure or sign. Hangul fillers and the Braille blank are letters,
 * but invisible.
 */
const SEEN = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const TOO_LONG = `más de ${LIMITS.fieldChars} caracteres`;

/**
 * A person's text: well-formed, clean (clean-text.ts) and on one line. Control characters other
 * than tabs and line breaks are refused.
 */
export const PersonName = z
  .string()
  // Limits the length before cleaning, which is slow. Real text does not have seven invisible
  // characters for each letter.
  .max(8 * LIMITS.fieldChars, { error: TOO_LONG })
  .transform(cleanText)
  // Compare code units first: counting letters is needed only for texts that may be too long.
  .refine((text) => text.length <= LIMITS.fieldChars || [...text].length <= LIMITS.fieldChars, {
    error: TOO_LONG,
  })
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), { error: 'tiene caracteres de control o rotos' });

/** Shared fields, so that each limit is defined once. */
export const Fields = {
  text: PersonName.refine((text) => SEEN.test(text), { error: 'está vacío' }),
  /** Absent, null and blank all mean: not given. */
  optional: PersonName.nullish().transform((text) => (text ? text : null)),
  quantity: z.int().min(1).max(LIMITS.quantity).default(1),
  course: z
    .int()
    .min(1)
    .max(20)
    .nullish()
    .transform((n) => n ?? null),
  seat: z
    .int()
    .min(1)
    .max(200)
    .nullish()
    .transform((n) => n ?? null),
  covers: z
    .int()
    .min(1)
    .max(500)
    .nullish()
    .transform((n) => n ?? null),
  orderNumber: z.int().min(1),
  ticketNumber: z.int().min(1),
  /** The order's revision that the sender saw; null: none, as in programs that only send. */
  base: z
    .int()
    .min(1)
    .nullish()
    .transform((n) => n ?? null),
  lineNumbers: z
    .array(z.int().min(1))
    .min(1, { error: 'hace falta al menos una línea' })
    .max(LIMITS.orderLines),
} as const;
