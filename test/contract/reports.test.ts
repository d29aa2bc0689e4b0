/**
 * What was sold, held against a ledger that the test keeps by itself: 10,000 orders over nights in
 * which the clocks change.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader, ReadTooLong } from '../../src-main/host/store/sqlite/reports/report-reader';
import type { Reader } from '../../src-main/host/store/sqlite/reports/report-reader';
import type { AuditPage, SalesReport } from '../../src-shared/queries/reports';
import type { Actor, EpochMs } from '../../src-shared/base/vocabulary';
import { makePast } from '../support/past';
import type { Happened, Past } from '../support/past';
import { randomFrom } from '../support/random';
import sample from '../../resources/sample-restaurant.json';
import type { NamedTotal } from '../../src-shared/model/till';

/**
 * In Santiago the clocks change at midnight itself: on 2026-04-05 back to 23:00, on 2026-09-06 on
 * to 01:00.
 */
const ZONE = 'America/Santiago';
const ORDERS = 10_000;
const CUTOVER = sample.cutoverHour ?? 5;

type Entry = {
  readonly at: EpochMs;
  readonly day: string;
  readonly hour: number;
  readonly waiter: string;
  readonly type: 'table' | 'takeaway';
  readonly covers: number;
  readonly lines: {
    readonly name: string;
    readonly category: string;
    readonly price: number | null;
    readonly quantity: number;
    voided: number;
    comp: string | null;
    reason: string;
  }[];
};

const zoneBefore = process.env.TZ;
const owner: Actor = { id: 'pc', role: 'owner', name: 'Dueña' };
let past: Past;
let reader: Reader;
const ledger: Entry[] = [];

const local = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
});
function wallOf(at: EpochMs): { day: string; hour: number } {
  const part = (when: number, type: string): string =>
    local.formatToParts(when).find((one) => one.type === type)?.value ?? '';
  const hour = Number(part(at, 'hour'));
  const date = (when: number): string =>
    `${part(when, 'year')}-${part(when, 'month')}-${part(when, 'day')}`;
  // Before the cut-over hour it is still the evening before, by the calendar: noon of the day
  // before is never in doubt.
  const noon = Date.parse(`${date(at)}T16:00Z`);
  return { hour, day: hour < CUTOVER ? date(noon - 86_400_000) : date(at) };
}

beforeAll(async () => {
  process.env.TZ = ZONE;
  const random = randomFrom(20260405);
  const nights = [
    '2026-04-04T18:00Z',
    '2026-04-05T18:00Z',
    '2026-09-05T18:00Z',
    '2026-09-06T18:00Z',
    '2026-12-31T18:00Z',
  ].map(Date.parse);
  past = await makePast(nights[0] ?? 0);
  const waiters = [await past.waiter('Ana'), await past.waiter('Luis'), await past.waiter('Eva')];
  const dishes = [
    ...sample.items.map(({ name, category, price }) => ({ name, category, price })),
    { name: 'fuera de carta', category: '', price: null },
  ];
  const moments = Array.from(
    { length: ORDERS },
    () => (random.pick(nights) ?? 0) + random.below(12 * 3600) * 1000,
  ).toSorted((a, b) => a - b);

  for (let from = 0; from < ORDERS; from += 250) {
    const group = moments.slice(from, from + 250).map((at) => {
      const who = random.pick(waiters) ?? owner;
      const isTable = random.chance(0.8);
      const lines = Array.from({ length: 1 + random.below(4) }, () => {
        const dish = random.pick(dishes) ?? { name: '', category: '', price: null };
        return { ...dish, quantity: 1 + random.below(3), voided: 0, comp: null, reason: '' };
      });
      const entry: Entry = {
        at,
        ...wallOf(at),
        waiter: who.person?.name ?? '',
        type: isTable ? 'table' : 'takeaway',
        covers: isTable ? 1 + random.below(6) : 0,
        lines,
      };
      ledger.push(entry);
      const input = {
        type: entry.type,
        ...(isTable ? { table: '5', covers: entry.covers } : { customer: 'X' }),
        lines: lines.map(({ name, quantity }) => ({ product: name, quantity })),
      };
      return { name: 'placeOrder' as const, input, actor: who, at };
    });
    const placed = (await past.runAll(group)) as { number: number }[];
    // An hour later some of it is struck, some given away, and most of it paid.
    const later = (moments[Math.min(from + 249, ORDERS - 1)] ?? 0) + 1;
    const edits = placed.flatMap(({ number }, index): readonly Happened[] => {
      const entry = ledger[from + index];
      if (!entry) return [];
      const ask = { order: number, base: null };
      const dice = random.next();
      if (dice < 0.05) {
        for (const line of entry.lines)
          Object.assign(line, { voided: line.quantity, reason: 'se fueron' });
        return [
          {
            name: 'voidLines' as const,
            input: { ...ask, lines: null, reason: 'se fueron' },
            actor: owner,
            at: later,
          },
        ];
      }
      if (dice < 0.12) {
        const [first] = entry.lines;
        if (!first) return [];
        Object.assign(first, { voided: first.quantity, reason: 'error' });
        return [
          {
            name: 'voidLines' as const,
            input: { ...ask, lines: [1], reason: 'error' },
            actor: owner,
            at: later,
          },
        ];
      }
      if (dice < 0.2) {
        const last = entry.lines.at(-1);
        if (last) last.comp = 'demora';
        return [
          {
            name: 'compLines' as const,
            input: { ...ask, lines: [entry.lines.length], reason: 'demora', undo: false },
            actor: owner,
            at: later,
          },
        ];
      }
      return [];
    });
    await past.runAll(edits);
  }
  reader = openReader(past.folder, null);
}, 120_000);

