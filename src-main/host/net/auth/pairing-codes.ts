/** One-time codes of pairing, with a limit on wrong tries. A restart voids all codes. */
import { randomInt } from 'node:crypto';
import type { Role } from '../../../../src-shared/base/vocabulary';
import type { Clock } from '../../ports/clock';
import { sourceKey } from '../limits/sources';
import { tokenHash } from './tokens';

/** Crockford's Base32, without the letters that are easily misread. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 40 bits. */
const CODE_LETTERS = 8;
/** 130 bits: guessing is impossible, so wrong tries are not counted. */
const LINK_LETTERS = 26;
export const CODE_LIVES_MS = 5 * 60_000;
/** Longer than a code: the setup of a restaurant is often interrupted. */
const LINK_LIVES_MS = 60 * 60_000;
/** Wrong codes of one source before it is refused, and of all before every code is void. */
const MAX_WRONG = { perSource: 5, inAll: 25 } as const;

type Code = { readonly role: Role; readonly until: number; readonly isLink: boolean };

export class PairingCodes {
  readonly #clock: Clock;
  readonly #onAlarm: (words: string) => void;
  /** By the hash of the code, so that a look-up takes the same time for a wrong code. */
  readonly #codes = new Map<string, Code>();
  readonly #wrongBySource = new Map<string, { count: number; until: number }>();
  #wrongInAll = 0;
  #wrongUntil = 0;

  constructor(clock: Clock, onAlarm: (words: string) => void) {
    this.#clock = clock;
    this.#onAlarm = onAlarm;
  }

  /** A code of 8 letters in two groups. */
  makeCode(role: Role): string {
    const code = this.#make(role, CODE_LETTERS, CODE_LIVES_MS, false);
    return `${code.slice(0, 4)}-${code.slice(4)}`;
  }

  /** An owner's code. It voids the one before. */
  makeOwnerLink(): string {
    for (const [hash, { isLink }] of this.#codes) if (isLink) this.#codes.delete(hash);
    return this.#make('owner', LINK_LETTERS, LINK_LIVES_MS, true);
  }

  #make(role: Role, letters: number, livesMs: number, isLink: boolean): string {
    this.#removeExpired();
    const code = Array.from({ length: letters }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    this.#codes.set(tokenHash(code), { role, until: this.#clock.elapsed() + livesMs, isLink });
    return code;
  }

  /**
   * Uses the code up and returns its role. Null: the code is wrong, or the source (an address) sent
   * too many wrong ones.
   */
  use(code: string, address: string): Role | null {
    this.#removeExpired();
    const source = sourceKey(address);
    const { count } = this.#wrongBySource.get(source) ?? { count: 0 };
    if (this.#clock.elapsed() > this.#wrongUntil) this.#wrongInAll = 0;
    if (count >= MAX_WRONG.perSource) return null;
    const hash = tokenHash(plainCode(code));
    const known = this.#codes.get(hash);
    if (known && !known.isLink) {
      this.#codes.delete(hash);
      return known.role;
    }
    this.#countWrong(source, count + 1);
    return null;
  }

  #countWrong(source: string, count: number): void {
    const until = this.#clock.elapsed() + CODE_LIVES_MS;
    this.#wrongBySource.set(source, { count, until });
    this.#wrongUntil = until;
    if (++this.#wrongInAll < MAX_WRONG.inAll) return;
    this.#wrongInAll = 0;
    for (const [hash, { isLink }] of this.#codes) if (!isLink) this.#codes.delete(hash);
    this.#onAlarm(
      `${MAX_WRONG.inAll} códigos de vínculo equivocados: se anularon los que había. Alguien está probando.`,
    );
  }

  isOwnerLink(code: string): boolean {
    this.#removeExpired();
    return this.#codes.get(tokenHash(plainCode(code)))?.isLink === true;
  }

  /** Uses an owner's code up. False: it is none. */
  useOwnerLink(code: string): boolean {
    return this.isOwnerLink(code) && this.#codes.delete(tokenHash(plainCode(code)));
  }

  #removeExpired(): void {
    const now = this.#clock.elapsed();
    for (const [hash, { until }] of this.#codes) if (until < now) this.#codes.delete(hash);
    for (const [source, { until }] of this.#wrongBySource)
      if (until < now) this.#wrongBySource.delete(source);
  }
}

/** Normalizes a typed code: case, spaces, dashes, and letters that look like digits. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
