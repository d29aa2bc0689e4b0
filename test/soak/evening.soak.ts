/**
 * A long evening: 5 orders a second with 2.5 tickets each on lanes enough for them, one printer
 * that goes and comes, a disk that takes 5 ms a sync, screens that come and go; every order served
 * and paid. `SOAK_MINUTES=30 npm run soak -- evening` (the default).
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { VirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type { RestaurantText } from '../../src-shared/model/restaurant';
import { startHostProcess } from '../support/host-process';
import { httpAsk } from '../support/http-client';
import { seededChance } from '../support/kill-rounds';
import { freePort } from '../support/ports';
import { TALKING } from '../support/restaurant';
import { openScreen } from '../support/screen-client';
import { until } from '../support/until';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 30);
/** What a start begins with (caches, compiled code) has settled by then. */
const SETTLED_MINUTES = Math.min(10, MINUTES / 3);
const PER_SECOND = 5;
/**
 * A ticket of usual length takes 0.85 s at 150 mm/s; 12.5 a second over so many lanes keep each
 * printing two thirds of its time.
 */
const LANES = 16;
const FLAPS_EVERY_MS = 20_000;
const SCREENS = 6;
const LOOK_EVERY_MS = 10_000;
/** An order is served and paid this long after it was placed. */
const STAYS_MS = 60_000;

type Sample = {
  readonly minute: number;
  readonly rssMiB: number;
  /**
   * Of that what V8 keeps ready for young objects in the main thread: it comes and goes by
   * megabytes. The core's is bounded.
   */
  readonly youngMiB: number;
  readonly heapMiB: number;
  readonly coreHeapMiB: number;
  readonly loopP99Ms: number;
};

