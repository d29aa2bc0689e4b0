/**
 * R6, R7, G2: the print queue by itself, one step a commit and in batches, beside the queues that
 * others would put there.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Database from 'better-sqlite3';
import { it } from 'vitest';
import { createCommandBus } from '../../src-main/host/core/command-bus';
import type { CommandBus } from '../../src-main/host/core/command-bus';
import { systemClock } from '../../src-main/host/ports/clock';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { Command, CommandName } from '../../src-shared/commands/registry';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import type { Actor, Id } from '../../src-shared/base/vocabulary';
import { inFolder, median, QUICK, report, ROUNDS } from './figures';
import { peerModules, startRedis } from './queue-servers';

const DESK: Actor = { id: 'desk', role: 'system' };
const SENDER: Actor = { id: 'bench', role: 'integrator', scopes: ['heredado'] };
/**
 * Lanes that a batch is spread over: a printer prints one at a time, so a batch of 32 is 32
 * printers' next.
 */
const LANES = 32;
const ONE_BY_ONE = QUICK ? 100 : 400;
const BATCHES = QUICK ? 10 : 60;

type Queue = { readonly bus: CommandBus; readonly printers: readonly Id[]; stop(): Promise<void> };

/**
 * A house of so many stations with a printer each, in this process: no socket and no printer
 * between the figures.
 */
async function openQueue(folder: string, lanes: number): Promise<Queue> {
  mkdirSync(folder, { recursive: true });
  const store = openSqliteStore({ folder, addon: null, onFault: () => {} });
  const bus = await createCommandBus(store, systemClock);
  const names = Array.from({ length: lanes }, (_, no) => `E${no}`);
  const restaurant = RestaurantFile.parse({
    name: 'Bench',
    cutoverHour: 5,
    currency: { code: 'ARS', decimals: 2 },
    printers: names.map((name) => ({
      name,
      address: { kind: 'tcp', host: '127.0.0.1', port: 9 },
      profile: { columns: 48, codePage: 'PC858', fence: 'process_id', answersStatus: true },
    })),
    stations: names.map((name, no) => ({
      name,
      printer: name,
      fallbacks: [],
      default: no === 0,
      counter: false,
    })),
    categories: [{ name: 'Platos', stations: [] }],
    items: [],
    tables: [],
  });
  await bus.execute([command('setUpRestaurant', { restaurant }, DESK)]);
  const printers = (await bus.ask({ name: 'printers' })).map(({ id }) => id);
  return { bus, printers, stop: () => store.close() };
}

function command(name: CommandName, input: unknown, actor: Actor): Command {
  return {
    name,
    input: COMMANDS[name].input.parse(input),
    actor,
    key: randomUUID(),
    age: 0,
  } as Command;
}

async function run<T>(bus: CommandBus, commands: readonly Command[]): Promise<readonly T[]> {
  const { results } = await bus.execute(commands);
  return results.map((result) => {
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result.reply as T;
  });
}

type Taken = { readonly lease: { readonly jobId: string; readonly token: number } | null };
const put = (no: number): Command =>
  command('sendMessage', { station: `E${no}`, text: 'mesa 5 espera' }, SENDER);
const take = (printerId: Id): Command => command('claimJob', { printerId, worker: 1 }, DESK);
const settle = (printerId: Id, { lease }: Taken): Command =>
  command(
    'settleJob',
    {
      printerId,
      jobId: lease?.jobId ?? '',
      token: lease?.token ?? 0,
      outcome: { kind: 'confirmed', by: 'process_id', bytes: 1, sha256: 'x', unprintable: 0 },
      firstByteAt: 1,
      heard: '',
      nextFor: null,
    },
    DESK,
  );

/** Jobs a second through put, take and settle, each step of each job a commit of its own. */
async function ourCycle({ bus, printers }: Queue, jobs: number): Promise<number> {
  const [printer = ''] = printers;
  const start = performance.now();
  for (let n = 0; n < jobs; n++) {
    await run(bus, [put(0)]);
    const [taken] = await run<Taken>(bus, [take(printer)]);
    if (taken) await run(bus, [settle(printer, taken)]);
  }
  return (jobs * 1_000) / (performance.now() - start);
}

async function ourBatches({ bus, printers }: Queue, batches: number): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < batches; n++) {
    await run(
      bus,
      printers.map((_, no) => put(no)),
    );
    const taken = await run<Taken>(bus, printers.map(take));
    await run(
      bus,
      printers.map((printer, no) => settle(printer, taken[no] ?? { lease: null })),
    );
  }
  return (batches * printers.length * 1_000) / (performance.now() - start);
}

type PlainQueue = {
  add(type: string, data: unknown): { readonly id: number };
  getAndMarkJobAsProcessing(type: string): { readonly id: number } | undefined;
  markJobAsDone(id: number): void;
  close(): void;
};

/**
 * plainjob on the same SQLite, with every commit synced: it sets NORMAL itself, so it is told
 * again.
 */
async function openPlain(file: string): Promise<PlainQueue> {
  const require = createRequire(`${peerModules()}/`);
  const { better, defineQueue } = (await import(require.resolve('plainjob'))) as {
    better(db: unknown): unknown;
    defineQueue(options: unknown): PlainQueue;
  };
  const db = new Database(file);
  const queue = defineQueue({
    connection: better(db),
    logger: { error() {}, warn() {}, info() {}, debug() {} },
  });
  db.pragma('synchronous = FULL');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('plainjob does not sync');
  return queue;
}

