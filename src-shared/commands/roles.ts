/** Sets of roles that specifications of commands share. */
import type { Role } from '../base/vocabulary';

/** Roles that sell: people at a table or the counter, and programs that send orders. */
export const SELLERS = ['owner', 'counter', 'waiter', 'integrator'] as const satisfies Role[];
/** All people of the restaurant, and programs. */
export const STAFF = [...SELLERS, 'cook', 'expo'] as const satisfies Role[];
export const COOKS = ['owner', 'counter', 'cook', 'expo'] as const satisfies Role[];
export const TILL = ['owner', 'counter'] as const satisfies Role[];
export const OWNERS = ['owner', 'system'] as const satisfies Role[];
/**
 * Roles for menu, tables and stations: the owner, and programs whose token has `administrar`. Only
 * the owner sets printer addresses.
 */
export const MANAGERS = [...OWNERS, 'integrator'] as const satisfies Role[];
/** The host itself. */
export const SYSTEM = ['system'] as const satisfies Role[];
