/**
 * Pairing: how a device gets its token.
 *
 * The counter makes a code (one use, five minutes). The device sends the code with its name, the
 * counter approves that name, and the device fetches its token once. An owner's link needs no
 * approval: it is shown only on the host's own machine. A restart voids all codes and requests.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Id, Role } from '../../../../src-shared/base/vocabulary';
import type { Clock } from '../../ports/clock';
import { CODE_LIVES_MS, PairingCodes } from './pairing-codes';
import { tokenHash } from './tokens';

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

type Request = {
  readonly name: string;
  readonly role: Role;
  readonly secretHash: string;
  readonly since: number;
  readonly until: number;
  /** Approved; its token is being made. */
  isTaken: boolean;
  granted: { readonly token: string; readonly deviceId: Id } | null;
};

export class PairingService {
  readonly #clock: Clock;
  readonly #codes: PairingCodes;
  readonly #onRequest: (name: string) => void;
  readonly #requests = new Map<string, Request>();

  /** `onRequest` gets the name of each device that asks; `onAlarm` a warning in words. */
  constructor(clock: Clock, onRequest: (name: string) => void, onAlarm: (words: string) => void) {
    this.#clock = clock;
    this.#codes = new PairingCodes(clock, onAlarm);
    this.#onRequest = onRequest;
  }

  invite(role: Role): Invitation {
    return { code: this.#codes.makeCode(role), role, livesMs: CODE_LIVES_MS };
  }

  /** An owner's one-time code. It voids the one before. */
  ownerLink(): string {
    return this.#codes.makeOwnerLink();
  }

  isOwnerLink(code: string): boolean {
    return this.#codes.isOwnerLink(code);
  }

  /** Uses an owner's code up. */
  redeemOwner(code: string): { readonly ok: true } | Refusal {
    return this.#codes.useOwnerLink(code) ? { ok: true } : refuse('OWNER_LINK_REFUSED');
  }

  /** Uses the code up. With the secret, the device fetches its token later. */
  ask(
    code: string,
    name: string,
    source: string,
  ): { readonly ok: true; readonly id: string; readonly secret: string } | Refusal {
    this.#removeExpired();
    const role = this.#codes.use(code, source);
    if (!role) return refuse('PAIRING_REFUSED');
    const id = randomBytes(9).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    const since = this.#clock.elapsed();
    this.#requests.set(id, {
      name,
      role,
      secretHash: tokenHash(secret),
      since,
      until: since + CODE_LIVES_MS,
      isTaken: false,
      granted: null,
    });
    this.#onRequest(name);
    return { ok: true, id, secret };
  }

  waiting(): readonly PairingRequest[] {
    this.#removeExpired();
    return [...this.#requests]
      .filter(([, { granted }]) => !granted)
      .map(([id, request]) => this.#shown(id, request));
  }

  /** Takes a request for approval, once. The caller makes the token and calls `grant`. */
  take(id: string): PairingRequest | null {
    this.#removeExpired();
    const request = this.#requests.get(id);
    if (!request || request.isTaken || request.granted) return null;
    request.isTaken = true;
    return this.#shown(id, request);
  }

  /** Undoes `take` after the device could not be added. */
  release(id: string): void {
    const request = this.#requests.get(id);
    if (request) request.isTaken = false;
  }

  grant(id: string, token: string, deviceId: Id): void {
    const request = this.#requests.get(id);
    if (request) request.granted = { token, deviceId };
  }

  reject(id: string): boolean {
    return this.#requests.delete(id);
  }

  /** Null: no such request, another secret, or expired. The token is returned once. */
  collect(id: string, secret: string): PairingResult | null {
    this.#removeExpired();
    const request = this.#requests.get(id);
    if (!request || !isSameHash(tokenHash(secret), request.secretHash)) return null;
    if (!request.granted) return { state: 'waiting' };
    this.#requests.delete(id);
    return { state: 'approved', ...request.granted };
  }

  #shown(id: string, { name, role, since }: Request): PairingRequest {
    return { id, name, role, ageMs: this.#clock.elapsed() - since };
  }

  #removeExpired(): void {
    const now = this.#clock.elapsed();
    for (const [id, { until }] of this.#requests) if (until < now) this.#requests.delete(id);
  }
}

function isSameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
