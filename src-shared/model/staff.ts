/**
 * People and devices. A device is a paired machine with a token. A person logs in on a device with
 * a PIN.
 */
import { z } from 'zod';
import type { StoredScope } from '../base/scope-words';
import type { EpochMs, Id, Role } from '../base/vocabulary';

export type Device = {
  readonly id: Id;
  readonly name: string;
  /** Its rights. On a device for people, the person's own role limits them further. */
  readonly role: Role;
  readonly addedAt: EpochMs;
  /** The person who is logged in on it. */
  readonly personId: Id | null;
  /** Scopes of its token. Only programs have scopes. */
  readonly scopes: readonly StoredScope[];
};

export type Person = { readonly id: Id; readonly name: string; readonly role: Role };

/** Service rules of a restaurant; the strict choice is true. */
export const ServiceRules = z.strictObject({
  /** Waiters change only their own orders. An order of another waiter must be handed over first. */
  ownOrdersOnly: z.boolean(),
  /** Printed lines are voided at the counter only. */
  printedVoidsAtCounter: z.boolean(),
  /**
   * Programs at the host's own machine need a token over TCP too. Rules stored before this field
   * existed do not have it.
   */
  localToken: z.boolean().default(false),
});
export type ServiceRules = z.infer<typeof ServiceRules>;
/**
 * Turbo, switched on by a person or (`by` null) automatically. Orders' paper goes before bills and
 * copies, however long these wait, and screens drop decoration.
 */
export type Turbo = { readonly since: EpochMs; readonly by: string | null };
export const DEFAULT_SERVICE_RULES: ServiceRules = {
  ownOrdersOnly: false,
  printedVoidsAtCounter: false,
  localToken: false,
};
/** PIN attempts without a delay. Each further failure doubles the wait. */
export const PIN_FREE_TRIES = 5;
export const PIN_FIRST_WAIT_MS = 30_000;
export const PIN_LONGEST_WAIT_MS = 15 * 60_000;

/** Wait before the next attempt after this many consecutive failures, ms. */
export function pinWaitMs(failures: number): number {
  if (failures < PIN_FREE_TRIES) return 0;
  return Math.min(PIN_LONGEST_WAIT_MS, PIN_FIRST_WAIT_MS * 2 ** (failures - PIN_FREE_TRIES));
}
