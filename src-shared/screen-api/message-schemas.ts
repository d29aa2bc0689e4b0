/**
 * Schemas for messages of screens, checked by the host on arrival. The types are in `messages.ts`.
 */
import { z } from 'zod';
import { LIMITS } from '../base/limits';
import { OLDEST_COMMAND_MS, SCREEN_QUERIES } from './messages';
import type { FromScreen } from './messages';

/** Printable ASCII, so that keys that look the same are the same. */
const Key = z
  .string()
  .max(LIMITS.keyChars)
  .regex(/^[\x21-\x7e][\x20-\x7e]*$/);

export const ScreenMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    protocol: z.int(),
    since: z.strictObject({ seq: z.int().min(0), at: z.int() }).nullable(),
  }),
  z.strictObject({
    type: z.literal('command'),
    key: Key,
    name: z.string().max(40),
    input: z.unknown(),
    age: z.int().min(0).max(OLDEST_COMMAND_MS).default(0),
  }),
  z.strictObject({
    type: z.literal('ask'),
    id: z.int(),
    query: z.looseObject({ name: z.enum(SCREEN_QUERIES) }),
  }),
  z.strictObject({ type: z.literal('ping'), n: z.int() }),
]) satisfies z.ZodType<unknown, FromScreen>;
export type ScreenMessage = z.output<typeof ScreenMessage>;
