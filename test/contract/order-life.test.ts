/**
 * Random evenings: whatever people do, in whatever order it arrives, notebook, tables and screens
 * tell the same.
 */
import { describe, expect, it } from 'vitest';
import { randomEvening } from '../support/life-rounds';
import { buildVariant } from '../support/variant';
import type { Edit } from '../support/variant';

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

  const SABOTAGE: Readonly<Record<string, Edit>> = {
    'stale edits let through': {
      file: 'src-main/host/domain/orders/order-edits.ts',
      find: 'if (base !== null && base !== order.revision)',
      replace: 'if (base !== null && base > order.revision)',
    },
    'an event that forgets to say what was struck': {
      file: 'src-main/host/domain/orders/void-quantity.ts',
      find: '        lines: struck,\n',
      replace: '        lines: struck.slice(1),\n',
    },
    'a try of unknown end that is tried again unmarked': {
      file: 'src-main/host/domain/printing/settle-job.ts',
      find: "        kind: 'possible-duplicate',\n        firstTriedAt",
      replace: "        kind: 'none',\n        firstTriedAt",
    },
    'a repeat that is done again': {
      file: 'src-main/host/store/sqlite/sqlite-store.ts',
      find: 'if (known && body !== null) {',
      replace: "if (known && body !== null && name !== 'addLines') {",
    },
    'a quantity that is lost when it is struck twice': {
      file: 'src-main/host/domain/orders/void-quantity.ts',
      find: 'const voided = line.voided + quantity;',
      replace: 'const voided = quantity;',
    },
  };
  it.each(Object.entries(SABOTAGE))(
    'would catch %s (sabotage)',
    { tags: ['slow'], timeout: 60_000 },
    async (name, edit) => {
      const build = await buildVariant(`life-${name.replaceAll(' ', '-')}`, edit);
      const evenings = [1, 2, 3, 4, 5, 6].map(async (seed) => randomEvening(seed, 80, build));
      const settled = await Promise.allSettled(evenings);
      expect(settled.some(({ status }) => status === 'rejected')).toBe(true);
    },
  );
});
