/**
 * A start that is read part by part while the evening goes on makes the same picture as one that is
 * read at once.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Core } from '../../src-main/host/core/core-client';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { CommandName, CommandText } from '../../src-shared/commands/registry';
import type { Event } from '../../src-shared/events/events';
import { stateFrom, stateFromParts } from '../../src-shared/live/projection';
import type { LiveOrder, Snapshot, StartPart } from '../../src-shared/live/snapshot';
import { openCore } from '../support/core';
import type { TestCore } from '../support/core';
import { randomFrom } from '../support/random';

const OWNER = { id: 'pc', role: 'owner', name: 'Dueña' } as const;
const FROM_DAY = '2000-01-01';
let house: TestCore;
let core: Core;
let events: Event[];
let keys = 0;

beforeEach(async () => {
  house = await openCore();
  ({ core } = house);
  events = [];
  core.subscribe((batch) => void events.push(...batch));
});
afterEach(() => house.stop());

async function run<N extends CommandName>(name: N, input: CommandText<N>): Promise<number> {
  const done = await core.execute(
    name,
    COMMANDS[name].input.parse(input) as never,
    OWNER,
    `k${keys++}`,
  );
  return done.ok ? ((done.reply as { number?: number }).number ?? 0) : 0;
}
const place = (): Promise<number> =>
  run('placeOrder', {
    type: 'takeaway',
    customer: 'X',
    lines: [{ product: 'Cerveza', note: 'n'.repeat(200) }],
  });

async function whole(): Promise<Snapshot> {
  return JSON.parse((await core.ask({ name: 'snapshot', fromDay: FROM_DAY })).text) as Snapshot;
}

type Read = { readonly start: Snapshot; readonly parts: StartPart[]; readonly bytes: number[] };

/**
 * Reads a start with so many bytes of orders a part; `meanwhile` happens before each part but the
 * first.
 */
async function readInParts(bytes: number, meanwhile: () => Promise<unknown>): Promise<Read> {
  const first = await core.ask({ name: 'snapshot', fromDay: FROM_DAY, bytes });
  const read: Read = { start: JSON.parse(first.text) as Snapshot, parts: [], bytes: [] };
  for (let { next } = first; next !== null;) {
    await meanwhile();
    const part = await core.ask({ name: 'snapshotPart', fromDay: FROM_DAY, after: next, bytes });
    read.parts.push({ seq: part.seq, orders: JSON.parse(part.text) as LiveOrder[] });
    read.bytes.push(part.text.length);
    ({ next } = part);
  }
  return read;
}

it('holds each order once, in parts of about as many bytes as were asked for', async () => {
  for (let n = 0; n < 30; n++) await place();
  const { start, parts, bytes } = await readInParts(8_000, () => Promise.resolve());
  expect(start.orders).toEqual([]); // the place alone is larger
  expect(parts.length).toBeGreaterThan(3);
  for (const size of bytes) expect(size).toBeLessThan(8_100);
  expect(parts.flatMap(({ orders }) => orders)).toEqual((await whole()).orders);
});

it('gives an order that is larger than a part a part of its own', async () => {
  for (let n = 0; n < 3; n++) await place();
  const { parts } = await readInParts(10, () => Promise.resolve());
  expect(parts.map(({ orders }) => orders.length)).toEqual([1, 1, 1]);
});

it.each([1, 2, 3, 4, 5])(
  'ends with the whole picture whatever happens between its parts (seed %s)',
  async (seed) => {
    const random = randomFrom(seed);
    const pick = (most: number): number => 1 + random.below(most);
    for (let n = 0; n < 25; n++) await place();
    events.length = 0;
    const something = async (): Promise<void> => {
      const order = pick(28);
      switch (pick(6)) {
        case 1:
          return void (await place());
        case 2:
          return void (await run('addLines', { order, lines: [{ product: 'Pan' }] }));
        case 3:
          return void (await run('closeOrder', { order, method: 'cash', tip: 0 }));
        case 4:
          return void (await run('voidLines', { order, lines: null, reason: 'x' }));
        case 5:
          return void (await run('reprintOrder', { order, station: null }));
        default:
          return void (await run('sendMessage', { text: 'hola' }));
      }
    };
    const { start, parts } = await readInParts(3_000, async () => {
      for (let n = pick(4); n > 0; n--) await something();
    });
    expect(parts.length).toBeGreaterThan(3);
    const last = await whole();
    const state = stateFromParts(start, parts, events);
    // Nothing that was over has work again in these evenings, so nothing may be missing.
    expect(state).toEqual(stateFrom(last));
  },
);

it('says that it is not whole where an order that was over has work again behind it', async () => {
  const first = await place();
  for (let n = 0; n < 5; n++) await place();
  for (const { id } of await core.ask({ name: 'printers' })) await printAll(id);
  await run('closeOrder', { order: first, method: 'cash', tip: 0 });
  events.length = 0;
  let parts = 0;
  const read = await readInParts(1_000, async () => {
    // Behind the part that it would have been in.
    if (++parts === 2) await run('reprintOrder', { order: first, station: null });
  });
  expect(read.parts.some(({ orders }) => orders.some(({ order }) => order.number === first))).toBe(
    false,
  );
  expect((await whole()).orders.some(({ order }) => order.number === first)).toBe(true);
  expect(stateFromParts(read.start, read.parts, events)?.incomplete).toBe(true);
});

it('does not take parts whose events it has not heard', async () => {
  await place();
  let once = false;
  const { start, parts } = await readInParts(10, async () => {
    if (!once) await place();
    once = true;
  });
  expect(stateFromParts(start, parts, [])).toBeNull();
});

/** Every waiting paper comes out. */
async function printAll(printerId: string): Promise<void> {
  for (;;) {
    const claimed = await core.execute(
      'claimJob',
      { printerId, worker: 1 },
      { id: 'desk', role: 'system' },
      `c${keys++}`,
    );
    if (!claimed.ok || !claimed.reply.lease) return;
    const { jobId, token } = claimed.reply.lease;
    const outcome = {
      kind: 'confirmed',
      by: 'status',
      bytes: 1,
      sha256: 'x',
      unprintable: 0,
    } as const;
    const input = { jobId, printerId, token, outcome, firstByteAt: null, heard: '', nextFor: null };
    await core.execute('settleJob', input, { id: 'desk', role: 'system' }, `s${keys++}`);
  }
}
