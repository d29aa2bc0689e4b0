/**
 * The scorecard's rows that this stage can measure, each beside its peer or limit in the same
 * rounds. Prints a table; asserts nothing.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { it } from 'vitest';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { VirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { PrinterProfile } from '../../src-shared/model/printers';
import type { RestaurantText } from '../../src-shared/model/restaurant';
import { DESK, openCore, orderInput, SENDER } from '../support/core';
import type { TestCore } from '../support/core';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { freePort } from '../support/ports';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';
import { fillYear } from './fill';
import { inFolder, median, QUICK, report, ROUNDS } from './figures';
import { crowd, startEcho, startSeed } from './peers';

/** Orders each intake server takes before the first round counts. */
const WARM_UP = QUICK ? 2_000 : 8_000;
const BURSTS = 5;
/** What everybody sends at once, in each round. */
const CROWD = QUICK ? 1_000 : 4_000;

/** SYNs sent again since boot: what a full listen backlog costs its clients. */
function synRetransmits(): number {
  const [names = '', values = ''] = readFileSync('/proc/net/netstat', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'));
  return Number(values.split(' ')[names.split(' ').indexOf('TCPSynRetrans')] ?? 0);
}

it('R2, R4, D2: intake beside a bare TCP echo', async () => {
  await inFolder(async (folder) => {
    const echo = await startEcho();
    const host = await startHostProcess({ dataDir: folder, extra: ['--no-print'] });
    // Both are compiled by use: a counter PC in service is warm.
    await crowd(host.port, 'one', 100, WARM_UP);
    await crowd(echo.port, 'one', 100, WARM_UP);
    const r2: number[] = [];
    const r4: number[] = [];
    const d2: number[] = [];
    const held: number[] = [];
    let errors = 0;
    const syns = synRetransmits();
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await crowd(host.port, 'one', 100, CROWD);
      const limit = await crowd(echo.port, 'one', 100, CROWD);
      r2.push(ours.perSecond / limit.perSecond);
      const oursMany = await crowd(host.port, 'one', 1000, CROWD);
      const limitMany = await crowd(echo.port, 'one', 1000, CROWD);
      r4.push(oursMany.p95 / limitMany.p95);
      const terminals = await crowd(host.port, 'many', 1000, 1000);
      d2.push(terminals.seconds <= 5 ? terminals.done : 0);
      held.push(
        (await crowd(host.port, 'many', 100, 2 * CROWD)).perSecond /
          (await crowd(echo.port, 'many', 100, 2 * CROWD)).perSecond,
      );
      errors += ours.errors + oursMany.errors + terminals.errors;
    }
    report({
      row: 'R2',
      what: 'durable orders/s, 100 x one order a connection',
      peer: 'TCP echo',
      bar: '>= 0.45',
      values: r2,
    });
    report({
      row: 'R4',
      what: '1000 one-order connections: ack p95',
      peer: 'TCP echo p95',
      bar: '<= 2.5',
      values: r4,
    });
    report({ row: 'R4', what: 'errors, all rounds', peer: '0', bar: '0', values: [errors] });
    report({
      row: 'R4',
      what: 'SYN retransmits, all rounds, both servers',
      peer: '0',
      bar: '0',
      values: [synRetransmits() - syns],
    });
    report({
      row: 'D2',
      what: '1000 open terminals served within 5 s',
      peer: '1000',
      bar: '1000',
      values: d2,
    });
    report({
      row: '-',
      what: 'durable orders/s, 100 held clients',
      peer: 'TCP echo',
      bar: 'reported',
      values: held,
    });
    await host.stop();
    await echo.stop();
  });
});

it('R10: commits per order at 100 held clients', async () => {
  await inFolder(async (folder) => {
    const counts = path.join(folder, 'counts');
    const host = await startHostProcess({
      dataDir: path.join(folder, 'data'),
      extra: ['--no-print'],
      under: ['strace', '-f', '-c', '-o', counts, '-e', 'trace=fsync,fdatasync'],
    });
    const { done } = await crowd(host.port, 'many', 100, 2 * CROWD);
    await host.stop();
    const syncs = Number(
      /(\d+)\s+(?:\d+\s+)?f(?:data)?sync/.exec(readFileSync(counts, 'utf8'))?.[1] ?? Number.NaN,
    );
    report({
      row: 'R10',
      what: 'fsyncs per order, 100 held clients',
      peer: '1',
      bar: '<= 0.25',
      values: [syncs / done],
    });
  });
});

