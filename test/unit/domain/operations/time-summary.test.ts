/** Times summed up in steps of 5 %. */
import { expect, it } from 'vitest';
import { summariseTimes } from '../../../../src-main/host/domain/operations/time-summary';

const summaryOf = (times: readonly number[]) => {
  const summary = summariseTimes();
  for (const ms of times) summary.add(ms);
  return summary.spread;
};

it('is nothing before the first time', () => {
  expect(summaryOf([])).toBeNull();
});

it('has the exact mean, and the median and p95 to within a step', () => {
  const times = Array.from({ length: 100 }, (_, index) => (index + 1) * 100);
  const { count, mean, median, p95 } = summaryOf(times) ?? {};
  expect({ count, mean }).toEqual({ count: 100, mean: 5_050 });
  expect(Math.abs((median ?? 0) / 5_000 - 1)).toBeLessThan(0.05);
  expect(Math.abs((p95 ?? 0) / 9_500 - 1)).toBeLessThan(0.05);
});

it('counts a time of zero, and one before zero as zero', () => {
  expect(summaryOf([0, 0, 0])).toEqual({ count: 3, mean: 0, median: 0, p95: 0 });
  expect(summaryOf([-500, -500, -500])).toEqual({ count: 3, mean: 0, median: 0, p95: 0 });
});
