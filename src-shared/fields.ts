/** The fields that every way into the host shares, with their limits: a text, a quantity, an order's number. */
import { z } from 'zod';
import { LIMITS } from './limits';

/** Direction marks and letters without width. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** At least one letter, figure or sign that somebody sees; Hangul's fillers and Braille's blank are letters that nobody does. */
const SEEN = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0\u2800]/u;

/**
 * A person's text: well-formed, NFC, on one line, no control characters.
 * Line breaks and tabs become a space, since they come with pasting; every other control character is refused.
 */
export const PersonText = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
      // Nobody writes these, and with them one name looks like another.
      .replace(INVISIBLE, '')
      .trim(),
  )
  // Code units first: counting letters is only worth it for what may be too long.
  .refine((text) => text.length <= LIMITS.fieldChars || [...text].length <= LIMITS.fieldChars, {
    error: `más de ${LIMITS.fieldChars} caracteres`,
  })
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), { error: 'tiene caracteres de control o rotos' });

/** The fields that every way into the host shares, so that a limit is written once. */
export const Fields = {
  text: PersonText.refine((text) => SEEN.test(text), { error: 'está vacío' }),
  /** Absent, null and blank mean the same: not given. */
  optional: PersonText.nullish().transform((text) => (text ? text : null)),
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
  /** The revision of the order that its sender saw; null: it looks at none, as programs that only send. */
  base: z
    .int()
    .min(1)
    .nullish()
    .transform((n) => n ?? null),
  lineNumbers: z.array(z.int().min(1)).min(1, { error: 'hace falta al menos una línea' }).max(LIMITS.orderLines),
} as const;
