/** The till for tests of its rules: an evening on which three orders were paid. */
import type { TillReport } from '../../../src-shared/model/till';
import { HOUR, NOW } from './context';

/** Since five hours ago: 4.500 paid, in cash and by card. */
export function aTillReport(differing: Partial<TillReport> = {}): TillReport {
  return {
    since: NOW - 5 * HOUR,
    until: NOW,
    byMethod: [
      { method: 'cash', count: 2, amount: 300_000, tax: 52_066, tips: 0 },
      { method: 'card', count: 1, amount: 150_000, tax: 26_033, tips: 20_000 },
    ],
    byWaiter: [
      { name: 'Ana', count: 2, amount: 400_000 },
      { name: '', count: 1, amount: 50_000 },
    ],
    closed: { count: 3, amount: 450_000 },
    tax: 78_099,
    tips: 20_000,
    covers: 7,
    voids: { count: 4, amount: 60_000 },
    comps: { count: 1, amount: 5_000 },
    open: { count: 2, amount: 99_050 },
    ...differing,
  };
}
