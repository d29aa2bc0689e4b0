/**
 * The specification of a command: all that is known of it without its rule. Rights, the public API,
 * the screens' API and the reference pages are derived from it.
 */
import type { z } from 'zod';
import type { Scope } from '../base/scope-words';
import type { Role } from '../base/vocabulary';

/**
 * Which scopes of a program's token allow a command: any of `any`. With `own`, `pedidos:propios`
 * allows it too, for orders that this program sent.
 */
export type ScopeNeeds = { readonly any: readonly Scope[]; readonly own?: true };

export type CommandSpec<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  readonly name: N;
  /** Former names, which old receipts and unsent commands of browsers may still hold. */
  readonly formerly?: readonly string[];
  /** One English sentence for the reference and the API's description. */
  readonly summary: string;
  /** Checked whatever way the command came. */
  readonly input: I;
  /**
   * What the sender gets and the receipt keeps. Fields are only ever added, and are optional then:
   * old receipts do not have them.
   */
  readonly reply: R;
  /** People by their role; `integrator` programs need a scope besides. */
  readonly roles: readonly Role[];
  /** Required where `roles` has `integrator`. */
  readonly scopes?: ScopeNeeds;
  /**
   * `screen`: our own screens send it as it is. `public`: programs send it over TCP and HTTP, by a
   * binding in public-api. Neither: the host alone gives it, or a route that does more than store.
   */
  readonly offeredTo: readonly ('screen' | 'public')[];
};

/** Keeps the exact types of a specification. */
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
