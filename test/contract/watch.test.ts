/** The look around: alerts raised, ended and read; turbo by the house's figures; a station closed for a night that is over. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReader } from '../../src-main/host/store/sqlite/reader';
import type { Alert } from '../../src-shared/alerts';
import type { PrintOutcome } from '../../src-shared/print-job';
import type { Snapshot } from '../../src-shared/snapshot';
import type { Actor } from '../../src-shared/vocabulary';
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

const look = () => past.run('watchHouse', {}, SYSTEM);
const snapshot = async (): Promise<Snapshot> =>
  JSON.parse((await past.ask({ name: 'snapshot', fromDay: '2000-01-01' })).text) as Snapshot;
const alerts = async (): Promise<readonly Pick<Alert, 'kind' | 'figure' | 'endedAt' | 'seenBy'>[]> =>
  (await snapshot()).alerts.map(({ kind, figure, endedAt, seenBy }) => ({ kind, figure, endedAt, seenBy }));
const place = () =>
  past.run('placeOrder', { type: 'takeaway', customer: 'X', lines: [{ product: 'Milanesa napolitana' }] }, OWNER);
const printerCalled = async (name: string): Promise<string> =>
  (await past.ask({ name: 'printers' })).find((printer) => printer.name === name)?.id ?? '';

/** The kitchen's next ticket, tried with this end. */
async function print(outcome: PrintOutcome): Promise<void> {
  const printerId = await printerCalled('Cocina');
  const { lease } = await past.run('claimJob', { printerId, worker: 1 }, SYSTEM);
  if (!lease) throw new Error('nothing to print');
  const { jobId, token } = lease;
  await past.run('settleJob', { printerId, jobId, token, outcome, firstByteAt: null, heard: '', nextFor: null }, SYSTEM);
}
const done: PrintOutcome = { kind: 'confirmed', by: 'process_id', bytes: 10, sha256: 'x', unprintable: 0 };

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
  expect(await alerts()).toEqual([{ kind: 'queue', figure: 16, endedAt: START + 1_000, seenBy: null }]);
  expect((await snapshot()).turbo).toBe(null);
  const [{ seq } = { seq: 0 }] = (await snapshot()).alerts;
  await past.run('seeAlert', { alert: seq }, OWNER);
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
  expect(await alerts()).toMatchObject([{ kind: 'slow', endedAt: START + 12_000 + 5 * 60_000 + 1 }]);
});

it('a printer that needs somebody is told with its cause, and seen by name', async () => {
  await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  const [alert] = (await snapshot()).alerts;
  expect(alert).toMatchObject({ kind: 'printer', subject: await printerCalled('Cocina'), cause: 'paper_out' });
  await past.run('seeAlert', { alert: alert?.seq ?? 0 }, OWNER);
  expect(await alerts()).toMatchObject([{ kind: 'printer', endedAt: null, seenBy: 'Dueña' }]);
});

it('what a person switched on stays on, and what nobody wants to be told is not', async () => {
  await past.run('setTurbo', { on: true }, OWNER);
  await look();
  expect((await snapshot()).turbo).toMatchObject({ by: 'Dueña' });
  const rules = { queue: null, slowS: null, printer: false, turbo: { automatic: true, offQueue: 5, offSlowS: 3 } };
  await past.run('setWatchRules', { rules }, OWNER);
  for (let n = 0; n < 20; n++) await place();
  await print({ kind: 'not_started', cause: 'paper_out' });
  await look();
  expect(await alerts()).toEqual([]);
  await expect(
    past.run('setWatchRules', { rules: { ...rules, queue: 5, turbo: { ...rules.turbo, offQueue: 5 } } }, OWNER),
  ).rejects.toThrow('RESTAURANT_INVALID');
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
