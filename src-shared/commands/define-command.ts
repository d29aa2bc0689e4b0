/**
 * Specification of a command: everything except its rule. Rights, the public API, the screens' API
 * and the reference pages are derived from it.
 */
import type { z } from 'zod';
import type { Scope } from '../base/scope-words';
import type { Role } from '../base/vocabulary';

/**
 * Scopes that permit a command: any of `any`. With `own`, `pedidos:propios` permits it too, for
 * orders that the program sent.
 */
export type ScopeNeeds = { readonly any: readonly Scope[]; readonly own?: true };

export type CommandSpec<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  readonly name: N;
  /** Former names, which old receipts and unsent commands of browsers may still contain. */
  readonly formerly?: readonly string[];
  /** One English sentence for the reference and the API's description. */
  readonly summary: string;
  /** Checked on every interface. */
  readonly input: I;
  /**
   * What the sender gets and the receipt stores. Only optional fields may be added, because old
   * receipts do not have them.
   */
  readonly reply: R;
  /** People by role. `integrator` programs also need a scope. */
  readonly roles: readonly Role[];
  /** Required if `roles` has `integrator`. */
  readonly scopes?: ScopeNeeds;
  /**
   * `screen`: screens send it directly. `public`: programs send it over TCP and HTTP, by a binding
   * in public-api. Neither: only the host gives it, or a route that does more than store.
   */
  readonly offeredTo: readonly ('screen' | 'public')[];
};

/** Preserves the exact types of a specification. */
export function defineCommand<
  const N extends string,
  I extends z.ZodType,
  R extends z.ZodType,
  const S extends Omit<CommandSpec<N, I, R>, 'name' | 'input' | 'reply'>,
>(
  spec: S & { readonly name: N; readonly input: I; readonly reply: R },
): S & { readonly name: N; readonly input: I; readonly reply: R } {
  return spec;
}
