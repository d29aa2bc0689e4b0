/** What holds of every look around, whatever the machine reads. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AlertFacts } from '../../../../src-main/host/domain/engine/facts';
import type { Change } from '../../../../src-main/host/domain/engine/rule';
import { checkHealthRule } from '../../../../src-main/host/domain/operations/health-check';
import { DEFAULT_ALERT_RULES } from '../../../../src-shared/model/operations/alerts';
import type { Turbo } from '../../../../src-shared/model/staff';
import { HOUR } from '../../../support/rules/context';
import { aLaneLoad, aLoad, alertsOf } from '../../../support/rules/operations';
import { aPrinter, aRestaurant } from '../../../support/rules/restaurant';
import { decisionOf } from '../../../support/rules/rule-table';

const MIB = 1_048_576;
const reading = fc.record({
  waiting: fc.nat(25),
  meanMs: fc.option(fc.nat(15_000)),
  waitMs: fc.nat(60_000),
  idleMs: fc.nat(120_000),
  isAway: fc.boolean(),
  freeBytes: fc.option(fc.nat(900 * MIB)),
  logBytes: fc.option(fc.nat(200 * MIB)),
  backupAgeMs: fc.option(fc.nat(48 * HOUR)),
  perMinute: fc.option(fc.nat(200)),
  printingMs: fc.option(fc.nat(120_000)),
  workers: fc.integer({ min: 1, max: 16 }),
});
type Reading = typeof reading extends fc.Arbitrary<infer R> ? R : never;
type State = { readonly alerts: AlertFacts; readonly turbo: Turbo | null };

function look(state: State, { isAway, ...read }: Reading) {
  const { waiting, meanMs, waitMs, idleMs, perMinute, freeBytes, logBytes, backupAgeMs } = read;
  const flood = perMinute === null ? null : { source: '192.168.0.9', perMinute };
  const { printingMs, workers } = read;
  const decision = decisionOf(
    checkHealthRule,
    {
      ...state,
      watchRules: DEFAULT_ALERT_RULES,
      load: aLoad({ waiting, meanMs, lanes: [aLaneLoad({ waitMs, idleMs })] }),
      printers: [aPrinter({ health: { state: isAway ? 'open' : 'ready' } })],
      catalogue: aRestaurant(),
      upkeep: { staleMin: 10, guestDays: null, workers: { least: 3, most: 5 } },
      mailSettings: null,
    },
    { input: { seen: { freeBytes, logBytes, backupAgeMs, flood, printingMs, workers } } },
  );
  if (!decision.ok) throw new Error('a look around is never refused');
  return decision;
}

/** The alerts and turbo as they are once these changes are written. */
function after({ alerts, turbo }: State, changes: readonly Change[]): State {
  const kept = new Map(alerts.kept.map((alert) => [alert.seq, alert]));
  let { next } = alerts;
  let now = turbo;
  for (const change of changes) {
    if ('put' in change && change.put === 'alert') {
      kept.set(change.alert.seq, change.alert);
      next = change.alert.seq + 1;
    }
    if (!('set' in change)) continue;
    if (change.set === 'turbo') now = change.turbo;
    if (change.set === 'alertRenewed') kept.set(change.alert.seq, change.alert);
    const ended = change.set === 'alert' ? kept.get(change.seq) : undefined;
    if (change.set === 'alert' && ended)
      kept.set(change.seq, { ...ended, endedAt: change.endedAt ?? null });
  }
  return { alerts: { ...alerts, kept: [...kept.values()], next }, turbo: now };
}

it('all through an evening no two alerts go on about one thing, and a second look changes nothing', () => {
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 6 }), (readings) => {
      let state: State = { alerts: alertsOf(), turbo: null };
      for (const read of readings) {
        state = after(state, look(state, read).changes);
        const about = state.alerts.kept
          .filter(({ endedAt }) => endedAt === null)
          .map(({ kind, subject }) => `${kind} ${subject ?? ''}`);
        expect(new Set(about).size).toBe(about.length);
        expect(look(state, read)).toMatchObject({ reply: { raised: 0, ended: 0 }, changes: [] });
      }
    }),
    { numRuns: 30 },
  );
});

it('there are never fewer print workers than at rest, nor more than are allowed, or ten in turbo', () => {
  fc.assert(
    fc.property(reading, fc.boolean(), (read, isTurbo) => {
      const turbo = isTurbo ? { since: 1, by: 'Ana' } : null;
      const { reply, events } = look({ alerts: alertsOf(), turbo }, read);
      const { workers } = reply as { readonly workers: number };
      const goesOn = events.some((event) => event.kind === 'turbo.changed' && event.on);
      if (isTurbo || goesOn) expect(workers).toBe(10);
      else {
        expect(workers).toBeGreaterThanOrEqual(3);
        expect(workers).toBeLessThanOrEqual(5);
      }
    }),
    { numRuns: 50 },
  );
});
