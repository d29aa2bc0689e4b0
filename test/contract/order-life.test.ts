/**
 * Random evenings: whatever people do, in whatever order it arrives, notebook, tables and screens
 * tell the same.
 */
import { describe, expect, it } from 'vitest';
import { randomEvening } from '../support/life-rounds';
import { faulty } from '../support/faulty';
import type { Point } from '../support/faulty';

describe('a random evening', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'is told alike by the tables, by a screen that only heard events, and by a notebook (seed %i)',
    async (seed) => {
      const { commands, orders, leases } = await randomEvening(seed, 80);
      expect(commands).toBeGreaterThan(100);
      expect(orders).toBeGreaterThan(10);
      expect(leases).toBeGreaterThan(60);
    },
  );

  const SABOTAGE: Readonly<Record<string, Point>> = {
    'stale edits let through': 'orders.stale-edit-accepted',
    'an event that forgets to say what was struck': 'orders.void-event-incomplete',
    'a try of unknown end that is tried again unmarked': 'printing.no-duplicate-mark',
    'a repeat that is done again': 'store.receipt-ignored-for-add',
    'a quantity that is lost when it is struck twice': 'orders.void-count-overwritten',
  };
  it.each(Object.entries(SABOTAGE))(
    'would catch %s (sabotage)',
    { tags: ['slow'], timeout: 60_000 },
    async (_, point) => {
      const faults = await faulty(point);
      const evenings = [1, 2, 3, 4, 5, 6].map(async (seed) => randomEvening(seed, 80, faults));
      const settled = await Promise.allSettled(evenings);
      expect(settled.some(({ status }) => status === 'rejected')).toBe(true);
    },
  );
});