it(`an evening of ${MINUTES} minutes loses nothing and grows by nothing`, async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now());
  const chance = seededChance(seed);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-soak-'));
  const papers = new Map<string, string[]>();
  const ports: number[] = [];
  const open = (lane: number): Promise<VirtualPrinter> =>
    startVirtualPrinter({
      port: ports[lane] ?? 0,
      ticketMs: null,
      mmPerSecond: 150,
      onPiece({ text }) {
        const name = text.find((line) => /^N\d+$/.test(line));
        if (name !== undefined) papers.set(name, [...(papers.get(name) ?? []), text.join('\n')]);
      },
    });
  const printers: VirtualPrinter[] = [];
  for (let lane = 0; lane < LANES; lane++) {
    ports.push(await freePort());
    printers.push(await open(lane));
  }
  const restaurantFile = path.join(folder, 'restaurant.json');
  writeFileSync(restaurantFile, JSON.stringify(restaurant(ports)));
  const host = await startHostProcess({
    dataDir: path.join(folder, 'data'),
    restaurantFile,
    env: {
      NODE_OPTIONS: `--expose-gc --import ${pathToFileURL(path.resolve('test/soak/collect.mjs')).href}`,
    },
    // The shim of a slow disk: each sync waits 5 ms before it begins.
    under: [
      'strace',
      '-f',
      '--seccomp-bpf',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      'trace=fsync,fdatasync',
      '-e',
      'inject=fsync,fdatasync:delay_enter=5000',
    ],
  });
  const [, codigo = ''] = /#propietario=(\w+)/.exec(host.output()) ?? [];
  const linked = await httpAsk(host.httpPort, 'POST', '/vincular/propietario', {
    body: { codigo, dispositivo: 'Caja', persona: 'Dueña', pin: '730164' },
  });
  const owner = String(linked.body.token);

  const end = performance.now() + MINUTES * 60_000;
  const isOver = (): boolean => performance.now() > end;
  const samples: Sample[] = [];
  const acked = new Map<string, { readonly id: number; readonly stations: number }>();
  const trouble: string[] = [];

  async function guests(): Promise<void> {
    const client = await host.client();
    const start = performance.now();
    const staying: Promise<void>[] = [];
    for (let n = 0; !isOver(); n++) {
      await pause(Math.max(0, start + (n * 1_000) / PER_SECOND - performance.now()));
      const first = Math.floor(chance() * LANES);
      const stations = n % 2 === 0 ? 2 : 3;
      const productos = Array.from({ length: stations }, (_, k) => ({
        codigo: `P${(first + k * 5) % LANES}`,
        cantidad: 1 + (n % 3),
      }));
      const key = `N${n}`;
      // Not waited for: whoever orders next does not wait for whoever ordered before.
      staying.push(
        (async () => {
          const answer = await client.request({ id: key, cliente: key, productos });
          if (answer.status !== 'recibido')
            return void trouble.push(`${key}: ${JSON.stringify(answer)}`);
          acked.set(key, { id: Number(answer.id), stations });
          await pause(STAYS_MS);
          const paid = await host.asProgram({ cobrar: Number(answer.id), pago: 'efectivo' });
          if (paid.error !== undefined) trouble.push(`${key} not paid: ${JSON.stringify(paid)}`);
        })().catch((error: Error) => void trouble.push(`${key}: ${error.message}`)),
      );
    }
    await Promise.all(staying);
    client.close();
  }

  async function flapping(): Promise<void> {
    while (!isOver()) {
      await pause(FLAPS_EVERY_MS);
      await printers[0]?.stop();
      await pause(FLAPS_EVERY_MS);
      printers[0] = await open(0);
    }
  }

  async function screens(): Promise<void> {
    while (!isOver()) {
      const opened = await openScreen(host.httpPort, owner);
      if ('refused' in opened) trouble.push(`a screen was refused with ${opened.refused}`);
      else {
        await opened.hello();
        // A screen says that it is there.
        const saying = setInterval(() => opened.send({ type: 'ping', n: 1 }), 1_500);
        await pause(2_000 + chance() * 20_000);
        clearInterval(saying);
        opened.close();
      }
    }
  }

  async function looks(): Promise<void> {
    const start = performance.now();
    while (!isOver()) {
      await pause(LOOK_EVERY_MS);
      const text = await (await fetch(`http://127.0.0.1:${host.httpPort}/metrics`)).text();
      const figure = (series: string): number =>
        Number(
          text
            .split('\n')
            .find((line) => line.startsWith(`${series} `))
            ?.split(' ')[1],
        );
      samples.push({
        minute: (performance.now() - start) / 60_000,
        rssMiB: figure('comanda_memory_bytes{kind="rss"}') / 1_048_576,
        youngMiB: figure('comanda_memory_bytes{kind="young"}') / 1_048_576,
        heapMiB: figure('comanda_memory_bytes{kind="heap"}') / 1_048_576,
        coreHeapMiB: figure('comanda_memory_bytes{kind="core_heap"}') / 1_048_576,
        loopP99Ms: figure('comanda_event_loop_delay_seconds{of="p99"}') * 1_000,
      });
      const last = samples.at(-1);
      if (samples.length % 12 === 0)
        console.log(
          `${last?.minute.toFixed(0)} min: ${acked.size} orders, ${last?.rssMiB.toFixed(0)} MiB, loop p99 ${last?.loopP99Ms.toFixed(1)} ms`,
        );
    }
  }

  try {
    await Promise.all([guests(), flapping(), looks(), ...Array.from({ length: SCREENS }, screens)]);
    await until(
      'all lanes are empty',
      async () => {
        const { carriles } = (await host.ask({ consulta: 'cola' })) as unknown as {
          carriles: { en_cola: number; imprimiendo: boolean }[];
        };
        return carriles.every(({ en_cola, imprimiendo }) => en_cola === 0 && !imprimiendo);
      },
      300_000,
    );
    const pending =
      ((await host.asProgram({ consulta: 'pendientes' })) as { pendientes?: { pedido?: number }[] })
        .pendientes ?? [];
    const asked = new Set(pending.map(({ pedido }) => pedido));
    const client = await host.client();
    for (const [key, { id, stations }] of acked) {
      const found = await client.request({ consulta: 'pedido', clave: key });
      if (found.id !== id || found.estado !== 'cerrado')
        trouble.push(`${key} is ${JSON.stringify(found).slice(0, 120)}`);
      const copies = papers.get(key) ?? [];
      if (copies.length < stations && !asked.has(id))
        trouble.push(`${key}: ${copies.length} papers of ${stations}`);
      const unmarked = copies.filter((text) => !text.includes('POSIBLE DUPLICADO')).length;
      if (unmarked > stations)
        trouble.push(`${key}: ${unmarked} papers without a mark, of ${stations}`);
    }
    client.close();

    const settled = samples.filter(({ minute }) => minute > SETTLED_MINUTES);
    const loop = settled.map(({ loopP99Ms }) => loopP99Ms).toSorted((a, b) => a - b);
    const at = (share: number): number =>
      loop[Math.min(loop.length - 1, Math.floor(loop.length * share))] ?? 0;
    console.log(
      [
        `seed ${seed}: ${acked.size} orders, ${trouble.length} troubles, ${asked.size} wait for a person`,
        `memory slope ${slope(settled, ({ rssMiB }) => rssMiB).toFixed(1)} MiB/h of the process, ${slope(settled, ({ rssMiB, youngMiB }) => rssMiB - youngMiB).toFixed(1)} MiB/h without its room for young objects, ${slope(settled, ({ heapMiB }) => heapMiB).toFixed(1)} MiB/h of the main heap, ${slope(settled, ({ coreHeapMiB }) => coreHeapMiB).toFixed(1)} MiB/h of the core's (floors of each minute)`,
        `event loop p99 in 10 s: median ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms`,
      ].join('\n'),
    );
    mkdirSync('test-results', { recursive: true });
    writeFileSync(
      'test-results/soak-evening.json',
      JSON.stringify({ seed, minutes: MINUTES, orders: acked.size, trouble, samples }, null, 2),
    );
    expect(trouble).toEqual([]);
  } finally {
    await host.stop();
    for (const printer of printers) await printer.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Looks a minute at least: fewer may all have come before a collection. */
const LOOKS_A_MINUTE = 3;

/**
 * MiB an hour: the straight line through the lowest figure of each minute; what is above it only
 * waits to be collected.
 */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const minutes = new Map<number, number[]>();
  for (const sample of samples) {
    const minute = Math.floor(sample.minute);
    minutes.set(minute, [...(minutes.get(minute) ?? []), of(sample)]);
  }
  const points = [...minutes].flatMap(([minute, looks]) =>
    looks.length < LOOKS_A_MINUTE ? [] : [[minute, Math.min(...looks)] as const],
  );
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([minute]) => minute)), mean(points.map(([, value]) => value))];
  const up = points.reduce((sum, [minute, value]) => sum + (minute - x) * (value - y), 0);
  const across = points.reduce((sum, [minute]) => sum + (minute - x) ** 2, 0);
  return across === 0 ? 0 : (up / across) * 60;
}

/** A station a lane, one dish each; the printer that goes and comes has another behind it. */
function restaurant(ports: readonly number[]): RestaurantText {
  const names = ports.map((_, lane) => `E${lane}`);
  return {
    name: 'Soak',
    cutoverHour: 5,
    currency: { code: 'ARS', decimals: 2 },
    printers: names.map((name, lane) => ({
      name,
      address: { kind: 'tcp', host: '127.0.0.1', port: ports[lane] ?? 0 },
      profile: { columns: 48, codePage: 'PC858', ...TALKING },
    })),
    stations: names.map((name, lane) => ({
      name,
      printer: name,
      fallbacks: lane === 0 ? ['E1'] : [],
      default: lane === 0,
      counter: false,
    })),
    categories: names.map((name) => ({ name, stations: [name] })),
    items: names.map((name, lane) => ({
      code: `P${lane}`,
      name: `Plato ${lane}`,
      category: name,
      price: 100,
      stations: [],
    })),
    tables: [],
  };
}
