/**
 * The look around: alerts raised, ended and read; turbo by the house's figures; a station closed
 * for a night that is over.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReader } from '../../src-main/host/store/sqlite/reports/report-reader';
import type { Alert, MachineReadings } from '../../src-shared/model/operations/alerts';
import type { PrintOutcome } from '../../src-shared/model/print-job';
import type { Event } from '../../src-shared/events/events';
import { applyEvent, stateFrom } from '../../src-shared/live/projection';
import type { Snapshot } from '../../src-shared/live/snapshot';
import type { Actor } from '../../src-shared/base/vocabulary';
import { WORKER_PROFILES } from '../../src-shared/model/operations/print-workers';
import { makePast } from '../support/past';
import type { Past } from '../support/past';

const START = Date.parse('2026-11-20T22:00Z');
const SYSTEM: Actor = { id: 'watch', role: 'system' };
const OWNER: Actor = { id: 'pc', role: 'owner', name: 'Dueña' };

let past: Past;
beforeEach(async () => {
  past = await makePast(START);
});
afterEach(() => past.stop());

const look = (seen: Partial<MachineReadings> = {}) => past.run('checkHealth', { seen }, SYSTEM);
const snapshot = async (): Promise<Snapshot> =>
  JSON.parse((await past.ask({ name: 'snapshot', fromDay: '2000-01-01' })).text) as Snapshot;
const alerts = async (): Promise<
  readonly Pick<Alert, 'kind' | 'figure' | 'endedAt' | 'seenBy'>[]
> =>
  (await snapshot()).alerts
    // Sixteen papers at one printer are many seconds of it too: that has tests of its own.
    .filter(({ kind }) => kind !== 'paper')
    .map(({ kind, figure, endedAt, seenBy }) => ({ kind, figure, endedAt, seenBy }));
const place = () =>
  past.run(
    'placeOrder',
    { type: 'takeaway', customer: 'X', lines: [{ product: 'Milanesa napolitana' }] },
    OWNER,
  );
const printerCalled = async (name: string): Promise<string> =>
  (await past.ask({ name: 'printers' })).find((printer) => printer.name === name)?.id ?? '';

/** The kitchen's next ticket, tried with this end. */
async function print(outcome: PrintOutcome): Promise<void> {
  const printerId = await printerCalled('Cocina');
  const { lease } = await past.run('claimJob', { printerId, worker: 1 }, SYSTEM);
  if (!lease) throw new Error('nothing to print');
  const { jobId, token } = lease;
  await past.run(
    'settleJob',
    { printerId, jobId, token, outcome, firstByteAt: null, heard: '', nextFor: null },
    SYSTEM,
  );
}
const done: PrintOutcome = {
  kind: 'confirmed',
  by: 'process_id',
  bytes: 10,
  sha256: 'x',
  unprintable: 0,
};

it('more than 15 papers in line are told once, until they are out; and switch turbo on and off', async () => {
  for (let n = 0; n < 15; n++) await place();
  await look();
  expect(await alerts()).toEqual([]);
  await place();
  await look();
  await look();
  expect(await alerts()).toEqual([{ kind: 'queue', figure: 16, endedAt: null, seenBy: null }]);
  expect((await snapshot()).turbo).toEqual({ since: START, by: null });
  for (let n = 0; n < 12; n++) await print(done);
  past.at(START + 1_000);
  await look();
  // Over, and kept until somebody has read it.
  expect(await alerts()).toEqual([
    { kind: 'queue', figure: 16, endedAt: START + 1_000, seenBy: null },
  ]);
  expect((await snapshot()).turbo).toBe(null);
  const [{ seq } = { seq: 0 }] = (await snapshot()).alerts;
  await past.run('acknowledgeAlert', { alert: seq }, OWNER);
  expect(await alerts()).toEqual([]);
});

