/** Types of the functions that load facts from the tables. */
import type { Fact, FactAsk, FactName } from '../../../domain/engine/facts';

/** One loader for each of the named facts. */
export type LoadersOf<K extends FactName> = { readonly [N in K]: (ask: FactAsk<N>) => Fact<N> };
