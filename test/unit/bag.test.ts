/** The bag holds what a Set would, whatever comes and goes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unorderedList } from '../../src-main/host/net/tcp/unordered-list';

it('holds the same things as a Set, after any sequence of adding and taking out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant('add' as const), fc.nat(40)), { maxLength: 200 }),
      (moves) => {
        const held = unorderedList<number>();
        const model = new Set<number>();
        const takers: (() => void)[] = [];
        for (const move of moves) {
          if (move === 'add') {
            const item = takers.length;
            model.add(item);
            takers.push(held.add(item));
          } else {
            // Also a second time: taking out what is gone must not take another.
            takers[move]?.();
            if (move < takers.length) model.delete(move);
          }
          expect([...held.all()].sort((a, b) => a - b)).toEqual([...model]);
          expect(held.size).toBe(model.size);
        }
      },
    ),
  );
});