it('papers that take longer than 10 s in the mean are told', async () => {
  await place();
  past.at(START + 12_000);
  await print(done);
  await look();
  expect(await alerts()).toMatchObject([{ kind: 'slow', figure: 12_000 }]);
  // What is longer ago than five minutes says nothing of now.
  past.at(START + 12_000 + 5 * 60_000 + 1);
  await look();
  expect(await alerts()).toMatchObject([
    { kind: 'slow', endedAt: START + 12_000 + 5 * 60_000 + 1 },
  ]);
});

it('a printer that needs somebody is told with its cause, and seen by name', async () => {
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  const [alert] = (await snapshot()).alerts;
  expect(alert).toMatchObject({
    kind: 'printer',
    subject: await printerCalled('Cocina'),
    cause: 'paper_out',
  });
  await past.run('acknowledgeAlert', { alert: alert?.seq ?? 0 }, OWNER);
  expect(await alerts()).toMatchObject([{ kind: 'printer', endedAt: null, seenBy: 'Dueña' }]);
});

it('what a person switched on stays on, and what nobody wants to be told is not', async () => {
  await past.run('setTurbo', { on: true }, OWNER);
  await look();
  expect((await snapshot()).turbo).toMatchObject({ by: 'Dueña' });
  const rules = {
    queue: null,
    slowS: null,
    paperS: null,
    printer: false,
    turbo: { automatic: true, offQueue: 5, offSlowS: 3 },
  };
  await past.run('setAlertRules', { rules }, OWNER);
  for (let n = 0; n < 20; n++) await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  expect(await alerts()).toEqual([]);
  await expect(
    past.run(
      'setAlertRules',
      { rules: { ...rules, queue: 5, turbo: { ...rules.turbo, offQueue: 5 } } },
      OWNER,
    ),
  ).rejects.toThrow('RESTAURANT_INVALID');
  // Where turbo is nobody's but a person's, its figures stand in no limit's way.
  await past.run(
    'setAlertRules',
    { rules: { ...rules, queue: 1, turbo: { ...rules.turbo, automatic: false } } },
    OWNER,
  );
});

it('a station that was closed for tonight is open when the next business day has begun', async () => {
  const { place: before } = await snapshot();
  const [kitchen, bar] = before.stations;
  await past.run('closeStation', { id: bar?.id ?? '', to: kitchen?.id ?? '' }, OWNER);
  past.at(START + 3 * 3_600_000);
  await look();
  expect((await snapshot()).place.stations[1]?.closed).toMatchObject({ to: kitchen?.id });
  past.at(START + 24 * 3_600_000);
  await look();
  expect((await snapshot()).place.stations[1]?.closed).toBe(null);
});

it('an alert that others raise is one, however often it is raised', async () => {
  const backup = { kind: 'backup' as const, subject: null, figure: null, limit: null, cause: null };
  await past.run('raiseAlert', backup, SYSTEM);
  await past.run('raiseAlert', backup, SYSTEM);
  await look();
  expect(await alerts()).toMatchObject([{ kind: 'backup', endedAt: null }]);
  await past.run('endAlert', { kind: 'backup', subject: null }, SYSTEM);
  expect(await alerts()).toMatchObject([{ kind: 'backup', endedAt: START }]);
  const reader = openReader(past.folder, null);
  expect(reader.read({ name: 'papers', printer: await printerCalled('Cocina') })).toEqual([]);
  reader.close();
});

it('an alert that comes again before anybody read it shows the new time and the new cause', async () => {
  const shown = async () =>
    (await snapshot()).alerts.map(({ seq, cause, raisedAt, endedAt }) => ({
      seq,
      cause,
      raisedAt,
      endedAt,
    }));
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  expect(await shown()).toEqual([{ seq: 1, cause: 'paper_out', raisedAt: START, endedAt: null }]);
  past.at(START + 60_000);
  await past.run(
    'settleProbe',
    { printerId: await printerCalled('Cocina'), cause: null, nextFor: null },
    SYSTEM,
  );
  await look();
  past.at(START + 120_000);
  await print({ kind: 'not_started', cause: 'cover_open' });
  await look();
  expect(await shown()).toEqual([
    { seq: 1, cause: 'cover_open', raisedAt: START + 120_000, endedAt: null },
  ]);
});

