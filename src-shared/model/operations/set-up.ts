/**
 * How far an owner has come with a house that is new: each step may be left and taken up again,
 * from any machine.
 */
import { z } from 'zod';

export const SetUpStep = z.enum(['house', 'menu', 'printers', 'stations', 'people', 'phones']);
export type SetUpStep = z.infer<typeof SetUpStep>;

export const SetUp = z.strictObject({
  done: z.array(SetUpStep).max(SetUpStep.options.length),
  /** Finished, or not wanted: nobody is reminded of it any more. */
  isClosed: z.boolean(),
});
export type SetUp = { readonly done: readonly SetUpStep[]; readonly isClosed: boolean };
