/**
 * Reads the sales of a span, one business day at a time.
 *
 * Short reads let the log be written back between them.
 */
import type { Database } from 'better-sqlite3';
import { daysOf } from '../../../../../src-shared/queries/reports';
import type { SalesReport, Span } from '../../../../../src-shared/queries/reports';
import type { OrderType } from '../../../../../src-shared/base/vocabulary';
import type { NamedTotal, Total } from '../../../../../src-shared/model/till';
import { COMPED_AMOUNT, LINES_AMOUNT, VOIDED_AMOUNT } from './price-sql';

type OrderRow = {
  type: string;
  waiter: string | null;
  covers: number | null;
  placed_at: number;
  amount: number;
};
type DishRow = {
  item_id: string | null;
  name: string;
  pieces: number;
  amount: number;
  unpriced: number;
};
type ReasonRow = { reason: string | null; pieces: number; amount: number };

export function salesReader(db: Database) {
  const orders = db.prepare<[string], OrderRow>(
    `SELECT o.type, o.waiter, o.covers, o.placed_at, ${LINES_AMOUNT} AS amount
     FROM orders o JOIN lines l ON l.order_number = o.number WHERE o.day = ? AND o.state <> 'voided' GROUP BY o.number`,
  );
  const dishes = db.prepare<[string], DishRow>(
    `SELECT l.item_id, l.name, sum(l.quantity - l.voided) AS pieces, ${LINES_AMOUNT} AS amount,
       sum(iif(l.unit_price IS NULL, l.quantity - l.voided, 0)) AS unpriced
     FROM orders o JOIN lines l ON l.order_number = o.number WHERE o.day = ? AND l.quantity > l.voided GROUP BY l.item_id, l.name`,
  );
  const voids = db.prepare<[string], ReasonRow>(
    `SELECT l.void_reason AS reason, sum(l.voided) AS pieces, ${VOIDED_AMOUNT} AS amount
     FROM orders o JOIN lines l ON l.order_number = o.number WHERE o.day = ? AND l.voided > 0 GROUP BY l.void_reason`,
  );
  const comps = db.prepare<[string], ReasonRow>(
    `SELECT l.comp AS reason, sum(l.quantity - l.voided) AS pieces, ${COMPED_AMOUNT} AS amount
     FROM orders o JOIN lines l ON l.order_number = o.number
     WHERE o.day = ? AND l.comp IS NOT NULL AND l.quantity > l.voided GROUP BY l.comp`,
  );
  const categories = db.prepare<[], { id: string; category: string }>(
    'SELECT i.id, c.name AS category FROM items i JOIN categories c ON c.id = i.category_id',
  );

  /** `breathe` is called between two days, and throws when the time limit is exceeded. */
  return function sales(span: Span, breathe: () => void): SalesReport {
    const categoryOf = new Map(categories.all().map(({ id, category }) => [id, category]));
    const byDish = new Sums<{ readonly category: string }>();
    const byCategory = new Sums();
    const byWaiter = new Sums();
    const byType = new Sums();
    const voided = new Sums();
    const given = new Sums();
    const byHour: Total[] = Array.from({ length: 24 }, () => NOTHING);
    const byDay: SalesReport['byDay'][number][] = [];
    let covers = 0;
    let pieces = 0;
    let unpriced = 0;
    for (const day of daysOf(span)) {
      breathe();
      let ofDay = NOTHING;
      for (const row of orders.all(day)) {
        const one = { count: 1, amount: row.amount };
        const hour = new Date(row.placed_at).getHours();
        ofDay = plus(ofDay, one);
        byHour[hour] = plus(byHour[hour] ?? NOTHING, one);
        byWaiter.add(row.waiter ?? '', one, {});
        byType.add(row.type, one, {});
        covers += row.covers ?? 0;
      }
      byDay.push({ day, ...ofDay });
      for (const row of dishes.all(day)) {
        const sum = { count: row.pieces, amount: row.amount };
        const category = (row.item_id === null ? null : categoryOf.get(row.item_id)) ?? '';
        byDish.add(row.name, sum, { category });
        byCategory.add(category, sum, {});
        pieces += row.pieces;
        unpriced += row.unpriced;
      }
      for (const row of voids.all(day))
        voided.add(row.reason ?? '', { count: row.pieces, amount: row.amount }, {});
      for (const row of comps.all(day))
        given.add(row.reason ?? '', { count: row.pieces, amount: row.amount }, {});
    }
    return {
      span,
      orders: byDay.reduce<Total>(plus, NOTHING),
      covers,
      pieces,
      unpriced,
      byDish: byDish.sorted(),
      byCategory: byCategory.sorted(),
      byHour,
      byWaiter: byWaiter.sorted(),
      byType: byType
        .sorted()
        .map(({ name, count, amount }) => ({ type: name as OrderType, count, amount })),
      byDay,
      voids: voided.sorted(),
      comps: given.sorted(),
    };
  };
}

const NOTHING: Total = { count: 0, amount: 0 };

function plus(a: Total, b: Total): Total {
  return { count: a.count + b.count, amount: a.amount + b.amount };
}

/** Sums by name, with other data of each name. */
class Sums<More extends object = object> {
  readonly #sums = new Map<string, NamedTotal & More>();

  add(name: string, sum: Total, more: More): void {
    const before = this.#sums.get(name);
    this.#sums.set(name, { ...more, name, ...plus(before ?? NOTHING, sum) });
  }

  sorted(): readonly (NamedTotal & More)[] {
    return [...this.#sums.values()].toSorted(
      (a, b) => b.amount - a.amount || b.count - a.count || (a.name < b.name ? -1 : 1),
    );
  }
}