it('an event that happens again while its alert stands shows when and why, and is to be read again', async () => {
  const backup = (cause: string | null) => ({
    kind: 'backup' as const,
    subject: null,
    figure: null,
    limit: null,
    cause,
  });
  const shown = async () =>
    (await snapshot()).alerts.map(({ seq, cause, raisedAt, endedAt, seenBy }) => [
      seq,
      cause,
      raisedAt,
      endedAt,
      seenBy,
    ]);
  await past.run('raiseAlert', backup('second_folder'), SYSTEM);
  const before = await snapshot();
  const night = START + 24 * 3_600_000;
  past.at(night);
  await past.run('raiseAlert', backup(null), SYSTEM);
  expect(await shown()).toEqual([[1, null, night, null, null]]);
  // A screen that was there has the same picture.
  const missed = await past.ask({ name: 'eventsSince', seq: before.seq, at: START, limit: 100 });
  const events = JSON.parse(missed?.text ?? '') as Event[];
  expect(events.reduce(applyEvent, stateFrom(before)).alerts).toEqual((await snapshot()).alerts);
  // Once it was read, the next night's failure is another alert.
  await past.run('acknowledgeAlert', { alert: 1 }, OWNER);
  past.at(2 * night - START);
  await past.run('raiseAlert', backup(null), SYSTEM);
  expect(await shown()).toEqual([[2, null, 2 * night - START, null, null]]);
});

it('an alert that goes on says how it is now, in steps of a fifth of its limit, and is not raised anew', async () => {
  const free = (mib: number) => look({ freeBytes: mib * 1_048_576 });
  const told = async () =>
    (await snapshot()).alerts.map(({ figure, raisedAt, endedAt }) => [
      (figure ?? 0) / 1_048_576,
      raisedAt,
      endedAt,
    ]);
  await free(400);
  const before = await snapshot();
  past.at(START + 1_000);
  await free(301);
  expect(await told()).toEqual([[400, START, null]]);
  await free(90);
  expect(await told()).toEqual([[90, START, null]]);
  const [{ seq } = { seq: 0 }] = (await snapshot()).alerts;
  await past.run('acknowledgeAlert', { alert: seq }, OWNER);
  await free(600);
  expect(await told()).toEqual([[600, START, null]]);
  const after = await snapshot();
  expect(after.alerts).toMatchObject([{ seenBy: 'Dueña' }]);
  // A screen that was there hears just that, and has the same picture.
  const missed = await past.ask({ name: 'eventsSince', seq: before.seq, at: START, limit: 100 });
  const events = JSON.parse(missed?.text ?? '') as Event[];
  expect(events.map(({ kind }) => kind)).toEqual([
    'alert.followed',
    'alert.seen',
    'alert.followed',
  ]);
  expect(events.reduce(applyEvent, stateFrom(before)).alerts).toEqual(after.alerts);
});

it('a printer whose trouble becomes another is told with the other, under the same alert', async () => {
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  past.at(START + 60_000);
  await past.run(
    'settleProbe',
    { printerId: await printerCalled('Cocina'), cause: 'cover_open', nextFor: null },
    SYSTEM,
  );
  await look();
  expect((await snapshot()).alerts.filter(({ kind }) => kind === 'printer')).toMatchObject([
    { cause: 'cover_open', raisedAt: START },
  ]);
});

it('an alert that stands at its limit does not come and go: it is over once the queue is well below', async () => {
  for (let n = 0; n < 16; n++) await place();
  await look();
  for (const left of [15, 14, 13, 12, 11]) {
    await print(done);
    await look();
    expect([left, await alerts()]).toMatchObject([
      left,
      [{ kind: 'queue', endedAt: null, seenBy: null }],
    ]);
  }
  await print(done);
  await look();
  expect(await alerts()).toMatchObject([{ kind: 'queue', endedAt: START }]);
});

