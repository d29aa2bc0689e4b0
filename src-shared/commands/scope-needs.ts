/** Scope requirements that specifications of commands share. */
import type { ScopeNeeds } from './define-command';

export const CREATE: ScopeNeeds = { any: ['pedidos:crear'] };
export const CHANGE: ScopeNeeds = { any: ['pedidos:cambiar'], own: true };
export const PRINTS: ScopeNeeds = { any: ['impresion'] };
export const ADMIN: ScopeNeeds = { any: ['administrar'] };