afterAll(async () => {
  reader.close();
  await past.stop();
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** The ledger added up, by whatever name. */
function added(
  entries: readonly Entry[],
  nameOf: (entry: Entry, line: Entry['lines'][number]) => string | null,
  perOrder: boolean,
): Map<string, { count: number; amount: number }> {
  const sums = new Map<string, { count: number; amount: number }>();
  for (const entry of entries) {
    const seen = new Set<string>();
    for (const line of entry.lines) {
      const name = nameOf(entry, line);
      if (name === null) continue;
      const sum = sums.get(name) ?? { count: 0, amount: 0 };
      const left = line.quantity - line.voided;
      sum.amount += line.comp === null ? left * (line.price ?? 0) : 0;
      sum.count += perOrder ? Number(!seen.has(name)) : left;
      seen.add(name);
      sums.set(name, sum);
    }
  }
  return sums;
}

const asMap = (named: readonly NamedTotal[]): Map<string, { count: number; amount: number }> =>
  new Map(named.map(({ name, count, amount }) => [name, { count, amount }]));
const isVoid = (entry: Entry): boolean =>
  entry.lines.every(({ quantity, voided }) => quantity === voided);
const stood = (entries: readonly Entry[]): Entry[] => entries.filter((entry) => !isVoid(entry));
const soldOnly = (sums: Map<string, { count: number; amount: number }>) =>
  new Map([...sums].filter(([, { count }]) => count > 0));

const SPAN = { from: '2026-04-01', to: '2027-01-02' };
const report = (span = SPAN): SalesReport => reader.read({ name: 'sales', span });

describe('a report of sales', () => {
  it('is worth something: the clocks change in it, and orders stand on both sides of midnight', () => {
    const nights = new Set(ledger.map(({ day }) => day));
    expect(nights).toContain('2026-04-04');
    expect(
      ledger.some(
        ({ day, at }) => day !== new Date(at).toLocaleDateString('en-CA', { timeZone: ZONE }),
      ),
    ).toBe(true);
    // 23:30 came twice that night, an hour apart, and both are the same business day's 23rd hour.
    const twice = ledger
      .filter(({ day, hour }) => day === '2026-04-04' && hour === 23)
      .map(({ at }) => at);
    expect(Math.max(...twice) - Math.min(...twice)).toBeGreaterThan(65 * 60_000);
    // 00:30 did not come at all.
    expect(ledger.filter(({ day, hour }) => day === '2026-09-05' && hour === 0)).toEqual([]);
  });

  it('equals the ledger by dish, category, waiter, type, hour and day', () => {
    const sales = report();
    const orders = stood(ledger);
    expect(sales.orders).toEqual([...added(orders, () => 'all', true).values()][0]);
    expect(asMap(sales.byDish)).toEqual(soldOnly(added(orders, (_, { name }) => name, false)));
    expect(asMap(sales.byCategory)).toEqual(
      soldOnly(added(orders, (_, { category }) => category, false)),
    );
    expect(asMap(sales.byWaiter)).toEqual(added(orders, ({ waiter }) => waiter, true));
    expect(
      new Map(sales.byType.map(({ type, count, amount }) => [type, { count, amount }])),
    ).toEqual(added(orders, ({ type }) => type, true));
    const hours = added(orders, ({ hour }) => String(hour), true);
    expect(sales.byHour).toEqual(
      Array.from({ length: 24 }, (_, hour) => hours.get(String(hour)) ?? { count: 0, amount: 0 }),
    );
    const days = added(orders, ({ day }) => day, true);
    expect(
      new Map(
        sales.byDay
          .filter(({ count }) => count > 0)
          .map(({ day, count, amount }) => [day, { count, amount }]),
      ),
    ).toEqual(days);
    expect(sales.covers).toBe(orders.reduce((sum, { covers }) => sum + covers, 0));
    expect(sales.unpriced).toBe(
      orders
        .flatMap(({ lines }) => lines)
        .reduce((sum, line) => sum + (line.price === null ? line.quantity - line.voided : 0), 0),
    );
  });

  it('tells what was struck and what was given away, with the reasons', () => {
    const { voids, comps } = report();
    const sums = (
      pick: (line: Entry['lines'][number]) => { name: string; pieces: number } | null,
    ) => {
      const all = new Map<string, { count: number; amount: number }>();
      for (const line of ledger.flatMap(({ lines }) => lines)) {
        const found = pick(line);
        if (!found || found.pieces === 0) continue;
        const sum = all.get(found.name) ?? { count: 0, amount: 0 };
        all.set(found.name, {
          count: sum.count + found.pieces,
          amount: sum.amount + found.pieces * (line.price ?? 0),
        });
      }
      return all;
    };
    expect(asMap(voids)).toEqual(sums((line) => ({ name: line.reason, pieces: line.voided })));
    expect(asMap(comps)).toEqual(
      sums((line) =>
        line.comp === null ? null : { name: line.comp, pieces: line.quantity - line.voided },
      ),
    );
  });

  it('of one night is that night, and its days add up to the whole', () => {
    const whole = report();
    for (const day of ['2026-04-04', '2026-09-05', '2026-12-31']) {
      const night = report({ from: day, to: day });
      expect(night.orders).toEqual(
        [
          ...added(
            stood(ledger).filter((entry) => entry.day === day),
            () => 'all',
            true,
          ).values(),
        ][0],
      );
    }
    expect(whole.byDay.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole.orders.amount);
    expect(whole.byDish.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole.orders.amount);
  });
});

describe('the day’s curve', () => {
  it('counts every order of the night in its quarter of an hour', () => {
    const chart = reader.read({ name: 'chart', day: '2026-04-04' });
    const night = ledger.filter(({ day }) => day === '2026-04-04');
    expect(chart.steps.reduce((sum, { orders }) => sum + orders, 0)).toBe(night.length);
    for (const { from, orders } of chart.steps)
      expect(orders).toBe(night.filter(({ at }) => at >= from && at < from + 900_000).length);
  });
});

describe('old orders', () => {
  it('are found by folio, table, customer or waiter, newest first', () => {
    const span = { from: '2026-04-01', to: '2026-12-31' };
    const byWaiter = reader.read({ name: 'find', find: { text: 'ana', span } });
    expect(byWaiter).toHaveLength(100);
    expect(byWaiter.every(({ waiter }) => waiter === 'Ana')).toBe(true);
    expect(byWaiter[0]?.day).toBe('2026-12-31');
    const folio = reader.read({
      name: 'find',
      find: { text: '0007', span: { from: '2026-04-04', to: '2026-04-04' } },
    });
    expect(folio.some((order) => order.folio === 7 && order.day === '2026-04-04')).toBe(true);
    expect(reader.read({ name: 'find', find: { text: 'nadie', span } })).toEqual([]);
  });
});

describe('the till', () => {
  it('counts what was paid since the last Z, by method, with tips; the Z begins it anew', async () => {
    const at = Date.parse('2027-02-01T20:00Z');
    past.at(at);
    const lines = [{ product: 'Cerveza', quantity: 2 }];
    const place = () =>
      past.run(
        'placeOrder',
        {
          type: 'takeaway',
          table: null,
          customer: 'X',
          address: null,
          phone: null,
          covers: 2,
          note: null,
          priority: 'normal',
          lines,
        },
        owner,
      );
    const price = sample.items.find(({ name }) => name === 'Cerveza')?.price ?? 0;
    await past.run('closeShift', {}, owner);
    for (const [method, tip] of [
      ['cash', 0],
      ['card', 500],
      ['cash', 100],
    ] as const) {
      const { number } = await place();
      past.at(at + 60_000);
      await past.run('closeOrder', { order: number, base: null, method, tip }, owner);
    }
    const open = await place();
    const cut = reader.read({ name: 'cut', now: at + 120_000 });
    expect(cut).toMatchObject({ closed: { count: 3, amount: 6 * price }, tips: 600, covers: 6 });
    expect(
      new Map(
        cut.byMethod.map(({ method, count, amount, tips }) => [method, { count, amount, tips }]),
      ),
    ).toEqual(
      new Map([
        ['cash', { count: 2, amount: 4 * price, tips: 100 }],
        ['card', { count: 1, amount: 2 * price, tips: 500 }],
      ]),
    );
    past.at(at + 180_000);
    const { shift } = await past.run('closeShift', {}, owner);
    expect(shift).toMatchObject({ no: 2, by: 'Dueña', cut: { closed: { count: 3 } } });
    await past.run(
      'closeOrder',
      { order: open.number, base: null, method: 'other', tip: 0 },
      owner,
    );
    expect(reader.read({ name: 'cut', now: at + 240_000 })).toMatchObject({
      since: at + 180_000,
      // In the very millisecond of the Z, but after it.
      closed: { count: 1, amount: 2 * price },
    });
    past.at(at + 300_000);
    expect(reader.read({ name: 'shifts' }).map(({ no }) => no)).toEqual([2, 1]);
  });
});

describe('the audit', () => {
  it('tells who struck and gave away what, newest first, by pages, by hand and by day', () => {
    const ask = { before: null, kind: null, by: null, from: null, to: null, limit: 100 };
    const all: number[] = [];
    for (let before: number | null = null; ;) {
      const page: AuditPage = reader.read({ name: 'audit', audit: { ...ask, before } });
      all.push(...page.entries.map(({ seq }) => seq));
      if (page.next === null) break;
      before = page.next;
    }
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    expect(new Set(all).size).toBe(all.length);
    const voids = reader.read({
      name: 'audit',
      audit: { ...ask, kind: 'lines.voided', limit: 10_000 },
    }).entries;
    const struck = ledger.filter(({ lines }) => lines.some(({ voided }) => voided > 0)).length;
    expect(voids).toHaveLength(struck);
    expect(reader.read({ name: 'audit', audit: { ...ask, by: 'Ana' } }).entries).toEqual([]);
    const ofNight = reader.read({
      name: 'audit',
      audit: { ...ask, from: '2026-09-05', to: '2026-09-06', limit: 10_000 },
    }).entries;
    expect(ofNight.length).toBeGreaterThan(0);
    expect(
      ofNight.every(
        ({ at }) =>
          at >= Date.parse('2026-09-05T00:00-04:00') && at < Date.parse('2026-09-07T00:00-03:00'),
      ),
    ).toBe(true);
  });
});

it('a read that takes too long ends by name instead of holding the log', () => {
  const hurried = openReader(past.folder, null, 0);
  expect(() => hurried.read({ name: 'sales', span: SPAN })).toThrow(ReadTooLong);
  hurried.close();
});