it('papers that nobody is given for a minute at a printer that works are told, and over when one is; not where lanes are held', async () => {
  const minutes = (n: number): { readonly printingMs: number } => ({ printingMs: n * 60_000 });
  await place();
  past.at(START + 61_000);
  // Lanes held on purpose, and a house that has just begun to print what waited through an outage.
  await look();
  await look(minutes(0.5));
  expect(await alerts()).toEqual([]);
  await look(minutes(9));
  expect(await alerts()).toEqual([{ kind: 'stuck', figure: 61_000, endedAt: null, seenBy: null }]);
  expect((await snapshot()).alerts[0]?.subject).toBe(await printerCalled('Cocina'));
  await print(done);
  await place();
  await look(minutes(9));
  expect((await alerts())[0]).toEqual({
    kind: 'stuck',
    figure: 61_000,
    endedAt: START + 61_000,
    seenBy: null,
  });
});

it('a lane is not stuck while a paper is out, nor while its printer waits to be tried again', async () => {
  await place();
  await place();
  const printerId = await printerCalled('Cocina');
  const { lease } = await past.run('claimJob', { printerId, worker: 1 }, SYSTEM);
  past.at(START + 500_000);
  await look({ printingMs: 600_000 });
  expect(await alerts()).toEqual([]);
  const { jobId = '', token = 0 } = lease ?? {};
  const outcome: PrintOutcome = { kind: 'not_started', cause: 'refused' };
  await past.run(
    'settleJob',
    { printerId, jobId, token, outcome, firstByteAt: null, heard: '', nextFor: null },
    SYSTEM,
  );
  await look({ printingMs: 600_000 });
  expect(await alerts()).toEqual([]);
});

const MIB = 1024 * 1024;
it.each([
  ['disk', { freeBytes: 499 * MIB }, { freeBytes: 600 * MIB }, { freeBytes: 701 * MIB }],
  ['log', { logBytes: 129 * MIB }, { logBytes: 100 * MIB }, { logBytes: 63 * MIB }],
  [
    'old_backup',
    { backupAgeMs: 37 * 3_600_000 },
    { backupAgeMs: 30 * 3_600_000 },
    { backupAgeMs: 1_000 },
  ],
  [
    'flood',
    { flood: { source: '192.168.0.9', perMinute: 400 } },
    { flood: { source: '192.168.0.9', perMinute: 50 } },
    { flood: { source: '192.168.0.9', perMinute: 3 } },
  ],
] as const)(
  '%s is told beyond its level, goes on between the two, and is over at the lower one',
  async (kind, bad, between, good) => {
    await look(between);
    expect(await alerts()).toEqual([]);
    await look(bad);
    expect(await alerts()).toMatchObject([{ kind, endedAt: null }]);
    // Not measured this time, and somewhere between: it goes on.
    await look();
    await look(between);
    expect(await alerts()).toMatchObject([{ kind, endedAt: null }]);
    await look(good);
    expect(await alerts()).toMatchObject([{ kind, endedAt: START }]);
  },
);

it('F23: a clock that jumped is told each time, and stays until somebody has read it; one that is put right by seconds is not', async () => {
  await look({ clockJumpMs: 20_000 });
  expect(await alerts()).toEqual([]);
  await look({ clockJumpMs: -7_200_000 });
  await look({ clockJumpMs: 86_400_000 });
  await look({ clockJumpMs: 0 });
  expect(await alerts()).toEqual([
    { kind: 'clock', figure: -7_200_000, endedAt: START, seenBy: null },
    { kind: 'clock', figure: 86_400_000, endedAt: START, seenBy: null },
  ]);
});