function plainCycle(queue: PlainQueue, jobs: number): number {
  const start = performance.now();
  for (let n = 0; n < jobs; n++) {
    queue.add('print', { station: 'E0', text: 'mesa 5 espera' });
    const job = queue.getAndMarkJobAsProcessing('print');
    if (!job) throw new Error('nothing to take');
    queue.markJobAsDone(job.id);
  }
  return (jobs * 1_000) / (performance.now() - start);
}

it('R6: the queue one commit a step, beside plainjob with every commit synced', async () => {
  await inFolder(async (folder) => {
    const ours = await openQueue(path.join(folder, 'ours'), 1);
    const plain = await openPlain(path.join(folder, 'plain.db'));
    await ourCycle(ours, ONE_BY_ONE);
    plainCycle(plain, ONE_BY_ONE);
    const values: number[] = [];
    for (let round = 0; round < ROUNDS * 3; round++)
      values.push((await ourCycle(ours, ONE_BY_ONE)) / plainCycle(plain, ONE_BY_ONE));
    const what = 'queue cycle, one commit a step, with priorities, leases, events';
    report({ row: 'R6', what, peer: 'plainjob, synchronous=FULL', bar: '>= 0.7', values });
    plain.close();
    await ours.stop();
  });
});

type BullQueue = {
  addBulk(jobs: readonly { readonly name: string; readonly data: unknown }[]): Promise<unknown>;
  close(): Promise<void>;
};
type BullJob = {
  moveToCompleted(value: unknown, token: string, fetchNext: boolean): Promise<unknown>;
};
type BullWorker = {
  getNextJob(token: string): Promise<BullJob | undefined>;
  close(): Promise<void>;
  waitUntilReady(): Promise<unknown>;
};

it.skipIf(QUICK)(
  'R7: the queue in batches of 32, beside BullMQ on Redis that syncs always',
  async () => {
    await inFolder(async (folder) => {
      mkdirSync(path.join(folder, 'redis'));
      const redis = await startRedis(path.join(folder, 'redis'));
      const { Queue, Worker } = createRequire(`${peerModules()}/`)('bullmq') as {
        Queue: new (name: string, options: unknown) => BullQueue;
        Worker: new (name: string, processor: null, options: unknown) => BullWorker;
      };
      const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
      const bull = new Queue('print', { connection });
      const worker = new Worker('print', null, { connection, autorun: false });
      await worker.waitUntilReady();
      async function theirs(batches: number): Promise<number> {
        const start = performance.now();
        for (let n = 0; n < batches; n++) {
          await bull.addBulk(
            Array.from({ length: LANES }, (_, no) => ({
              name: 'print',
              data: { station: `E${no}`, text: 'mesa 5 espera' },
            })),
          );
          const taken = await Promise.all(
            Array.from({ length: LANES }, (_, no) => worker.getNextJob(`t${no}`)),
          );
          await Promise.all(
            taken.map(
              async (job, no) => void (await job?.moveToCompleted('done', `t${no}`, false)),
            ),
          );
        }
        return (batches * LANES * 1_000) / (performance.now() - start);
      }
      const ours = await openQueue(path.join(folder, 'ours'), LANES);
      await ourBatches(ours, BATCHES);
      await theirs(BATCHES);
      const values: number[] = [];
      for (let round = 0; round < ROUNDS; round++)
        values.push((await ourBatches(ours, BATCHES)) / (await theirs(BATCHES)));
      report({
        row: 'R7',
        what: 'queue cycle in batches of 32',
        peer: 'BullMQ, appendfsync always',
        bar: '>= 3',
        values,
      });
      await worker.close();
      await bull.close();
      await ours.stop();
      await redis.stop();
    });
  },
);

it('G2: a take with ten thousand waiting, beside an empty queue', async () => {
  await inFolder(async (folder) => {
    const empty = await openQueue(path.join(folder, 'empty'), 2);
    const full = await openQueue(path.join(folder, 'full'), 2);
    const pending = QUICK ? 1_000 : 10_000;
    for (let n = 0; n < pending; n += 100)
      await run(
        full.bus,
        Array.from({ length: 100 }, () => put(0)),
      );
    const values: number[] = [];
    for (let round = 0; round < ROUNDS * 6; round++) {
      const [a, b] = [await takes(empty, 20), await takes(full, 20)];
      values.push(b / a);
    }
    const what = `take with ${pending} waiting in its lane`;
    report({ row: 'G2', what, peer: 'an empty queue', bar: '<= 1.2', values: [median(values)] });
    await empty.stop();
    await full.stop();
  });
});

/** ms that takes alone cost; what is taken is settled between them, and put before. */
async function takes({ bus, printers }: Queue, count: number): Promise<number> {
  const [printer = ''] = printers;
  let spent = 0;
  for (let n = 0; n < count; n++) {
    await run(bus, [put(0)]);
    const start = performance.now();
    const [taken] = await run<Taken>(bus, [take(printer)]);
    spent += performance.now() - start;
    if (taken) await run(bus, [settle(printer, taken)]);
  }
  return spent;
}
