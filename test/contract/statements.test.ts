/**
 * What the store asks all evening is compiled once: a statement that SQLite compiles anew each time
 * costs ten times its answer.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import sample from '../../resources/sample-restaurant.json';
import { createCommandBus } from '../../src-main/host/core/command-bus';
import type { CommandBus } from '../../src-main/host/core/command-bus';
import { systemClock } from '../../src-main/host/ports/clock';
import type { Store } from '../../src-main/host/ports/store';
import { openDatabase } from '../../src-main/host/store/sqlite/connection/open-database';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { COMMANDS } from '../../src-shared/commands/registry';
import type {
  Command,
  CommandInput,
  CommandName,
  NextLease,
  ReplyFacts,
} from '../../src-shared/commands/registry';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import type { Actor, Id } from '../../src-shared/base/vocabulary';
import { DESK, orderInput, SENDER } from '../support/core';

let folder: string;
let store: Store;
let bus: CommandBus;
/**
 * better-sqlite3 makes a row's shape by `Function` each time its statement was compiled
 * (lib/database.js, rowFactory).
 */
let compiled: string[] = [];
const { Function: plainFunction } = globalThis;

beforeEach(async () => {
  globalThis.Function = new Proxy(plainFunction, {
    apply(target, self, args) {
      compiled.push(
        new Error('compiled').stack?.match(/at (?:Object\.)?(\S+) .*store\/sqlite/)?.[1] ??
          'somewhere',
      );
      return Reflect.apply(target, self, args) as unknown;
    },
  });
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-test-'));
  store = openSqliteStore({ folder, addon: null, onFault: () => {} });
  bus = await createCommandBus(store, systemClock);
  await run('setUpRestaurant', { restaurant: RestaurantFile.parse(sample) }, DESK);
});
afterEach(async () => {
  globalThis.Function = plainFunction;
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run<N extends CommandName>(
  name: N,
  input: CommandInput<N>,
  actor: Actor,
): Promise<ReplyFacts<N>> {
  const command = {
    name,
    input: COMMANDS[name].input.parse(input),
    actor,
    key: randomUUID(),
    age: 0,
  } as unknown as Command;
  const { results } = await bus.execute([command]);
  const [result] = results;
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.reply as ReplyFacts<N>;
}

/** An order from its placing to its payment, with everything that is asked about it on the way. */
async function oneOrder(printers: readonly Id[]): Promise<void> {
  const { number } = await run('placeOrder', orderInput('Pan', 'Agua'), SENDER);
  await run(
    'addLines',
    COMMANDS.addLines.input.parse({ order: number, lines: [{ product: 'Flan' }] }),
    SENDER,
  );
  for (const printerId of printers) {
    let next: NextLease | null = await run('claimJob', { printerId, worker: 1 }, DESK).catch(
      () => null,
    );
    while (next?.lease) {
      const { jobId, token } = next.lease;
      const outcome = { kind: 'confirmed', bytes: 10, sha256: 'x', unprintable: 0 } as const;
      const input = {
        jobId,
        printerId,
        token,
        outcome,
        firstByteAt: systemClock.now(),
        heard: '',
        nextFor: 1,
      };
      ({ next } = await run('settleJob', input as CommandInput<'settleJob'>, DESK));
    }
  }
  await bus.ask({ name: 'order', of: { number } });
  await bus.ask({ name: 'journey', of: { number } });
  await bus.ask({ name: 'queue' });
  await bus.ask({ name: 'pending' });
  await bus.ask({ name: 'recent', limit: 20 });
  await bus.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  await run('closeOrder', COMMANDS.closeOrder.input.parse({ order: number }), SENDER);
}

it('compiles nothing again from the second order on', async () => {
  const printers = (await bus.ask({ name: 'printers' })).map(({ id }) => id);
  await oneOrder(printers);
  expect(compiled.length).toBeGreaterThan(10);
  await oneOrder(printers);
  compiled = [];
  await oneOrder(printers);
  expect(compiled).toEqual([]);
});

it('would see one that is compiled for each value (sabotage)', () => {
  const db = openDatabase(path.join(folder, 'other.db'), null);
  db.exec(
    'CREATE TABLE t (seq INTEGER PRIMARY KEY, a INTEGER); CREATE INDEX t_of_a ON t (a); INSERT INTO t VALUES (1, 1)',
  );
  const plain = db.prepare('SELECT * FROM t WHERE a = ? ORDER BY seq');
  const settled = db.prepare('SELECT * FROM t WHERE a = +? ORDER BY seq');
  const times = (statement: typeof plain): number => {
    compiled = [];
    for (let n = 0; n < 5; n++) statement.get(1);
    return compiled.length;
  };
  expect([times(plain), times(settled)]).toEqual([5, 1]);
  db.close();
});
