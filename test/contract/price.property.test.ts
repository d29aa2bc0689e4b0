/** The price rule and its twin in SQL: reports add up what bills charge. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import {
  COMPED_AMOUNT,
  LINES_AMOUNT,
  VOIDED_AMOUNT,
} from '../../src-main/host/store/sqlite/reports/price-sql';
import { lineAmount, orderAmount } from '../../src-shared/model/price';

const db = new Database(':memory:');
db.exec(
  'CREATE TABLE lines (quantity INTEGER, voided INTEGER, unit_price INTEGER, comp TEXT) STRICT',
);
afterAll(() => db.close());
const insert = db.prepare('INSERT INTO lines VALUES (@quantity, @voided, @unitPrice, @comp)');

type Line = Parameters<typeof lineAmount>[0];

const line: fc.Arbitrary<Line> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 200 }),
    taken: fc.integer({ min: 0, max: 200 }),
    unitPrice: fc.option(fc.integer({ min: 0, max: 1_000_000_000 })),
    comp: fc.option(fc.constantFrom('demora', 'de la casa')),
  })
  .map(({ quantity, taken, ...rest }) => ({
    quantity,
    voided: Math.min(taken, quantity),
    ...rest,
  }));

function inSql(lines: readonly Line[], amount: string, where = '1'): number {
  db.exec('DELETE FROM lines');
  for (const one of lines) insert.run(one);
  const sql = `SELECT coalesce(${amount}, 0) FROM lines WHERE ${where}`;
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

it('adds lines up alike in both', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      expect(inSql(lines, LINES_AMOUNT)).toBe(orderAmount(lines));
    }),
  );
});

it('tells what was taken off and what was given away by the same prices', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const charged = lines.map((one) => ({ ...one, comp: null }));
      // As if the voided part were all that is wanted.
      const voided = charged.map((one) => ({ ...one, quantity: one.voided, voided: 0 }));
      expect(inSql(lines, VOIDED_AMOUNT)).toBe(orderAmount(voided));
      const comped = charged.filter((_, index) => lines[index]?.comp !== null);
      expect(inSql(lines, COMPED_AMOUNT, 'comp IS NOT NULL')).toBe(orderAmount(comped));
    }),
  );
});

it('charges nothing for a comp, and knows no amount where the menu had no price', () => {
  const two = { quantity: 3, voided: 1, unitPrice: 500, comp: null };
  expect(lineAmount(two)).toBe(1_000);
  expect(lineAmount({ ...two, comp: 'demora' })).toBe(0);
  expect(lineAmount({ ...two, unitPrice: null })).toBeNull();
  expect(lineAmount({ ...two, unitPrice: null, comp: 'demora' })).toBe(0);
});
