/**
 * Running summary of times in constant memory: exact mean, median and p95 to within a step of 5 %.
 */
import type { Spread } from '../../../../src-shared/queries/reports';

const STEP = Math.log(1.05);

export type TimeSummary = { add(ms: number): void; readonly spread: Spread | null };

export function summariseTimes(): TimeSummary {
  const steps = new Map<number, number>();
  let count = 0;
  let total = 0;

  function quantile(share: number): number {
    let left = Math.ceil(count * share);
    for (const step of [...steps.keys()].toSorted((a, b) => a - b)) {
      left -= steps.get(step) ?? 0;
      // The middle of the step.
      if (left <= 0) return Math.round(Math.exp((step + 0.5) * STEP) - 1);
    }
    return 0;
  }

  return {
    add(ms) {
      const step = Math.floor(Math.log(1 + Math.max(0, ms)) / STEP);
      steps.set(step, (steps.get(step) ?? 0) + 1);
      count++;
      total += Math.max(0, ms);
    },
    get spread() {
      return count === 0
        ? null
        : { count, mean: Math.round(total / count), median: quantile(0.5), p95: quantile(0.95) };
    },
  };
}