it('letters are written for the alerts that the owner wants mailed, where there is mail, once each', async () => {
  const letters = async () => (await past.ask({ name: 'mailsDue', at: START })).mails;
  await look({ freeBytes: 1 });
  expect(await letters()).toEqual([]);
  const mail = {
    host: '127.0.0.1',
    port: 25,
    security: 'none' as const,
    from: 'a@ejemplo.ar',
    to: ['b@ejemplo.ar'],
  };
  await past.run('setMail', { settings: mail }, OWNER);
  await look({ freeBytes: 1, logBytes: 500 * MIB });
  expect(await letters()).toEqual([]);
  await look({ freeBytes: 900 * MIB });
  const [{ seq } = { seq: 0 }] = (await snapshot()).alerts;
  await past.run('acknowledgeAlert', { alert: seq }, OWNER);
  await look({ freeBytes: 1 });
  await look({ freeBytes: 1 });
  // It goes and comes: that is no news for somebody who is not there.
  await look({ freeBytes: 900 * MIB });
  await look({ freeBytes: 1 });
  expect(await letters()).toMatchObject([{ kind: 'alert', alert: { kind: 'disk', about: null } }]);
  await past.run(
    'setAlertRules',
    {
      rules: {
        queue: 15,
        slowS: 10,
        printer: true,
        mailed: ['printer'],
        turbo: { automatic: true, offQueue: 5, offSlowS: 3 },
      },
    },
    OWNER,
  );
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  expect(await letters()).toMatchObject([
    { alert: { kind: 'disk' } },
    { alert: { kind: 'printer', about: 'Cocina' } },
  ]);
});

it('an alert that comes again within the hour is mailed once, however many tickets were mailed since', async () => {
  const mail = {
    host: '127.0.0.1',
    port: 25,
    security: 'none' as const,
    from: 'a@ejemplo.ar',
    to: ['b@ejemplo.ar'],
  };
  await past.run('setMail', { settings: mail }, OWNER);
  await place();
  await look({ freeBytes: 1 });
  const db = new Database(path.join(past.folder, 'comanda.db'));
  db.exec(
    `WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300)
     INSERT INTO mails (ticket_seq, job_seq, mark, state, tries, retry_at, queued_at)
     SELECT 1, 1, '{"kind":"none"}', 'sent', 1, ${START}, ${START} FROM n`,
  );
  db.close();
  await look({ freeBytes: 900 * MIB });
  await look({ freeBytes: 1 });
  expect((await past.ask({ name: 'mailsDue', at: START })).mails).toMatchObject([
    { kind: 'alert', alert: { kind: 'disk' } },
  ]);
});

it('more print workers are called for by the seeds’ thresholds, all of them in turbo, and they go one by one when it is calm', async () => {
  const workers = async (running: number) => (await look({ workers: running })).workers;
  await past.run(
    'setOperationSettings',
    { upkeep: { staleMin: 10, guestDays: null, workers: { least: 3, most: 10 } } },
    OWNER,
  );
  const automatic = (on: boolean) =>
    past.run(
      'setAlertRules',
      {
        rules: {
          queue: 15,
          slowS: 10,
          printer: true,
          turbo: { automatic: on, offQueue: 5, offSlowS: 3 },
        },
      },
      OWNER,
    );
  await automatic(false);
  expect([await workers(3), await workers(1), (await look()).workers]).toEqual([3, 3, null]);
  for (let n = 0; n < 16; n++) await place();
  expect([await workers(3), await workers(5), await workers(9)]).toEqual([5, 7, 10]);
  for (let n = 0; n < 5; n++) await place();
  expect(await workers(3)).toBe(10);
  for (let n = 0; n < 7; n++) await print(done);
  expect(await workers(10)).toBe(10);
  for (let n = 0; n < 10; n++) await print(done);
  expect([await workers(10), await workers(9), await workers(3)]).toEqual([9, 8, 3]);
  await past.run('setTurbo', { on: true }, OWNER);
  expect(await workers(3)).toBe(10);
});

