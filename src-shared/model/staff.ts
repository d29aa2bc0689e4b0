/**
 * People and devices. A device is a machine that showed itself once and holds a token since; a
 * person logs in on one by a PIN.
 */
import { z } from 'zod';
import type { StoredScope } from '../base/scope-words';
import type { EpochMs, Id, Role } from '../base/vocabulary';

export type Device = {
  readonly id: Id;
  readonly name: string;
  /**
   * What it may do; on a device for people, the most that anybody may do there is what their own
   * role says.
   */
  readonly role: Role;
  readonly addedAt: EpochMs;
  /** Who is logged in there. */
  readonly personId: Id | null;
  /** What its token may do. Programs alone have scopes. */
  readonly scopes: readonly StoredScope[];
};

export type Person = { readonly id: Id; readonly name: string; readonly role: Role };

/** What a house may decide for itself; the strict choice is true. */
export const ServiceRules = z.strictObject({
  /** Waiters touch only what is theirs; another's table must be handed over. */
  ownOrdersOnly: z.boolean(),
  /** What the kitchen has in hand is voided at the counter. */
  printedVoidsAtCounter: z.boolean(),
  /**
   * Programs at the host's own machine show a token by TCP too. Rules that were stored before it
   * existed do not have it.
   */
  localToken: z.boolean().default(false),
});
export type ServiceRules = z.infer<typeof ServiceRules>;
/**
 * Peak hour, by hand or (`by` null) by the house's own figures: orders' paper goes before bills and
 * copies however long these wait, and screens drop what only pleases.
 */
export type Turbo = { readonly since: EpochMs; readonly by: string | null };
export const DEFAULT_SERVICE_RULES: ServiceRules = {
  ownOrdersOnly: false,
  printedVoidsAtCounter: false,
  localToken: false,
};
/**
 * Tries of a PIN that cost nothing; after them each failure makes the next one wait, twice as long
 * every time.
 */
export const PIN_FREE_TRIES = 5;
export const PIN_FIRST_WAIT_MS = 30_000;
export const PIN_LONGEST_WAIT_MS = 15 * 60_000;

/** How long the next try must wait after so many failures in a row, ms. */
export function pinWaitMs(failures: number): number {
  if (failures < PIN_FREE_TRIES) return 0;
  return Math.min(PIN_LONGEST_WAIT_MS, PIN_FIRST_WAIT_MS * 2 ** (failures - PIN_FREE_TRIES));
}
