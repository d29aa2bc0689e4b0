/**
 * What a program's token may do. A scope is stored with the token and sent on every wire, so its
 * word is Spanish. Two tables say which scope opens which command and which question; the core asks
 * them for every request of a program, whatever wire it came by.
 */
import type { ScopeNeeds } from '../commands/define-command';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import type { QueryName } from '../queries/queries';
import { INHERITED } from '../base/scope-words';
import type { Scope } from '../base/scope-words';
import type { Actor } from '../base/vocabulary';

/**
 * What a program may ask. `own` narrows the answer to its own orders. `suscribir` and the screens'
 * snapshot are questions too.
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
  // No scope shows people. A token from before goes on as it did.
  people: { any: [] },
};

/** What programs could do before there were scopes. */
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
 * Programs without a token, at the host's own machine: orders of their own. An order that came that
 * way is answered with the customer that was sent with it, as these programs have always read it
 * back; they see no other order.
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

/** all: of every order. own: of the orders that the program sent. */
export type ScopeReach = 'all' | 'own' | Refusal;

/** How far a program may go with something that needs these scopes. */
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

/** The scope that opens it for every order, for a program that may do it with its own alone. */
export function scopeForAll(needs: ScopeNeeds | undefined): Scope {
  return needs?.any[0] ?? 'pedidos:todos';
}