it('turbo runs ten print workers in every profile, and the profile’s own number again when it ends', async () => {
  const workers = async (running: number) => (await look({ workers: running })).workers;
  for (const { least, most } of [...Object.values(WORKER_PROFILES), { least: 3, most: 16 }]) {
    await past.run(
      'setOperationSettings',
      { upkeep: { staleMin: 10, guestDays: null, workers: { least, most } } },
      OWNER,
    );
    await past.run('setTurbo', { on: true }, OWNER);
    expect(await workers(least)).toBe(Math.max(10, most));
    await past.run('setTurbo', { on: false }, OWNER);
    expect(await workers(10)).toBeLessThanOrEqual(most);
  }
});

/** The kitchen's printer gets the bar's as its backup. */
async function chained(): Promise<{ readonly kitchen: string; readonly bar: string }> {
  await past.run(
    'setStationChain',
    { station: 'Cocina', printers: ['Cocina', 'Bar'], whenUnsure: 'reprint' },
    OWNER,
  );
  await past.run(
    'setStationChain',
    { station: 'Bar', printers: ['Bar'], whenUnsure: 'reprint' },
    OWNER,
  );
  return { kitchen: await printerCalled('Cocina'), bar: await printerCalled('Bar') };
}
const lanes = async () =>
  Object.fromEntries(
    (await past.ask({ name: 'queue' })).lanes.map(
      (lane) => [lane.printer, lane.queued.normal] as const,
    ),
  );
const rulesWith = (relief: 'offered' | 'automatic') => ({
  queue: null,
  slowS: null,
  paperS: 10,
  relief,
  printer: true,
  turbo: { automatic: false, offQueue: 5, offSlowS: 3 },
});

it('a printer that works and is far behind is told, and a part of what waits comes out earlier at its backup when somebody says so', async () => {
  const { kitchen } = await chained();
  await past.run('setAlertRules', { rules: rulesWith('offered') }, OWNER);
  for (let n = 0; n < 30; n++) await place();
  expect((await look()).relieve).toEqual([]);
  expect((await snapshot()).alerts).toMatchObject([
    { kind: 'paper', subject: kitchen, limit: 10_000, endedAt: null },
  ]);
  const relieved = await past.run('rebalanceLane', { printerId: kitchen }, OWNER);
  expect(relieved).toMatchObject({ printer: 'Cocina', to: ['Bar'] });
  // Both end at about the same time, and the first ones stayed where they were.
  const { Cocina: stayed = 0, Bar: went = 0 } = await lanes();
  expect(stayed + went).toBe(30);
  expect(relieved.moved).toBe(went);
  expect(stayed - went).toBeGreaterThan(0);
  expect(stayed - went).toBeLessThan(10);
  const recent = await past.ask({ name: 'recent', limit: 30 });
  const moved = (recent?.rows ?? []).filter(({ tickets }) =>
    tickets.some(({ printer }) => printer === 'Bar'),
  );
  expect(Math.min(...moved.map(({ number }) => number))).toBeGreaterThan(3);
  await expect(past.run('rebalanceLane', { printerId: kitchen }, OWNER)).rejects.toThrow(
    'NO_RELIEF',
  );
  await expect(past.run('rebalanceLane', { printerId: 'x' }, OWNER)).rejects.toThrow(
    'PRINTER_UNKNOWN',
  );
  // By hand, so the audit knows whose.
  const reader = openReader(past.folder, null);
  const audit = reader.read({
    name: 'audit',
    audit: { before: null, kind: null, by: null, from: null, to: null, limit: 100 },
  });
  expect(JSON.stringify(audit)).toContain('lane_full');
  reader.close();
});

