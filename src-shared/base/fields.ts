/**
 * The fields that every way into the host shares, with their limits: a text, a quantity, an order's
 * number.
 */
import { z } from 'zod';
import { cleanText } from '../text/clean-text';
import { LIMITS } from './limits';

/**
 * At least one letter, figure or sign that somebody sees; Hangul's fillers and Braille's blank are
 * letters that nobody does.
 */
const SEEN = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const TOO_LONG = `más de ${LIMITS.fieldChars} caracteres`;

/**
 * A person's text: well-formed and clean (clean-text.ts), on one line; a control character other
 * than a tab or a line break is refused.
 */
export const PersonName = z
  .string()
  // Before it is cleaned, which takes its time: nobody writes seven invisible characters to every
  // letter.
  .max(8 * LIMITS.fieldChars, { error: TOO_LONG })
  .transform(cleanText)
  // Code units first: counting letters is only worth it for what may be too long.
  .refine((text) => text.length <= LIMITS.fieldChars || [...text].length <= LIMITS.fieldChars, {
    error: TOO_LONG,
  })
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), { error: 'tiene caracteres de control o rotos' });

/** The fields that every way into the host shares, so that a limit is written once. */
export const Fields = {
  text: PersonName.refine((text) => SEEN.test(text), { error: 'está vacío' }),
  /** Absent, null and blank mean the same: not given. */
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
  /**
   * The revision of the order that its sender saw; null: it looks at none, as programs that only
   * send.
   */
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
