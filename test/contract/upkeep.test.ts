/**
 * How the house runs: guests' data are forgotten in time and nothing else is, and what waited too
 * long is asked about after as many minutes as the owner says.
 */
import Database from 'better-sqlite3';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReader } from '../../src-main/host/store/sqlite/reports/report-reader';
import { firstBrokenLink } from '../../src-main/host/store/sqlite/write/hash-chain';
import { AuditAsk } from '../../src-shared/queries/reports';
import {
  ERASE_BATCH,
  DEFAULT_OPERATION_SETTINGS,
} from '../../src-shared/model/operations/operation-settings';
import type { Actor } from '../../src-shared/base/vocabulary';
import { makePast } from '../support/past';
import type { Past } from '../support/past';

const START = Date.parse('2026-03-01T22:00Z');
const DAY = 86_400_000;
const SYSTEM: Actor = { id: 'watch', role: 'system' };
const OWNER: Actor = { id: 'pc', role: 'owner', name: 'Dueña' };
const GUEST = { customer: 'Zoraida Quispe', address: 'Pasaje Umbral 77', phone: '+56 9 5555 1234' };
const TRACES = [/Zoraida/, /Umbral/, /5555 1234/];

let past: Past;
beforeEach(async () => {
  past = await makePast(START);
});
afterEach(() => past.stop());

const keepFor = (guestDays: number | null) =>
  past.run('setOperationSettings', { upkeep: { ...DEFAULT_OPERATION_SETTINGS, guestDays } }, OWNER);
const forget = () => past.run('eraseGuestData', {}, SYSTEM);
const place = () =>
  past.run(
    'placeOrder',
    {
      type: 'delivery',
      ...GUEST,
      lines: [{ product: 'Milanesa napolitana' }, { product: 'Cerveza' }],
    },
    OWNER,
  );
const close = (order: number) => past.run('closeOrder', { order, method: 'cash', tip: 0 }, OWNER);

/** Every row of every table, as text. */
function everything(): string {
  const db = new Database(path.join(past.folder, 'comanda.db'), { readonly: true });
  try {
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .pluck()
      .all();
    return tables
      .map((table) => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all()))
      .join('\n');
  } finally {
    db.close();
  }
}

it('forgets who a guest was after so many business days, and leaves what was ordered, paid and chained', async () => {
  const { number } = await place();
  await past.run(
    'editOrder',
    { order: number, phone: '+56 9 5555 1234', note: 'sin timbre' },
    OWNER,
  );
  await close(number);
  await keepFor(30);
  past.at(START + 30 * DAY);
  expect(await forget()).toEqual({ forgotten: 0 });
  for (const trace of TRACES) expect(everything()).toMatch(trace);

  const before = await past.ask({ name: 'order', of: { number } });
  past.at(START + 31 * DAY);
  expect(await forget()).toEqual({ forgotten: 1 });
  for (const trace of TRACES) expect(everything()).not.toMatch(trace);
  expect(await past.ask({ name: 'order', of: { number } })).toEqual({ ...before, customer: null });
  const db = new Database(path.join(past.folder, 'comanda.db'), { readonly: true });
  expect(firstBrokenLink(db)).toBe(null);
  db.close();
  expect(await forget()).toEqual({ forgotten: 0 });
});

it('forgets nobody by a clock that is ahead for a moment, and everybody in time once it was believed', async () => {
  const { number } = await place();
  await close(number);
  await keepFor(7);
  const trust = (ranMs: number | null) => past.run('trustTime', { ranMs }, SYSTEM);
  await trust(null);
  // The host's first start by this version, and a later one, each with a clock that is in the next
  // century.
  for (const start of [Date.parse('2099-01-01T00:00Z'), Date.parse('2098-06-01T00:00Z')]) {
    past.at(start);
    expect(await trust(null)).toEqual({ at: START, isApart: true });
    expect(await forget()).toEqual({ forgotten: 0 });
    expect(await past.ask({ name: 'cleanUpTime', now: start })).toBe(START);
  }
  past.at(START + DAY);
  expect(await trust(null)).toEqual({ at: START + DAY, isApart: false });
  // Behind, it has dated what is new: that is not old.
  past.at(START - 40 * DAY);
  expect(await trust(3_600_000)).toEqual({ at: START - 40 * DAY, isApart: true });
  expect(await forget()).toEqual({ forgotten: 0 });
  past.at(START + 8 * DAY);
  expect(await trust(7 * DAY - 3_600_000)).toMatchObject({ isApart: false });
  expect(await forget()).toEqual({ forgotten: 1 });
});

it('a house that had orders before its host looked at the clock goes by the newest of them', async () => {
  const { number } = await place();
  await close(number);
  await keepFor(7);
  past.at(START + 400 * DAY);
  expect(await past.run('trustTime', { ranMs: null }, SYSTEM)).toEqual({
    at: START,
    isApart: true,
  });
  expect(await forget()).toEqual({ forgotten: 0 });
});

it('forgets nobody whose order is not over, and nobody at all unless the owner said so', async () => {
  const { number } = await place();
  const { number: open } = await place();
  await close(number);
  past.at(START + 400 * DAY);
  expect(await forget()).toEqual({ forgotten: 0 });
  await keepFor(7);
  expect(await forget()).toEqual({ forgotten: 1 });
  expect(await past.ask({ name: 'order', of: { number: open } })).toMatchObject({
    customer: GUEST.customer,
  });
});

it('forgets a year’s guests a few at a time', async () => {
  await keepFor(1);
  for (let n = 0; n < ERASE_BATCH + 1; n++) await close((await place()).number);
  past.at(START + 9 * DAY);
  expect(await forget()).toEqual({ forgotten: ERASE_BATCH });
  expect(await forget()).toEqual({ forgotten: 1 });
  for (const trace of TRACES) expect(everything()).not.toMatch(trace);
});

it.each([
  [10, 9, 0],
  [10, 11, 1],
  [3, 4, 1],
  [60, 59, 0],
])(
  'with %i minutes to ask, what waited %i through an outage is set aside: %i',
  async (staleMin, waited, asked) => {
    await past.run(
      'setOperationSettings',
      { upkeep: { ...DEFAULT_OPERATION_SETTINGS, staleMin } },
      OWNER,
    );
    await past.run(
      'placeOrder',
      { type: 'takeaway', customer: 'A', lines: [{ product: 'Milanesa napolitana' }] },
      OWNER,
    );
    past.at(START + waited * 60_000);
    await past.run('recoverJobs', {}, SYSTEM);
    expect(await past.ask({ name: 'pending' })).toMatchObject({ total: asked });
  },
);

it('tells the audit what was changed, and by whom', async () => {
  await keepFor(90);
  const reader = openReader(past.folder, null);
  const page = reader.read({ name: 'audit', audit: AuditAsk.parse({}) });
  reader.close();
  expect(JSON.stringify(page)).toContain('"what":"upkeep"');
  expect(JSON.stringify(page)).toContain('"changes":[{"field":"guestDays","from":null,"to":90}]');
});