it('moves nothing to a printer that is away, or as far behind, and no urgent ticket; by itself only where the owner wants that', async () => {
  const { kitchen, bar } = await chained();
  await past.run('setAlertRules', { rules: rulesWith('automatic') }, OWNER);
  for (let n = 0; n < 20; n++) await place();
  await past.run('markUrgent', { order: 20 }, OWNER);
  expect((await look()).relieve).toEqual([kitchen]);
  for (let n = 0; n < 30; n++)
    await past.run(
      'placeOrder',
      { type: 'takeaway', customer: 'X', lines: [{ product: 'Cerveza' }] },
      OWNER,
    );
  expect((await look()).relieve).toEqual([]);
  await expect(past.run('rebalanceLane', { printerId: kitchen }, OWNER)).rejects.toThrow(
    'NO_RELIEF',
  );
  // The bar's printer is quick again, and without paper.
  const { lease } = await past.run('claimJob', { printerId: bar, worker: 1 }, SYSTEM);
  const stopped = {
    jobId: lease?.jobId ?? '',
    token: lease?.token ?? 0,
    outcome: { kind: 'not_started' as const, cause: 'paper_out' as const },
  };
  await past.run(
    'settleJob',
    { printerId: bar, ...stopped, firstByteAt: null, heard: '', nextFor: null },
    SYSTEM,
  );
  for (let n = 0; n < 40; n++) await place();
  expect((await look()).relieve).toEqual([]);
  await expect(past.run('rebalanceLane', { printerId: kitchen }, OWNER)).rejects.toThrow(
    'NO_RELIEF',
  );
  await past.run('settleProbe', { printerId: bar, cause: null, nextFor: null }, SYSTEM);
  const { moved } = await past.run('rebalanceLane', { printerId: kitchen }, SYSTEM);
  expect(moved).toBeGreaterThan(0);
  expect((await past.ask({ name: 'order', of: { number: 20 } }))?.tickets).toMatchObject([
    { printer: 'Cocina' },
  ]);
});

it('a printer that goes and comes all evening is one alert until somebody has read it, and another after that', async () => {
  for (let turn = 0; turn < 5; turn++) {
    past.at(START + turn * 60_000);
    await place();
    await print({ kind: 'not_started', cause: 'paper_out' });
    await look();
    await past.run(
      'settleProbe',
      { printerId: await printerCalled('Cocina'), cause: null, nextFor: null },
      SYSTEM,
    );
    await look();
  }
  const [alert, ...others] = (await snapshot()).alerts.filter(({ kind }) => kind === 'printer');
  expect(others).toEqual([]);
  // It says when it came the last time: an hour that is long over would send nobody to the printer.
  expect(alert).toMatchObject({
    raisedAt: START + 4 * 60_000,
    endedAt: START + 4 * 60_000,
    seenBy: null,
  });
  await past.run('acknowledgeAlert', { alert: alert?.seq ?? 0 }, OWNER);
  expect((await snapshot()).alerts).toEqual([]);
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  expect((await snapshot()).alerts).toMatchObject([
    { kind: 'printer', seq: (alert?.seq ?? 0) + 1, endedAt: null },
  ]);
});

it('tickets that wait on a screen are no paper that is behind', async () => {
  await past.run('setAlertRules', { rules: rulesWith('offered') }, OWNER);
  const profile = { columns: 48 as const, codePage: 'PC858' as const, identity: null };
  await past.run('addPrinter', { name: 'Pantalla', address: { kind: 'screen' }, profile }, OWNER);
  await past.run(
    'setStationChain',
    { station: 'Cocina', printers: ['Pantalla'], whenUnsure: 'reprint' },
    OWNER,
  );
  for (let n = 0; n < 30; n++) await place();
  await look();
  expect((await snapshot()).alerts.filter(({ kind }) => kind === 'paper')).toEqual([]);
});

it('a start with a clock that is behind shuts no lane: what was to come by a clock that was ahead is due now', async () => {
  const printerId = await printerCalled('Cocina');
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await place();
  const yesterday = START - 86_400_000;
  past.at(yesterday);
  await expect(past.run('claimJob', { printerId, worker: 1 }, SYSTEM)).rejects.toThrow(
    'NOTHING_DUE',
  );
  await past.run('recoverJobs', {}, SYSTEM);
  const { probe } = await past.run('claimJob', { printerId, worker: 1 }, SYSTEM);
  expect(probe).toMatchObject({ printerId });
  await past.run('settleProbe', { printerId, cause: null, nextFor: null }, SYSTEM);
  // They wait since this start: a day on they would be too old to be printed without asking.
  past.at(yesterday + 1_000);
  const { tickets } = Object.values((await snapshot()).orders)[0] ?? { tickets: [] };
  expect(tickets[0]?.jobs.at(-1)?.queuedAt).toBe(yesterday);
  // And once is enough.
  const { seq } = await snapshot();
  await past.run('recoverJobs', {}, SYSTEM);
  expect((await snapshot()).seq).toBe(seq);
});

