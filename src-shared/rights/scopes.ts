/**
 * What a program's token may do. A scope is stored with the token and sent on every wire, so its
 * word is Spanish. Two tables say which scope opens which command and which question; the core asks
 * them for every request of a program, whatever wire it came by.
 */
import type { CommandName } from '../commands/registry';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import type { QueryName } from '../queries/queries';
import { INHERITED } from '../base/scope-words';
import type { Scope } from '../base/scope-words';
import type { Actor } from '../base/vocabulary';

/**
 * Any of `any` opens it. With `own`, `pedidos:propios` opens it too, for orders that this program
 * sent.
 */
export type Needs = { readonly any: readonly Scope[]; readonly own?: true };

const CREATE: Needs = { any: ['pedidos:crear'] };
const CHANGE: Needs = { any: ['pedidos:cambiar'], own: true };
const PRINTS: Needs = { any: ['impresion'] };
const ADMIN: Needs = { any: ['administrar'] };

/** Every command that programs may give at all: those with the role `integrator` in `COMMANDS`. */
export const COMMAND_SCOPES: Readonly<Partial<Record<CommandName, Needs>>> = {
  placeOrder: CREATE,
  sendMessage: CREATE,
  addLines: CHANGE,
  fireLines: CHANGE,
  voidLines: CHANGE,
  changeQuantity: CHANGE,
  editOrder: CHANGE,
  moveTable: CHANGE,
  serveOrder: CHANGE,
  markUrgent: { any: ['pedidos:cambiar', 'impresion'], own: true },
  // It changes two orders, of which only one could be the program's own.
  mergeOrders: { any: ['pedidos:cambiar'] },
  closeOrder: { any: ['cobros'] },
  printBill: { any: ['cobros', 'impresion'], own: true },
  reprintOrder: { any: ['impresion'], own: true },
  confirmPrinted: PRINTS,
  discardPrint: PRINTS,
  printHeld: PRINTS,
  reroutePrint: PRINTS,
  confirmShown: PRINTS,
  retryPrinter: PRINTS,
  setStock: { any: ['menu:stock'] },
  saveCategory: ADMIN,
  removeCategory: ADMIN,
  saveItem: ADMIN,
  removeItem: ADMIN,
  saveModifierGroup: ADMIN,
  removeModifierGroup: ADMIN,
  saveStation: ADMIN,
  removeStation: ADMIN,
  saveTable: ADMIN,
  removeTable: ADMIN,
  reorder: ADMIN,
  importMenu: ADMIN,
};

/**
 * What a program may ask. `own` narrows the answer to its own orders. `suscribir` and the screens'
 * snapshot are questions too.
 */
export type ProgramQuery = Extract<
  QueryName,
  'order' | 'journey' | 'recent' | 'paper' | 'queue' | 'pending' | 'printers' | 'menu' | 'people'
>;
export const QUERY_SCOPES: Readonly<Record<ProgramQuery | 'subscribe', Needs>> = {
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
export function reachOf(actor: Actor, needs: Needs | undefined): ScopeReach {
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
export function scopeForAll(needs: Needs | undefined): Scope {
  return needs?.any[0] ?? 'pedidos:todos';
}