it('R5: a burst of 100 orders, all done', async () => {
  // The first of a program that was just started, and one of a program in service: the seeds' is
  // compiled beforehand, ours by use.
  const values = { first: [] as number[], warm: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    await inFolder(async (folder) => {
      const kitchen = await printers(folder, ['Cocina', 'Bar'], 0, 0, TALKING);
      const host = await startHostProcess({
        dataDir: path.join(folder, 'data'),
        restaurantFile: kitchen.file,
      });
      const seed = await startSeed(path.join(folder, 'seed.db'));
      for (let burst = 1; burst <= BURSTS; burst++) {
        const ours = await timed(async () => {
          await crowd(host.port, 'one', 100, 100);
          await until('all printed', async () => (await waiting(host)) === 0, 60_000);
        });
        const theirs = await timed(async () => {
          await crowd(seed.port, 'one', 100, 100);
          await until('all done', async () => (await seedDone(seed.port)) === burst * 100, 60_000);
        });
        if (burst === 1) values.first.push(ours / theirs);
        if (burst === BURSTS) values.warm.push(ours / theirs);
      }
      await seed.stop();
      await host.stop();
      await kitchen.stop();
    });
  }
  const what = 'burst of 100, all done (instant printers, 200 tickets)';
  const peer = 'seed 000, asyncio + multiprocessing';
  report({
    row: 'R5',
    what: `${what}, the program just started`,
    peer,
    bar: '<= 0.5',
    values: values.first,
  });
  report({
    row: 'R5',
    what: `${what}, after ${BURSTS - 1} bursts`,
    peer,
    bar: '<= 0.5',
    values: values.warm,
  });
});

/**
 * Printers 5 times faster than 150 mm/s with 0.15 s a ticket: what the program adds to a ticket
 * weighs 5 times as much as in a kitchen.
 */
const SPEED_UP = 5;

type Scenario = {
  readonly name: string;
  readonly shares: readonly number[];
  readonly tickets: number;
  /** Its plug is out from the start: its tickets wait, and the others' work is what is measured. */
  readonly dead?: string;
};

const SCENARIOS: readonly Scenario[] = [
  { name: '3 printers 60/25/15, 100 tickets', shares: [60, 25, 15], tickets: 100 },
  { name: '3 printers even, 100 tickets', shares: [34, 33, 33], tickets: 100 },
  {
    name: '3 printers 60/25/15, 100 tickets, the second dead',
    shares: [60, 25, 15],
    tickets: 100,
    dead: 'E1',
  },
  { name: '5 printers 40/25/15/12/8, 300 tickets', shares: [40, 25, 15, 12, 8], tickets: 300 },
  {
    name: '10 printers 28/8x9, 500 tickets',
    shares: [28, ...Array.from({ length: 9 }, () => 8)],
    tickets: 500,
  },
];

it.skipIf(QUICK)('R8: makespan beside the longest lane of its own work', async () => {
  const ratios = SCENARIOS.map((): number[] => []);
  for (let round = 0; round < Math.min(3, ROUNDS); round++) {
    for (const [index, { shares, tickets, dead }] of SCENARIOS.entries()) {
      await inFolder(async (folder) => {
        const names = shares.map((_, n) => `E${n}`);
        const kitchen = await printers(folder, names, 150 * SPEED_UP, 150 / SPEED_UP);
        const host = await startHostProcess({
          dataDir: path.join(folder, 'data'),
          restaurantFile: kitchen.file,
        });
        if (dead) await kitchen.printers[names.indexOf(dead)]?.stop();
        const client = await host.client();
        const total = shares.reduce((sum, share) => sum + share, 0);
        const orders = shares.flatMap((share, n) =>
          Array.from({ length: Math.round((tickets * share) / total) }, (_, k) => ({
            station: `E${n}`,
            lines: 3 + ((k * 7) % 14),
          })),
        );
        const shuffled = orders.toSorted((a, b) => ((a.lines * 31) % 17) - ((b.lines * 31) % 17));
        await Promise.all(
          shuffled.map(({ station, lines }, n) =>
            client.request({
              id: `m${n}`,
              mesa: '1',
              productos: Array.from({ length: lines }, (_, k) => ({
                codigo: station,
                nota: `n${k}`,
              })),
            }),
          ),
        );
        await until(
          'all paper',
          () => kitchen.count() === shuffled.filter(({ station }) => station !== dead).length,
          120_000,
        );
        const longest = Math.max(...kitchen.printers.map((printer) => printer.declaredMs));
        ratios[index]?.push((kitchen.lastAt() - kitchen.firstAt()) / longest);
        client.close();
        await host.stop();
        await kitchen.stop();
      });
    }
  }
  for (const [index, { name }] of SCENARIOS.entries()) {
    report({
      row: 'R8',
      what: `makespan, ${name}, time / ${SPEED_UP}`,
      peer: 'L, its longest lane',
      bar: '<= 1.05',
      values: ratios[index] ?? [],
    });
  }
});

