/**
 * Set-up progress of a new restaurant. Each step can be interrupted and resumed, from any machine.
 */
import { z } from 'zod';

export const SetUpStep = z.enum(['house', 'menu', 'printers', 'stations', 'people', 'phones']);
export type SetUpStep = z.infer<typeof SetUpStep>;

export const SetUp = z.strictObject({
  done: z.array(SetUpStep).max(SetUpStep.options.length),
  /** Finished or dismissed: no reminder is shown. */
  isClosed: z.boolean(),
});
export type SetUp = { readonly done: readonly SetUpStep[]; readonly isClosed: boolean };
