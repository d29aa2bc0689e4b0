/**
 * What any store must keep to, asked of the SQLite one through the core: receipts, the fence, one
 * job at a time, folios, the chain.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstBrokenLink } from '../../src-main/host/store/sqlite/write/hash-chain';
import { migrate } from '../../src-main/host/store/sqlite/connection/migrate';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import type { Event } from '../../src-shared/events/events';
import type { PrintOutcome } from '../../src-shared/model/print-job';
import { DESK, openCore, orderInput, SENDER } from '../support/core';
import type { TestCore } from '../support/core';
import { faulty } from '../support/faulty';

let open: TestCore;

beforeEach(async () => {
  open = await openCore();
});
afterEach(() => open.stop());

const place = (key: string, ...products: string[]) =>
  open.core.execute('placeOrder', orderInput(...products), SENDER, key);
const printerOf = async (name: string) =>
  (await open.core.ask({ name: 'printers' })).find((printer) => printer.name === name)?.id ?? '';
const handedOver: PrintOutcome = {
  kind: 'handed_over',
  bytes: 10,
  sha256: 'x',
  unprintable: 0,
  drained: true,
};

async function claim(core = open.core, worker = 1) {
  const claimed = await core.execute(
    'claimJob',
    { printerId: await printerOf('Cocina'), worker },
    DESK,
    randomUUID(),
  );
  return claimed.ok ? claimed.reply.lease : claimed.code;
}
async function settle(
  lease: { jobId: string; token: number; printerId: string },
  outcome: PrintOutcome,
  core = open.core,
) {
  const { jobId, token, printerId } = lease;
  return core.execute(
    'settleJob',
    { jobId, printerId, token, outcome, firstByteAt: 1, heard: '', nextFor: null },
    DESK,
    randomUUID(),
  );
}

describe('receipts', () => {
  it('give the same reply to the same key and body, and refuse another body by name', async () => {
    const first = await place('k', 'Pan');
    expect(await place('k', 'Pan')).toMatchObject({
      ok: true,
      repeated: true,
      reply: first.ok ? first.reply : {},
    });
    expect(await place('k', 'Agua')).toMatchObject({ ok: false, code: 'KEY_REUSED' });
    expect(
      await open.core.execute('sendMessage', { text: 'hola', station: null }, SENDER, 'k'),
    ).toMatchObject({
      ok: false,
      code: 'KEY_REUSED',
    });
  });

  it('belong to their sender: another one may use the same key', async () => {
    await place('k', 'Pan');
    expect(
      await open.core.execute(
        'placeOrder',
        orderInput('Agua'),
        { id: 'other', role: 'waiter' },
        'k',
      ),
    ).toMatchObject({
      ok: true,
      repeated: false,
    });
  });

  it('are not kept of refusals: the sender may try again with the same key', async () => {
    expect(
      await open.core.execute(
        'addLines',
        { order: 1, lines: orderInput('Pan').lines },
        SENDER,
        'k',
      ),
    ).toMatchObject({
      code: 'ORDER_UNKNOWN',
    });
    await place('first', 'Pan');
    expect(
      await open.core.execute(
        'addLines',
        { order: 1, lines: orderInput('Pan').lines },
        SENDER,
        'k',
      ),
    ).toMatchObject({
      ok: true,
    });
  });
});

describe('roles', () => {
  it('are checked in the host, whoever asks', async () => {
    expect(
      await open.core.execute('placeOrder', orderInput('Pan'), { id: 'c', role: 'cook' }, 'k'),
    ).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(
      await open.core.execute('claimJob', { printerId: 'x', worker: 1 }, SENDER, 'k'),
    ).toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });
});

describe('the queue', () => {
  it('gives one job of a lane at a time', async () => {
    await place('a', 'Pan');
    await place('b', 'Pan');
    expect(await claim()).toMatchObject({ token: 1 });
    expect(await claim()).toBe('LANE_BUSY');
  });

  it('refuses a settlement with an older token, and leaves the newer one its job', async () => {
    await place('a', 'Pan');
    const first = await claim();
    if (typeof first !== 'object' || !first) throw new Error('nothing claimed');
    await settle(first, { kind: 'not_started', cause: 'worker_died' });
    const second = await claim();
    if (typeof second !== 'object' || !second) throw new Error('nothing claimed again');
    expect(second).toMatchObject({ jobId: first.jobId, token: first.token + 1 });
    expect(await settle(first, handedOver)).toMatchObject({ ok: false, code: 'LEASE_LOST' });
    expect(await settle(second, handedOver)).toMatchObject({ ok: true });
    expect(await settle(second, handedOver)).toMatchObject({ ok: false, code: 'LEASE_LOST' });
  });

  it('tells of a printer what changed of it, and nothing with every further print', async () => {
    const told: Event[] = [];
    open.core.subscribe((events) => void told.push(...events));
    for (const key of ['a', 'b', 'c']) {
      await place(key, 'Pan');
      const lease = await claim();
      if (typeof lease !== 'object' || !lease) throw new Error('nothing claimed');
      expect(
        await settle(lease, {
          kind: 'confirmed',
          by: 'status',
          bytes: 10,
          sha256: 'x',
          unprintable: 0,
        }),
      ).toMatchObject({
        ok: true,
      });
    }
    expect(told.filter(({ kind }) => kind === 'printJob.settled')).toHaveLength(3);
    expect(told.filter(({ kind }) => kind === 'printer.changed')).toHaveLength(1);
  });

  it('would take a late settlement without its fence (sabotage)', async () => {
    const faults = await faulty('printing.no-token-check', 'store.no-token-in-update');
    const unfenced = await openCore(faults);
    try {
      await unfenced.core.execute('placeOrder', orderInput('Pan'), SENDER, 'a');
      const printerId = (await unfenced.core.ask({ name: 'printers' }))[0]?.id ?? '';
      const take = async () => {
        const claimed = await unfenced.core.execute(
          'claimJob',
          { printerId, worker: 1 },
          DESK,
          randomUUID(),
        );
        if (!claimed.ok || !claimed.reply.lease) throw new Error('nothing claimed');
        return claimed.reply.lease;
      };
      const first = await take();
      await settle(first, { kind: 'not_started', cause: 'worker_died' }, unfenced.core);
      await take();
      expect(await settle(first, handedOver, unfenced.core)).toMatchObject({ ok: true });
    } finally {
      await unfenced.stop();
    }
  });

  it('marks what may be on paper once, and asks a person the second time', async () => {
    await place('a', 'Pan');
    const first = await claim();
    if (typeof first !== 'object' || !first) throw new Error('nothing claimed');
    await settle(first, { kind: 'unsure', cause: 'worker_died', bytes: 3 });
    const second = await claim();
    if (typeof second !== 'object' || !second) throw new Error('nothing claimed again');
    expect(second.mark).toMatchObject({
      kind: 'possible-duplicate',
      firstTriedAt: expect.stringMatching(/^\d\d:\d\d:\d\d$/),
    });
    await settle(second, { kind: 'unsure', cause: 'worker_died', bytes: 3 });
    expect(await claim()).toBe('NOTHING_DUE');
    expect((await open.core.ask({ name: 'queue' })).waitingForSomeone).toBe(1);
  });
});

describe('events', () => {
  it('are told after the commit, in order, without a gap, and only for what was stored', async () => {
    const heard: Event[] = [];
    open.core.subscribe((events) => heard.push(...events));
    await Promise.all([
      ...Array.from({ length: 30 }, (_, n) => place(`k${n}`, 'Pan', 'Agua')),
      open.core.execute('markUrgent', { order: 999 }, SENDER, 'none'),
    ]);
    await place('last', 'Pan');
    const seqs = heard.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, n) => (seqs[0] ?? 0) + n));
    expect(heard.filter(({ kind }) => kind === 'order.placed')).toHaveLength(31);
  });
});

describe('a group', () => {
  it('loses only the command that could not be written: the others are stored, numbered and told without a gap', async () => {
    const faults = await faulty('store.insert-order-throws');
    const failing = await openCore(faults);
    try {
      const heard: Event[] = [];
      failing.core.subscribe((events) => heard.push(...events));
      const customers = Array.from({ length: 24 }, (_, n) => (n % 7 === 3 ? 'roto' : 'sano'));
      const results = await Promise.all(
        customers.map((customer, n) => {
          const input = { ...orderInput('Pan'), type: 'takeaway' as const, table: null, customer };
          return failing.core.execute('placeOrder', input, SENDER, `k${n}`);
        }),
      );
      expect(
        results.map((result) =>
          result.ok ? 'sano' : result.code === 'INTERNAL' ? 'roto' : result.code,
        ),
      ).toEqual(customers);
      const folios = results.flatMap((result) => (result.ok ? [result.reply.folio] : []));
      expect(folios).toEqual(folios.map((_, n) => n + 1));
      const seqs = heard.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, n) => (seqs[0] ?? 0) + n));
      const db = new Database(path.join(failing.folder, 'comanda.db'), { readonly: true });
      expect(firstBrokenLink(db)).toBeNull();
      expect(db.prepare('SELECT count(*) FROM orders').pluck().get()).toBe(folios.length);
      db.close();
    } finally {
      await failing.stop();
    }
  });
});

describe('the chain', () => {
  const file = () => path.join(open.folder, 'comanda.db');

  it('holds over what was sent, and breaks at the dispatch that somebody changed', async () => {
    for (let n = 0; n < 12; n++) await place(`k${n}`, 'Pan', 'Agua');
    await open.core.execute(
      'addLines',
      { order: 3, lines: orderInput('Helado').lines },
      SENDER,
      'more',
    );
    const db = new Database(file());
    expect(firstBrokenLink(db)).toBeNull();
    db.exec('UPDATE lines SET quantity = 9 WHERE order_number = 7 AND no = 1');
    expect(firstBrokenLink(db)).toBe(7);
    db.exec('UPDATE lines SET quantity = 1 WHERE order_number = 7 AND no = 1');
    expect(firstBrokenLink(db)).toBeNull();
    db.pragma('foreign_keys = OFF');
    db.exec('DELETE FROM dispatches WHERE chain_seq = 5');
    expect(firstBrokenLink(db)).toBe(6);
    db.close();
  });

  it('does not change when a line is voided: what was sent was sent', async () => {
    await place('k', 'Pan', 'Agua');
    await open.core.execute(
      'voidLines',
      { order: 1, base: null, lines: [1], reason: null },
      SENDER,
      'void',
    );
    const db = new Database(file(), { readonly: true });
    expect(firstBrokenLink(db)).toBeNull();
    db.close();
  });
});

describe('durability', () => {
  it('is full, read back from the connection that writes', async () => {
    expect(await open.core.ask({ name: 'health' })).toMatchObject({
      synchronous: 2,
      lossFound: null,
    });
  });
});

describe('migrations', () => {
  it('refuse an edited one, and one that the program does not know', () => {
    const db = new Database(':memory:');
    migrate(db);
    expect(migrate(db)).toBe(0);
    const [first, ...later] = MIGRATIONS;
    if (!first) throw new Error('there are no migrations');
    expect(() => migrate(db, [{ ...first, sql: `${first.sql}\n-- edited` }, ...later])).toThrow(
      'de otra versión de Comanda',
    );
    expect(() => migrate(db, [])).toThrow('más nueva');
    db.close();
  });
});