it('R9: an urgent ticket beside the rest of the ticket in print and its own', async () => {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await inFolder(async (folder) => {
      const kitchen = await printers(folder, ['E0'], 150 * SPEED_UP, 150 / SPEED_UP, TALKING);
      const [printer] = kitchen.printers;
      const host = await startHostProcess({
        dataDir: path.join(folder, 'data'),
        restaurantFile: kitchen.file,
      });
      const client = await host.client();
      const send = (cliente: string, more: object = {}) =>
        client.request({
          cliente,
          productos: Array.from({ length: 20 }, (_, k) => ({ codigo: 'E0', nota: `n${k}` })),
          ...more,
        });
      for (let n = 0; n < 12; n++) await send(`A${n}`);
      await until(
        'a ticket is out and the next has begun',
        () => kitchen.count() >= 2 && (printer?.hanging.length ?? 0) > 3,
      );
      const before = kitchen.count();
      const asked = performance.now();
      void send('URGENTE', { prioridad: 'urgente' });
      await until('it is out', () => kitchen.count() >= before + 2, 60_000);
      const [current, urgent] = kitchen.cuts().slice(before, before + 2);
      const position = printer?.pieces.findIndex(({ text }) => text.includes('URGENTE')) ?? -1;
      const first = position === before + 1 && current && urgent;
      const own = first ? urgent.declaredMs - current.declaredMs : 0;
      values.push(
        first ? (urgent.at - asked) / (current.at - asked + own) : Number.POSITIVE_INFINITY,
      );
      client.close();
      await host.stop();
      await kitchen.stop();
    });
  }
  report({
    row: 'R9',
    what: `wait of an urgent ticket behind 10, time / ${SPEED_UP}`,
    peer: 'rest of the ticket in print + its own',
    bar: '<= 1.15',
    values,
  });
});

it.skipIf(QUICK)('G1: a job with a million finished ones behind it', async () => {
  const empty = await openCore();
  const full = await openCore();
  fillYear(full.folder, Number(process.env.BENCH_FINISHED ?? 1_000_000), Date.now());
  const grown = await reopened(full);
  const time: number[] = [];
  const cpu: number[] = [];
  await slice(empty, 200);
  await slice(grown, 200);
  for (let round = 0; round < ROUNDS * 6; round++) {
    const [a, b] = [await slice(empty, 60), await slice(grown, 60)];
    time.push(b.ms / a.ms);
    cpu.push(b.cpu / a.cpu);
  }
  report({
    row: 'G1',
    what: 'time of an order and its job, 1M finished',
    peer: 'empty tables',
    bar: '<= 1.15',
    values: [median(time)],
  });
  report({
    row: 'G1',
    what: 'CPU of an order and its job, 1M finished',
    peer: 'empty tables',
    bar: '<= 1.15',
    values: [median(cpu)],
  });
  await empty.stop();
  await grown.stop();
});

/** When a knife fell, performance.now(), and how much time its printer had declared by then, ms. */
type Cut = { readonly at: number; readonly declaredMs: number };

type Station = {
  readonly file: string;
  readonly printers: readonly VirtualPrinter[];
  count(): number;
  firstAt(): number;
  lastAt(): number;
  cuts(): readonly Cut[];
  stop(): Promise<void>;
};

/**
 * A restaurant of one category a station, one printer each; an item's code is its station's name.
 */
