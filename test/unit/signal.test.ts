/** Who listens to the core: one who throws silences nobody else, and is told of. */
import { expect, it } from 'vitest';
import { createSignal } from '../../src-main/host/core/signal';

it('tells everybody in order, also behind one who throws, and nobody who stopped listening', () => {
  const bugs: unknown[] = [];
  const heard: string[] = [];
  const signal = createSignal<number>((error) => bugs.push(error));
  expect(signal.isHeard).toBe(false);
  const stop = signal.on((n) => heard.push(`first ${n}`));
  signal.on((n) => {
    throw new Error(`broken at ${n}`);
  });
  signal.on((n) => heard.push(`last ${n}`));
  signal.tell(1);
  stop();
  signal.tell(2);
  expect(heard).toEqual(['first 1', 'last 1', 'last 2']);
  expect(bugs).toEqual([new Error('broken at 1'), new Error('broken at 2')]);
  expect(signal.isHeard).toBe(true);
});
