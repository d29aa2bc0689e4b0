/**
 * Scopes of a program's token. Their words are Spanish, because tokens store them and every wire
 * sends them. Two tables map scopes to commands and queries. The core checks them for every request
 * of a program, on every wire.
 */
import type { ScopeNeeds } from '../commands/define-command';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import type { QueryName } from '../queries/queries';
import { INHERITED } from '../base/scope-words';
import type { Scope } from '../base/scope-words';
import type { Actor } from '../base/vocabulary';

/**
 * Queries of programs. `own` limits the answer to the program's orders. `suscribir` and the
 * screens' snapshot are queries too.
 */
export type ProgramQuery = Extract<
  QueryName,
  'order' | 'journey' | 'recent' | 'paper' | 'queue' | 'pending' | 'printers' | 'menu' | 'people'
>;
const PRINTS: ScopeNeeds = { any: ['impresion'] };

export const QUERY_SCOPES: Readonly<Record<ProgramQuery | 'subscribe', ScopeNeeds>> = {
  order: { any: ['pedidos:todos'], own: true },
  journey: { any: ['pedidos:todos'], own: true },
  recent: { any: ['pedidos:todos'], own: true },
  subscribe: { any: ['eventos'], own: true },
  queue: { any: ['pedidos:crear', 'pedidos:todos', 'impresion'] },
  paper: PRINTS,
  pending: PRINTS,
  printers: PRINTS,
  menu: { any: ['menu:leer', 'administrar'] },
  // No scope shows people. Tokens from before scopes existed keep their rights.
  people: { any: [] },
};

/** Rights of programs before scopes existed. */
const INHERITED_SCOPES: ReadonlySet<Scope> = new Set<Scope>([
  'pedidos:crear',
  'pedidos:propios',
  'pedidos:todos',
  'pedidos:cambiar',
  'clientes:leer',
  'menu:leer',
  'impresion',
  'eventos',
  'cobros',
]);

/**
 * Programs without a token, at the host's own machine: their own orders only. The answer to such an
 * order contains the customer that was sent with it, as these programs expect; they see no other
 * order.
 */
export const LOCAL_SCOPES: readonly Scope[] = ['pedidos:crear', 'pedidos:propios', 'clientes:leer'];

export function isInherited({ scopes }: Pick<Actor, 'scopes'>): boolean {
  return scopes?.includes(INHERITED) === true;
}

export function holds(actor: Pick<Actor, 'scopes'>, scope: Scope): boolean {
  return (
    actor.scopes?.includes(scope) === true || (isInherited(actor) && INHERITED_SCOPES.has(scope))
  );
}

/** all: every order. own: orders that the program sent. */
export type ScopeReach = 'all' | 'own' | Refusal;

/** The reach of a program for an action that needs these scopes. */
export function reachOf(actor: Actor, needs: ScopeNeeds | undefined): ScopeReach {
  if (!needs) return refuse('NOT_ALLOWED');
  if (needs.any.some((scope) => holds(actor, scope))) return 'all';
  if (needs.own && holds(actor, 'pedidos:propios')) return 'own';
  const [scope] = needs.any;
  return scope === undefined ? refuse('NOT_ALLOWED') : lacks(scope);
}

export function lacks(scope: Scope): Refusal {
  return refuse('SCOPE_MISSING', { scope });
}

/**
 * The scope that permits the action for every order, for a program that may do it only with its
 * own.
 */
export function scopeForAll(needs: ScopeNeeds | undefined): Scope {
  return needs?.any[0] ?? 'pedidos:todos';
}
