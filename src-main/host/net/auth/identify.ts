/**
 * Identifies the actor of a request by its token and its source.
 *
 * By TCP, a program on this machine needs no token for its own orders, unless the owner requires
 * one. From the LAN, and by HTTP and WebSocket, a token is needed. A device for people has no actor
 * until a person logs in with a PIN.
 */
import { timingSafeEqual } from 'node:crypto';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Session } from '../../../../src-shared/screen-api/messages';
import type { Identity } from '../../../../src-shared/queries/queries';
import { LOCAL_SCOPES } from '../../../../src-shared/rights/scopes';
import { SYSTEM_ACTORS } from '../../../../src-shared/base/system-actors';
import type { Actor, Role } from '../../../../src-shared/base/vocabulary';
import type { Core } from '../../core/core-client';
import type { RequestSource } from '../limits/sources';
import { tokenHash } from './tokens';

/**
 * All programs of this machine without a token are one actor: they share their keys and see each
 * other's orders.
 */
const LOOPBACK: Actor = {
  id: 'loopback',
  role: 'integrator',
  name: SYSTEM_ACTORS.loopback,
  scopes: LOCAL_SCOPES,
};

/**
 * The secret file in the data folder can be read only by the account that the host runs under, so a
 * client that shows it is that account. It is accepted from this machine alone. From another
 * machine, or through a proxy, it is not a token.
 */
const AT_THE_MACHINE: Actor = { id: 'cli', role: 'owner', name: SYSTEM_ACTORS.cli };

/** Roles of devices where people log in. Kitchen screens and programs work without a person. */
const FOR_PEOPLE: ReadonlySet<Role> = new Set<Role>(['owner', 'counter', 'waiter']);

/** The holder of a token; `actor` is null until a person logs in. */
export type TokenHolder = { readonly session: Session; readonly actor: Actor | null };

export type Identify = {
  /** Null: unknown or revoked token, or not valid from this source. */
  holder(hash: string, source: RequestSource): Promise<TokenHolder | null>;
  /** The actor of one request, or a refusal. */
  sender(source: RequestSource, token: string | null): Promise<Actor | Refusal>;
};

export function createIdentify(core: Core, cliSecret: string): Identify {
  const secretHash = tokenHash(cliSecret);
  /** Whether programs on this machine need a token. Read once, and again when the rules change. */
  let localToken: Promise<boolean> | null = null;
  core.onAccessChanged(() => (localToken = null));

  function needsLocalToken(): Promise<boolean> {
    localToken ??= core.ask({ name: 'house' }).then(({ rules }) => rules.localToken);
    // A failed read is repeated by the next request.
    localToken.catch(() => (localToken = null));
    return localToken;
  }

  async function holder(hash: string, source: RequestSource): Promise<TokenHolder | null> {
    if (sameHash(hash, secretHash) && !source.isLocal) return null;
    if (sameHash(hash, secretHash))
      return { session: sessionOf(AT_THE_MACHINE, 'comanda', false), actor: AT_THE_MACHINE };
    const found = await core.ask({ name: 'whoIs', tokenHash: hash });
    if (!found) return null;
    const actor = actorOf(found);
    const { device, person } = found;
    const shown = actor ?? { id: device.id, role: device.role };
    return { session: { ...sessionOf(shown, device.name, actor === null), person }, actor };
  }

  return {
    holder,
    async sender(source, token) {
      if (token === null)
        return source.isLocal && !(await needsLocalToken()) ? LOOPBACK : refuse('TOKEN_NEEDED');
      const found = await holder(tokenHash(token), source);
      if (!found) return refuse('TOKEN_NEEDED');
      return found.actor ?? refuse('PIN_NEEDED');
    },
  };
}

function actorOf({ device, person }: Identity): Actor | null {
  if (!FOR_PEOPLE.has(device.role))
    return { id: device.id, role: device.role, name: device.name, scopes: device.scopes };
  if (!person) return null;
  return {
    id: device.id,
    role: person.role,
    name: device.name,
    person: { id: person.id, name: person.name },
  };
}

function sessionOf({ id, role, person }: Actor, device: string, locked: boolean): Session {
  return { deviceId: id, device, role, person: person ?? null, locked };
}

/** Both are SHA-256 in hex, so their lengths are equal. */
function sameHash(given: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(kept));
}
