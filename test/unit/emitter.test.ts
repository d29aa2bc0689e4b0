/** The core's event emitter. */
import { expect, it } from 'vitest';
import { createEmitter } from '../../src-main/host/core/emitter';

it('calls listeners in order, goes on after one that throws, and calls none that was removed', () => {
  const errors: unknown[] = [];
  const calls: string[] = [];
  const emitter = createEmitter<number>((error) => errors.push(error));
  expect(emitter.hasListeners).toBe(false);
  const stop = emitter.on((n) => calls.push(`first ${n}`));
  emitter.on((n) => {
    throw new Error(`broken at ${n}`);
  });
  emitter.on((n) => calls.push(`last ${n}`));
  emitter.emit(1);
  stop();
  emitter.emit(2);
  expect(calls).toEqual(['first 1', 'last 1', 'last 2']);
  expect(errors).toEqual([new Error('broken at 1'), new Error('broken at 2')]);
  expect(emitter.hasListeners).toBe(true);
});
