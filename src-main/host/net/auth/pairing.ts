/**
 * How a device gets its token: the counter makes a code (one use, five minutes), the device names
 * itself by it, the counter says yes to that name, and the device fetches its token once. An
 * owner's link needs no yes: whoever reads it sits at the host's own machine. Nothing of it
 * outlives the host: a restart voids every code.
 */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Id, Role } from '../../../../src-shared/base/vocabulary';
import type { Clock } from '../../ports/clock';
import { sourceKey } from '../limits/sources';
import { tokenHash } from './tokens';

/** Crockford's letters without those that are misread: 8 of them are 40 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 8;
const LINK_LETTERS = 26;
const CODE_LIVES_MS = 5 * 60_000;
/** Somebody who sets up a restaurant is called away. */
const LINK_LIVES_MS = 60 * 60_000;
/**
 * Wrong codes that one source may send, and all together, before it is refused, and every code is
 * void.
 */
const TRIES = { perSource: 5, inAll: 25 } as const;

export type Invitation = { readonly code: string; readonly role: Role; readonly livesMs: number };
export type PairingRequest = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly ageMs: number;
};
export type PairingResult =
  | { readonly state: 'waiting' }
  | { readonly state: 'approved'; readonly token: string; readonly deviceId: Id };

type Kept = { readonly role: Role; readonly until: number; readonly isLink: boolean };
type Request = {
  readonly name: string;
  readonly role: Role;
  readonly secretHash: string;
  readonly since: number;
  readonly until: number;
  /** Somebody said yes, and its token is being made. */
  taken: boolean;
  granted: { readonly token: string; readonly deviceId: Id } | null;
};

export type PairingService = {
  invite(role: Role): Invitation;
  /** An owner's one-time code. A new one voids the one before. */
  ownerLink(): string;
  /** Uses the code up. The secret is the device's, to fetch its token with. */
  ask(
    code: string,
    name: string,
    source: string,
  ): { readonly ok: true; readonly id: string; readonly secret: string } | Refusal;
  isOwnerLink(code: string): boolean;
  /** Uses an owner's code up. 130 bits of chance need no count of tries. */
  redeemOwner(code: string): { readonly ok: true } | Refusal;
  waiting(): readonly PairingRequest[];
  /** Who is to be let in; the caller makes its token and says it to `grant`. */
  take(id: string): PairingRequest | null;
  /** It could not be let in after all. */
  release(id: string): void;
  grant(id: string, token: string, deviceId: Id): void;
  reject(id: string): boolean;
  /** Null: no such request, or not with this secret, or over. The token is given out once. */
  collect(id: string, secret: string): PairingResult | null;
};

export function createPairingService(
  clock: Clock,
  onAsked: (name: string) => void,
  onAlarm: (words: string) => void,
): PairingService {
  const codes = new Map<string, Kept>();
  const requests = new Map<string, Request>();
  const wrongBy = new Map<string, { count: number; until: number }>();
  let wrongInAll = 0;
  let wrongUntil = 0;

  function forget(): void {
    const now = clock.elapsed();
    for (const [key, { until }] of codes) if (until < now) codes.delete(key);
    for (const [key, { until }] of requests) if (until < now) requests.delete(key);
    for (const [key, { until }] of wrongBy) if (until < now) wrongBy.delete(key);
  }

  function keep(role: Role, letters: number, livesMs: number, isLink: boolean): string {
    forget();
    const code = Array.from({ length: letters }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    codes.set(tokenHash(code), { role, until: clock.elapsed() + livesMs, isLink });
    return code;
  }

  /** Codes are found by their hash, so a wrong one takes as long as a right one. */
  function use(code: string, address: string): Kept | null {
    forget();
    const source = sourceKey(address);
    if (clock.elapsed() > wrongUntil) wrongInAll = 0;
    const by = wrongBy.get(source) ?? { count: 0, until: 0 };
    if (by.count >= TRIES.perSource) return null;
    const hash = tokenHash(plainCode(code));
    const kept = codes.get(hash);
    if (kept && !kept.isLink) {
      codes.delete(hash);
      return kept;
    }
    wrongBy.set(source, { count: by.count + 1, until: clock.elapsed() + CODE_LIVES_MS });
    wrongUntil = clock.elapsed() + CODE_LIVES_MS;
    if (++wrongInAll >= TRIES.inAll) {
      wrongInAll = 0;
      for (const [key, other] of codes) if (!other.isLink) codes.delete(key);
      onAlarm(
        `${TRIES.inAll} códigos de vínculo equivocados: se anularon los que había. Alguien está probando.`,
      );
    }
    return null;
  }

  const shown = (id: string, { name, role, since }: Request): PairingRequest => ({
    id,
    name,
    role,
    ageMs: clock.elapsed() - since,
  });

  return {
    invite(role) {
      const code = keep(role, CODE_LETTERS, CODE_LIVES_MS, false);
      return { code: `${code.slice(0, 4)}-${code.slice(4)}`, role, livesMs: CODE_LIVES_MS };
    },
    ownerLink() {
      for (const [key, { isLink }] of codes) if (isLink) codes.delete(key);
      return keep('owner', LINK_LETTERS, LINK_LIVES_MS, true);
    },
    ask(code, name, source) {
      const kept = use(code, source);
      if (!kept) return refuse('PAIRING_REFUSED');
      const id = randomBytes(9).toString('base64url');
      const secret = randomBytes(32).toString('base64url');
      const since = clock.elapsed();
      requests.set(id, {
        name,
        role: kept.role,
        secretHash: tokenHash(secret),
        since,
        until: since + CODE_LIVES_MS,
        taken: false,
        granted: null,
      });
      onAsked(name);
      return { ok: true, id, secret };
    },
    isOwnerLink(code) {
      forget();
      return codes.get(tokenHash(plainCode(code)))?.isLink === true;
    },
    redeemOwner(code) {
      forget();
      const hash = tokenHash(plainCode(code));
      if (codes.get(hash)?.isLink !== true) return refuse('OWNER_LINK_REFUSED');
      codes.delete(hash);
      return { ok: true };
    },
    waiting() {
      forget();
      return [...requests]
        .filter(([, { granted }]) => !granted)
        .map(([id, request]) => shown(id, request));
    },
    take(id) {
      forget();
      const request = requests.get(id);
      if (!request || request.taken || request.granted) return null;
      request.taken = true;
      return shown(id, request);
    },
    release(id) {
      const request = requests.get(id);
      if (request) request.taken = false;
    },
    grant(id, token, deviceId) {
      const request = requests.get(id);
      if (request) request.granted = { token, deviceId };
    },
    reject(id) {
      return requests.delete(id);
    },
    collect(id, secret) {
      forget();
      const request = requests.get(id);
      if (!request || !sameHash(tokenHash(secret), request.secretHash)) return null;
      if (!request.granted) return { state: 'waiting' };
      requests.delete(id);
      return { state: 'approved', ...request.granted };
    },
  };
}

/** As people type it: small letters, spaces, dashes, an O for a zero. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

function sameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
