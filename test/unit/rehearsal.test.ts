/**
 * What a rehearsal is judged by: percentiles that lie among the times, columns that hold each once,
 * arrivals that come as often as asked.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrivals } from '../../src-main/host/domain/operations/rehearsal-plan';
import {
  checkOf,
  isPassed,
  TIME_BINS_S,
  timeSpread,
} from '../../src-shared/model/operations/rehearsal';
import type { Rehearsal } from '../../src-shared/model/operations/rehearsal';

it('percentiles lie among the times and in their order, and every time stands in one column', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 1, maxLength: 300 }),
      (times) => {
        const spread = timeSpread(times);
        if (!spread) throw new Error('there are times');
        const { count, p50, p95, p99, max, bins } = spread;
        expect(count).toBe(times.length);
        for (const one of [p50, p95, p99, max]) expect(times).toContain(one);
        expect([p50, p95, p99, max]).toEqual([p50, p95, p99, max].toSorted((a, b) => a - b));
        // At least so many lie at or below, by the meaning of the word.
        for (const [share, at] of [
          [0.5, p50],
          [0.95, p95],
          [0.99, p99],
          [1, max],
        ] as const)
          expect(times.filter((ms) => ms <= at).length).toBeGreaterThanOrEqual(
            Math.ceil(share * count),
          );
        expect(bins).toHaveLength(TIME_BINS_S.length + 1);
        expect(bins.reduce((sum, one) => sum + one, 0)).toBe(count);
        TIME_BINS_S.forEach((edge, index) => {
          const upTo = bins.slice(0, index + 1).reduce((sum, one) => sum + one, 0);
          expect(upTo).toBe(times.filter((ms) => ms <= edge * 1_000).length);
        });
      },
    ),
  );
  expect(timeSpread([])).toBe(null);
});

it('orders come about as often as asked, in their order, and alike every time', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 20, noNaN: true }), (perSecond) => {
      const times = arrivals(perSecond, 600);
      expect(times).toEqual(arrivals(perSecond, 600));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((at) => at > 0 && at < 600)).toBe(true);
      // Five deviations of a Poisson count.
      expect(Math.abs(times.length - 600 * perSecond)).toBeLessThan(
        5 * Math.sqrt(600 * perSecond) + 1,
      );
    }),
  );
});

it('an evening is borne when every order was taken and every target met, and not otherwise', () => {
  const met = [checkOf('received', 999), checkOf('printed', 119_999)];
  const done: Rehearsal = {
    phase: 'done',
    orders: 1,
    received: 1,
    lost: 0,
    papers: 1,
    checks: met,
    answers: null,
    paper: {},
    service: null,
    trouble: null,
  };
  expect(isPassed(done)).toBe(true);
  expect(isPassed({ ...done, lost: 1 })).toBe(false);
  expect(isPassed({ ...done, phase: 'failed' })).toBe(false);
  expect(isPassed({ ...done, checks: [] })).toBe(false);
  expect(isPassed({ ...done, checks: [...met, checkOf('queued', 500)] })).toBe(false);
});
