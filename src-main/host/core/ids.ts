/**
 * Makes UUIDv7 ids (RFC 9562): 48 bits of time in ms, then a counter, then random bits.
 *
 * The counter keeps the ids of one process in the order in which they were made.
 */
import { randomFillSync } from 'node:crypto';
import type { EpochMs, Id } from '../../../src-shared/base/vocabulary';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const POOL_BYTES = 8 * 512;

export function idMaker(now: () => EpochMs): () => Id {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  let last = 0;
  let counter = 0;
  return () => {
    if (used === POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const time = now();
    if (time > last) {
      last = time;
      counter = 0;
    } else if (++counter > 0xfff) {
      last++; // 4096 in one ms: borrow the next, so that ids still sort
      counter = 0;
    }
    const hex = (index: number): string => HEX[pool[used + index] ?? 0] ?? '00';
    const ms = last.toString(16).padStart(12, '0');
    const variant = HEX[0x80 | ((pool[used] ?? 0) & 0x3f)] ?? '80';
    const id = `${ms.slice(0, 8)}-${ms.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${hex(1)}-${hex(2)}${hex(3)}${hex(4)}${hex(5)}${hex(6)}${hex(7)}`;
    used += 8;
    return id;
  };
}
