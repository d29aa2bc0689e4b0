/** Stopping in reverse order, within a bound. */
import { expect, it } from 'vitest';
import { stopInReverse } from '../../src-main/host/runtime/stop-in-reverse';

it('stops the last first, goes on after one that throws, and leaves one behind that never ends', async () => {
  const ended: string[] = [];
  const troubles: string[] = [];
  const never = new Promise(() => {});
  const stops = [
    () => ended.push('first'),
    async () => void ended.push('second'),
    () => {
      throw new Error('the disk is gone');
    },
    () => never,
    () => ended.push('last'),
  ];
  await stopInReverse(stops, (words) => void troubles.push(words), {
    each: 20,
    all: 100,
    atLeast: 5,
  });
  expect(ended).toEqual(['last', 'second', 'first']);
  expect(troubles).toEqual(['a part of the host did not stop within 20 ms', 'the disk is gone']);
  expect(stops).toEqual([]);
});
