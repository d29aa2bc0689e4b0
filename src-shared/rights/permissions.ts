/** Permissions for commands and queries: people by role, programs by role and token scopes. */
import { COMMANDS } from '../commands/registry';
import type { CommandName } from '../commands/registry';
import type { CommandSpec, ScopeNeeds } from '../commands/define-command';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import { isInherited, QUERY_SCOPES, reachOf } from './scopes';
import type { ProgramQuery, ScopeReach } from './scopes';
import { SCREEN_ASKS } from '../screen-api/screen-queries';
import type { Actor, Role } from '../base/vocabulary';

/** `own`: only for orders that this program sent. */
export function mayCommand(actor: Actor, name: CommandName): ScopeReach {
  const roles: readonly Role[] = COMMANDS[name].roles;
  if (!roles.includes(actor.role)) return refuse('NOT_ALLOWED');
  return actor.role === 'integrator' ? reachOf(actor, scopesOf(name)) : 'all';
}

/** Scopes of a program's token that permit a command; undefined: none does. */
export function scopesOf(name: CommandName): ScopeNeeds | undefined {
  const spec: CommandSpec = COMMANDS[name];
  return spec.scopes;
}

/** For actions beside a command that concern no order: null if the actor may. */
export function refusalFor(actor: Actor, name: CommandName): Refusal | null {
  const reach = mayCommand(actor, name);
  return typeof reach === 'string' ? null : reach;
}

/** Queries with a name on every wire. */
export type ProgramRequest = ProgramQuery | keyof typeof SCREEN_ASKS | 'subscribe';

/** Every device may read the menu, follow orders and list the staff. */
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