async function printers(
  folder: string,
  names: readonly string[],
  mmPerSecond: number,
  overheadMs: number,
  can: Pick<PrinterProfile, 'fence' | 'answersStatus'> = { fence: 'none', answersStatus: false },
): Promise<Station> {
  let count = 0;
  const cuts: Cut[] = [];
  let lastAt = 0;
  const open: VirtualPrinter[] = [];
  for (const index of names.keys()) {
    open.push(
      await startVirtualPrinter({
        port: await freePort(),
        ticketMs: null,
        mmPerSecond,
        overheadMs,
        onPiece: () => {
          count++;
          lastAt = performance.now();
          cuts.push({ at: lastAt, declaredMs: open[index]?.declaredMs ?? 0 });
        },
      }),
    );
  }
  const restaurant: RestaurantText = {
    name: 'Bench',
    cutoverHour: 5,
    currency: { code: 'ARS', decimals: 2 },
    printers: names.map((name, n) => ({
      name,
      address: { kind: 'tcp', host: '127.0.0.1', port: open[n]?.port ?? 0 },
      profile: { columns: 48, codePage: 'PC858', ...can },
    })),
    stations: names.map((name, n) => ({
      name,
      printer: name,
      fallbacks: [],
      default: n === 0,
      counter: false,
    })),
    categories: names.map((name) => ({ name, stations: [name] })),
    items: [
      ...names.map((name) => ({
        code: name,
        name: `Plato de ${name}`,
        category: name,
        price: 1,
        stations: [],
      })),
      ...(names.includes('Bar')
        ? [{ code: 'agua', name: 'agua', category: 'Bar', price: 1, stations: [] }]
        : []),
    ],
    tables: [],
  };
  const file = path.join(folder, 'restaurant.json');
  writeFileSync(file, JSON.stringify(restaurant));
  return {
    file,
    printers: open,
    count: () => count,
    firstAt: () =>
      Math.min(...open.map((printer) => printer.firstByteAt ?? Number.POSITIVE_INFINITY)),
    lastAt: () => lastAt,
    cuts: () => cuts,
    async stop() {
      await Promise.all(open.map((printer) => printer.stop()));
    },
  };
}

async function waiting(host: HostProcess): Promise<number> {
  const { carriles } = (await host.ask({ consulta: 'cola' })) as {
    carriles?: { en_cola: number; imprimiendo: boolean }[];
  };
  return (carriles ?? []).reduce((sum, lane) => sum + lane.en_cola + Number(lane.imprimiendo), 0);
}

async function seedDone(port: number): Promise<number> {
  const { connectWire } = await import('../../src-main/cli/connect/wire-client');
  const client = await connectWire({ host: '127.0.0.1', port });
  const { listos } = await client.request({ consulta: 'listos' });
  client.close();
  return Number(listos);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Places, claims and settles `count` orders, one after the other; ms and CPU ms of the whole
 * process.
 */
async function slice({ core }: TestCore, count: number): Promise<{ ms: number; cpu: number }> {
  const printerId = (await core.ask({ name: 'printers' }))[0]?.id ?? '';
  const before = process.cpuUsage();
  const ms = await timed(async () => {
    for (let n = 0; n < count; n++) {
      await core.execute('placeOrder', orderInput('Pan'), SENDER, randomUUID());
      const claimed = await core.execute('claimJob', { printerId, worker: 1 }, DESK, randomUUID());
      if (!claimed.ok || !claimed.reply.lease) throw new Error('nothing claimed');
      const { jobId, token } = claimed.reply.lease;
      const outcome = {
        kind: 'handed_over',
        bytes: 1,
        sha256: 'x',
        unprintable: 0,
        drained: true,
      } as const;
      await core.execute(
        'settleJob',
        { jobId, printerId, token, outcome, firstByteAt: 1, heard: '', nextFor: null },
        DESK,
        randomUUID(),
      );
    }
  });
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

/**
 * The same tables under a core that starts afresh, so that the numbers it keeps in memory are the
 * tables'.
 */
async function reopened(old: TestCore): Promise<TestCore> {
  const { startCore } = await import('../../src-main/host/core/core-client');
  const { systemClock } = await import('../../src-main/host/ports/clock');
  const { pathToFileURL } = await import('node:url');
  await old.core.stop();
  const core = await startCore(
    pathToFileURL(path.resolve('.build/core-thread.js')),
    { folder: old.folder, addon: null },
    systemClock,
    {
      onFault: () => {},
      onTrouble: () => {},
      onReopened: () => {},
      onBug: () => {},
      onGone: () => {},
    },
  );
  return {
    core,
    folder: old.folder,
    async stop() {
      await core.stop();
      rmSync(old.folder, { recursive: true, force: true });
    },
  };
}
