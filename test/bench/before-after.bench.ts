/**
 * S95: the same hundred orders through the design that Comanda replaces (`peers/fifo_server.mjs`)
 * and through Comanda, on equal printers.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { it } from 'vitest';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import { startHostProcess } from '../support/host-process';
import { freePort } from '../support/ports';
import { openKitchen, TALKING } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';
import { QUICK, report } from './figures';
import { peer } from './peers';

const ORDERS = QUICK ? 10 : 100;
/** A usual thermal printer's paper. */
const MM_PER_SECOND = 150;
const PRODUCTS = ['Milanesa', 'Agua'];
const ROUTES = { Milanesa: 'Cocina', Agua: 'Bar' };
/** How long the kitchen is looked at while the bar's printer is off. */
const LOOK_MS = 30_000;
const ROUNDS = Math.min(3, Number(process.env.BENCH_ROUNDS ?? 3));

type Design = { readonly port: number; stop(): Promise<unknown> };
type Figures = {
  readonly answeredS: number;
  readonly paperS: number;
  readonly kitchenPapers: number;
};

const DESIGNS: Readonly<Record<'fifo' | 'comanda', (kitchen: Kitchen) => Promise<Design>>> = {
  async fifo(kitchen) {
    const port = await freePort();
    const args = [
      String(port),
      path.join(kitchen.folder, 'fifo.db'),
      JSON.stringify(kitchen.ports),
      JSON.stringify(ROUTES),
    ];
    return peer(
      port,
      spawn(process.execPath, ['test/bench/peers/fifo_server.mjs', ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
  },
  comanda: (kitchen) =>
    startHostProcess({
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
    }),
};

/**
 * Each order on a connection of its own, all at once. Resolves when the last one has its answer.
 */
function sendAll(port: number): Promise<unknown> {
  return Promise.all(
    Array.from({ length: ORDERS }, async (_, n) => {
      const client = await connectWire({ host: '127.0.0.1', port });
      try {
        await client.request({ cliente: `A${n}`, productos: PRODUCTS });
      } finally {
        client.close();
      }
    }),
  );
}

async function withDesign<T>(
  name: keyof typeof DESIGNS,
  work: (design: Design, kitchen: Kitchen) => Promise<T>,
): Promise<T> {
  const kitchen = await openKitchen({ can: TALKING, mmPerSecond: MM_PER_SECOND });
  const design = await DESIGNS[name](kitchen);
  try {
    return await work(design, kitchen);
  } finally {
    await design.stop();
    await kitchen.stop();
  }
}

async function measure(name: keyof typeof DESIGNS): Promise<Figures> {
  const times = await withDesign(name, async ({ port }, kitchen) => {
    const start = performance.now();
    const answered = sendAll(port).then(() => (performance.now() - start) / 1_000);
    const papers = (): number => kitchen.pieces('Cocina').length + kitchen.pieces('Bar').length;
    await until('all papers', () => papers() >= ORDERS * PRODUCTS.length, 600_000);
    const paperS = (performance.now() - start) / 1_000;
    return { answeredS: await answered, paperS };
  });
  const kitchenPapers = await withDesign(name, async ({ port }, kitchen) => {
    await kitchen.unplug('Bar');
    // The old design answers nobody while it waits for the bar's printer: its senders end with it.
    void sendAll(port).catch(() => {});
    await pause(LOOK_MS);
    return kitchen.pieces('Cocina').length;
  });
  return { ...times, kitchenPapers };
}

it('S95: a hundred orders before and after', async () => {
  const rounds: { fifo: Figures; comanda: Figures }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [fifo, comanda] = [await measure('fifo'), await measure('comanda')];
    rounds.push({ fifo, comanda });
    console.log(`round ${round}: ${JSON.stringify({ fifo, comanda })}`);
  }
  for (const name of ['fifo', 'comanda'] as const) {
    const of = (pick: (figures: Figures) => number): number[] =>
      rounds.map((round) => pick(round[name]));
    const peerName = name === 'fifo' ? 'synchronous FIFO' : 'Comanda';
    report({
      row: 'S95',
      what: 'the last of the senders has its answer, s',
      peer: peerName,
      bar: 'reported',
      values: of(({ answeredS }) => answeredS),
    });
    report({
      row: 'S95',
      what: 'all paper is out, s',
      peer: peerName,
      bar: 'reported',
      values: of(({ paperS }) => paperS),
    });
    report({
      row: 'S95',
      what: `kitchen papers ${LOOK_MS / 1_000} s after sending, the bar's printer off`,
      peer: peerName,
      bar: 'reported',
      values: of(({ kitchenPapers }) => kitchenPapers),
    });
  }
});
