/**
 * Who may give a command or ask a question: people by their role, programs by their role and the
 * scopes of their token.
 */
import { COMMANDS } from '../commands/registry';
import type { CommandName } from '../commands/registry';
import type { CommandSpec, ScopeNeeds } from '../commands/define-command';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import { isInherited, QUERY_SCOPES, reachOf } from './scopes';
import type { ProgramQuery, ScopeReach } from './scopes';
import { SCREEN_ASKS } from '../screen-api/screen-queries';
import type { Actor, Role } from '../base/vocabulary';

/** `own`: only where the order is one that this program sent. */
export function mayCommand(actor: Actor, name: CommandName): ScopeReach {
  const roles: readonly Role[] = COMMANDS[name].roles;
  if (!roles.includes(actor.role)) return refuse('NOT_ALLOWED');
  return actor.role === 'integrator' ? reachOf(actor, scopesOf(name)) : 'all';
}

/** Which scopes of a program's token allow a command; undefined: none does. */
export function scopesOf(name: CommandName): ScopeNeeds | undefined {
  const spec: CommandSpec = COMMANDS[name];
  return spec.scopes;
}

/** For what is done beside a command and has no order: null where the actor may. */
export function refusalFor(actor: Actor, name: CommandName): Refusal | null {
  const reach = mayCommand(actor, name);
  return typeof reach === 'string' ? null : reach;
}

/** What is asked by name on every wire. */
export type ProgramRequest = ProgramQuery | keyof typeof SCREEN_ASKS | 'subscribe';

/** Everybody with a device may read the menu, follow orders and see who works here. */
const FOR_ALL: ReadonlySet<ProgramRequest> = new Set<ProgramRequest>([
  'menu',
  'people',
  'subscribe',
]);

export function mayAsk(actor: Actor, name: ProgramRequest): ScopeReach {
  if (actor.role === 'system') return 'all';
  if (!FOR_ALL.has(name)) {
    const roles: readonly Role[] = SCREEN_ASKS[name as keyof typeof SCREEN_ASKS].roles;
    if (!roles.includes(actor.role)) return refuse('NOT_ALLOWED');
  }
  if (actor.role !== 'integrator') return 'all';
  if (name === 'people') return isInherited(actor) ? 'all' : refuse('NOT_ALLOWED');
  return Object.hasOwn(QUERY_SCOPES, name)
    ? reachOf(actor, QUERY_SCOPES[name as keyof typeof QUERY_SCOPES])
    : refuse('NOT_ALLOWED');
}
