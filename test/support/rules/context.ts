/** When, by whom and under which key a rule of a test decides. */
import type { Context } from '../../../src-main/host/domain/engine/rule';
import type { Actor, EpochMs, PersonRef, Role } from '../../../src-shared/base/vocabulary';
import type { Scope } from '../../../src-shared/base/scope-words';

/** The moment of every decision unless a row says another: an evening in November. */
export const NOW: EpochMs = new Date(2026, 10, 22, 20, 30).getTime();
/** The business day of `NOW`. */
export const TODAY = '2026-11-22';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const ANA: PersonRef = { id: 'ana', name: 'Ana' };
export const LUIS: PersonRef = { id: 'luis', name: 'Luis' };

/** A person of that role at a device; Ana unless a row names another. */
export function anActor(role: Exclude<Role, 'integrator' | 'system'>, person = ANA): Actor {
  return { id: 'device', role, name: 'Tableta', person };
}

/** A program with a token of these scopes. */
export function aProgram(...scopes: readonly Scope[]): Actor {
  return { id: 'program', role: 'integrator', name: 'Tienda', scopes };
}

export const SYSTEM: Actor = { id: 'system', role: 'system' };

/** Ids are `new-1`, `new-2` …; `chance` is one half; wall times are made up from the minute. */
export function aContext(differing: Partial<Context> = {}): Context {
  let ids = 0;
  const now = differing.now ?? NOW;
  return {
    now,
    madeAt: now,
    day: TODAY,
    wallTime: (at) => clockText(at).slice(0, 5),
    wallDate: () => '22/11/2026',
    wallTimeWithSeconds: clockText,
    actor: anActor('owner'),
    key: 'key',
    newId: () => `new-${++ids}`,
    chance: () => 0.5,
    ...differing,
  };
}

/** `20:30:00` at `NOW`, whatever the time zone of the machine. */
function clockText(at: EpochMs): string {
  const seconds = Math.round((at - NOW) / SECOND) + 20 * 3600 + 30 * 60;
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  return `${two((seconds / 3600) % 24)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