it('a paper in print while the clock jumps an hour is no slow paper', async () => {
  const printerId = await printerCalled('Cocina');
  await place();
  const { lease } = await past.run('claimJob', { printerId, worker: 1 }, SYSTEM);
  const hour = 3_600_000;
  past.at(START + hour);
  await past.run('adjustToClock', { byMs: hour }, SYSTEM);
  past.at(START + hour + 1_000);
  const { jobId = '', token = 0 } = lease ?? {};
  await past.run(
    'settleJob',
    { printerId, jobId, token, outcome: done, firstByteAt: null, heard: '', nextFor: null },
    SYSTEM,
  );
  await look();
  expect((await snapshot()).alerts).toEqual([]);
  expect((await snapshot()).turbo).toBe(null);
});

it('a paper that is sent by nobody any more is told, and so is a printer whose next try does not come', async () => {
  const [printerId, bar] = [await printerCalled('Cocina'), await printerCalled('Bar')];
  for (let n = 0; n < 2; n++) await place();
  await past.run('claimJob', { printerId, worker: 1 }, SYSTEM);
  await past.run(
    'placeOrder',
    { type: 'takeaway', customer: 'X', lines: [{ product: 'Cerveza' }] },
    OWNER,
  );
  const { lease } = await past.run('claimJob', { printerId: bar, worker: 1 }, SYSTEM);
  const { jobId = '', token = 0 } = lease ?? {};
  const outcome: PrintOutcome = { kind: 'not_started', cause: 'refused' };
  await past.run(
    'settleJob',
    { printerId: bar, jobId, token, outcome, firstByteAt: null, heard: '', nextFor: null },
    SYSTEM,
  );
  const stuck = async () =>
    (await snapshot()).alerts
      .filter(({ kind, endedAt }) => kind === 'stuck' && endedAt === null)
      .map(({ subject }) => subject);
  const driven = { printingMs: 3_600_000 };
  past.at(START + 30_000);
  await look(driven);
  expect(await stuck()).toEqual([]);
  past.at(START + 5 * 60_000);
  await look(driven);
  expect(await stuck()).toEqual([bar]);
  past.at(START + 25 * 60_000);
  await look(driven);
  expect(new Set(await stuck())).toEqual(new Set([printerId, bar]));
  // A start that holds its lanes says no more that they stand still.
  await look();
  expect(await stuck()).toEqual([]);
});

it('a printer that was removed is nobody’s lane any more', async () => {
  const printers = await past.ask({ name: 'printers' });
  const vieja = {
    name: 'Vieja',
    address: { kind: 'tcp' as const, host: '127.0.0.1', port: 29_100 },
    profile: { columns: 48 as const, codePage: 'PC858' as const },
  };
  await past.run('addPrinter', vieja, OWNER);
  const old =
    (await past.ask({ name: 'printers' })).find(({ id }) => !printers.some((one) => one.id === id))
      ?.id ?? '';
  expect(await past.run('claimJob', { printerId: old, worker: 1 }, SYSTEM)).toMatchObject({
    probe: { printerId: old },
  });
  await past.run('removePrinter', { printer: 'Vieja' }, OWNER);
  await expect(past.run('claimJob', { printerId: old, worker: 1 }, SYSTEM)).rejects.toThrow(
    'PRINTER_UNKNOWN',
  );
  await expect(
    past.run('settleProbe', { printerId: old, cause: 'unreachable', nextFor: 1 }, SYSTEM),
  ).rejects.toThrow('PRINTER_UNKNOWN');
});
