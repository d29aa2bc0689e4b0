/**
 * Checks PINs: hashed with scrypt, and slowed down after five wrong ones.
 *
 * One PIN is compared at a time per device. The wait is for that person on that device, so that
 * guessing locks out no other device. The core stores the failures. Waits use a clock that cannot
 * be set, and start again with the host.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { pinWaitMs } from '../../../../src-shared/model/staff';
import type { Person } from '../../../../src-shared/model/staff';
import type { StoredPin } from '../../../../src-shared/queries/queries';
import type { Id, Role } from '../../../../src-shared/base/vocabulary';
import type { Core } from '../../core/core-client';
import type { Clock } from '../../ports/clock';

/**
 * 2^15 rounds of 8 KiB: about 60 ms and 32 MiB a try, the minimum of OWASP's password storage cheat
 * sheet.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const KEY_BYTES = 32;
/** Shortest PIN by role: four digits for a waiter's rights, more for an owner's. */
const SHORTEST: Readonly<Partial<Record<Role, number>>> = { owner: 6 };
const SHORTEST_OF_ALL = 4;
/**
 * Limit on guesses over several new devices. A person who may approve devices could try five PINs
 * on each: so many wrong ones for one person, on all devices younger than a day, make each of these
 * devices wait until the first wrong one is ten minutes old. Older devices are not affected. Tills
 * are counted apart, so that no phone locks one, and the first till of the restaurant does not wait
 * for other devices.
 */
const NEW_DEVICES = { youngerThanMs: 24 * 3_600_000, wrong: 10, withinMs: 10 * 60_000 } as const;
/** Wrong PINs in ten minutes, on all devices, that cause a warning at the counter. */
const ALARM = { failures: 30, withinMs: 10 * 60_000 } as const;

const derive = promisify(scrypt) as (
  pin: string,
  salt: Buffer,
  bytes: number,
  cost: typeof COST,
) => Promise<Buffer>;
const DESK = { id: 'access', role: 'system' } as const;

export type PinGuard = {
  /** Logs a person in on a device, or refuses. */
  logIn(
    device: Id,
    person: Id,
    pin: string,
  ): Promise<{ readonly ok: true; readonly person: Person } | Refusal>;
};

/** The hash to store, or a refusal of a PIN that is too short or too easy. */
export async function pinHash(pin: string, role: Role): Promise<string | Refusal> {
  const min = SHORTEST[role] ?? SHORTEST_OF_ALL;
  if (!/^\d+$/.test(pin) || pin.length < min || pin.length > 12 || isEasy(pin))
    return refuse('PIN_SHAPE', { min });
  const salt = randomBytes(16);
  const key = await derive(pin, salt, KEY_BYTES, COST);
  return [
    'scrypt',
    COST.N,
    COST.r,
    COST.p,
    salt.toString('base64url'),
    key.toString('base64url'),
  ].join('$');
}

export function createPinGuard(
  core: Core,
  clock: Clock,
  onAlarm: (words: string) => void,
): PinGuard {
  /** When a person may try again on a device, by the process clock. */
  const waits = new Map<string, number>();
  /**
   * PINs of a device are compared one after the other. In parallel, a hundred guesses would be
   * compared before the first had failed.
   */
  const queues = new Map<Id, Promise<unknown>>();
  let wrong: number[] = [];
  const wrongOnNew = new Map<string, readonly number[]>();

  async function tryOnce(
    device: Id,
    person: Id,
    pin: string,
  ): Promise<{ ok: true; person: Person } | Refusal> {
    const name = `${device} ${person}`;
    const kept = await core.ask({ name: 'pin', device, person });
    // After a restart the whole wait starts again: the time already waited is unknown.
    if (kept && !waits.has(name)) waits.set(name, clock.elapsed() + pinWaitMs(kept.failures));
    const left = (waits.get(name) ?? 0) - clock.elapsed();
    if (left > 0) return refuse('PIN_WAIT', { seconds: Math.ceil(left / 1000) });
    const group = kept === null ? null : groupOf(kept, person);
    const blocked = group === null ? 0 : newDevicesWait(group);
    if (blocked > 0) return refuse('PIN_WAIT_NEW', { seconds: Math.ceil(blocked / 1000) });
    // An unknown person takes as long to refuse as a known one.
    const right = await matches(pin, kept?.hash ?? NOBODY);
    if (!kept) return refuse('PIN_WRONG');
    const settled = await core.execute(
      'recordPinAttempt',
      { device, person, right },
      DESK,
      randomBytes(16).toString('hex'),
    );
    if (!settled.ok) return settled;
    waits.set(name, clock.elapsed() + pinWaitMs(settled.reply.failures));
    if (!right) {
      sound();
      if (group !== null)
        wrongOnNew.set(group, [...(wrongOnNew.get(group) ?? []), clock.elapsed()]);
      return refuse('PIN_WRONG');
    }
    waits.delete(name);
    const found = (await core.ask({ name: 'people' })).find(({ id }) => id === person);
    return found ? { ok: true, person: found } : refuse('PIN_WRONG');
  }

  /**
   * The devices whose wrong PINs for this person are counted together; null: this device is counted
   * alone.
   */
  function groupOf({ device, isFirstTill }: StoredPin, person: Id): string | null {
    const isNew = clock.now() - device.addedAt < NEW_DEVICES.youngerThanMs;
    // Only an owner can approve an owner's device.
    if (!isNew || isFirstTill || device.role === 'owner') return null;
    return `${device.role === 'counter' ? 'tills' : 'others'} ${person}`;
  }

  function newDevicesWait(group: string): number {
    const now = clock.elapsed();
    const recent = (wrongOnNew.get(group) ?? []).filter((at) => now - at < NEW_DEVICES.withinMs);
    wrongOnNew.set(group, recent);
    return recent.length < NEW_DEVICES.wrong ? 0 : (recent[0] ?? now) + NEW_DEVICES.withinMs - now;
  }

  function sound(): void {
    const now = clock.elapsed();
    wrong = [...wrong.filter((at) => now - at < ALARM.withinMs), now];
    if (wrong.length !== ALARM.failures) return;
    wrong = [];
    onAlarm(
      `${ALARM.failures} PIN equivocados en ${ALARM.withinMs / 60_000} minutos. Mire qué dispositivo prueba y retírelo.`,
    );
  }

  return {
    async logIn(device, person, pin) {
      const before = queues.get(device) ?? Promise.resolve();
      const mine = before.then(() => tryOnce(device, person, pin));
      const settled = mine.catch(() => {});
      queues.set(device, settled);
      try {
        return await mine;
      } finally {
        if (queues.get(device) === settled) queues.delete(device);
      }
    },
  };
}

/** A hash that no PIN matches. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`;

async function matches(pin: string, kept: string): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = kept.split('$');
  const wanted = Buffer.from(key, 'base64url');
  const cost = { ...COST, N: Number(N), r: Number(r), p: Number(p) } as typeof COST;
  const made = await derive(pin.slice(0, 64), Buffer.from(salt, 'base64url'), wanted.length, cost);
  return timingSafeEqual(made, wanted);
}

/** 1111, 1234, 9876: the first guesses of an attacker. */
function isEasy(pin: string): boolean {
  const steps = new Set(
    [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])),
  );
  const [step] = steps;
  return steps.size === 1 && (step === 0 || step === 1 || step === -1);
}
