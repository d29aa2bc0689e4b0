/**
 * Rehearsals: a second host on a folder of its own that is thrown away afterwards, with the house's menu and stations and virtual printers,
 * is sent a hundred orders at once by the order port. Nothing of it touches the restaurant's database, printers or network.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '../../src-shared/errors';
import { REHEARSAL } from '../../src-shared/rehearsal';
import type { Rehearsal } from '../../src-shared/rehearsal';
import type { Place, Snapshot } from '../../src-shared/snapshot';
import type { HostConfig } from './config';
import type { Core } from './core/core-client';
import { rehearsalHouse, rehearsalOrder } from './domain/rehearse';
import type { RehearsalControl } from './ports/rehearsal-control';
import type { Clock } from './ports/clock';

/** The part of a host that a rehearsal needs. */
type Stage = { readonly core: Core; stop(): Promise<void> };

export type RehearsalOptions = {
  readonly core: Core;
  readonly clock: Clock;
  readonly config: HostConfig;
  readonly open: (config: HostConfig) => Promise<Stage>;
  readonly onTrouble: (words: string) => void;
};

/** More of the house's own papers in line: people wait for them, and a rehearsal would take their share of the machine. */
const WAITING_TOO_MANY = 5;
/** Past twice what it should take it is given up. */
const GIVEN_UP_MS = 2 * REHEARSAL.printedWithinMs;
const LOOK_EVERY_MS = 100;
/** Where free ports are looked for: below those that the system hands out, above those of the usual services. */
const PORTS = { lowest: 20_000, span: 11_000, tries: 200 } as const;

export function createRehearsals({ core, clock, config, open, onTrouble }: RehearsalOptions): RehearsalControl & {
  stop(): Promise<void>;
} {
  let last: Rehearsal | null = null;
  let running: Promise<void> | null = null;
  let stopped = false;

  const tell = (part: Partial<Rehearsal>): Rehearsal => (last = { ...(last ?? NOTHING), ...part });

  async function run(place: Place): Promise<void> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-ensayo-'));
    let stage: Stage | null = null;
    try {
      const port = await freePorts(2 + place.printers.length);
      const restaurantFile = path.join(folder, 'restaurante.json');
      writeFileSync(restaurantFile, JSON.stringify(rehearsalHouse(place, port + 2)));
      stage = await open({
        ...config,
        dataDir: path.join(folder, 'datos'),
        host: '127.0.0.1',
        port,
        httpPort: port + 1,
        printing: true,
        restaurantFile,
        tlsCert: null,
        tlsKey: null,
        advertise: false,
      });
      await perform(stage, place, port);
    } catch (error) {
      tell({ phase: 'failed', trouble: (error as Error).message });
      onTrouble((error as Error).message);
    } finally {
      await stage?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async function perform(stage: Stage, place: Place, port: number): Promise<void> {
    stage.core.subscribe((events) => {
      const out = events.filter((event) => event.kind === 'printJob.settled' && event.state === 'printed');
      if (out.length > 0) tell({ papers: (last?.papers ?? 0) + out.length });
    });
    tell({ phase: 'sending' });
    const start = clock.elapsed();
    const sending = Array.from({ length: REHEARSAL.orders }, async (_, no) => {
      const isTaken = await send(port, rehearsalOrder(place, no)).catch(() => false);
      tell(isTaken ? { received: (last?.received ?? 0) + 1 } : { lost: (last?.lost ?? 0) + 1 });
    });
    await Promise.all(sending);
    tell({ phase: 'printing', receivedMs: Math.round(clock.elapsed() - start) });
    for (;;) {
      const left = await papersLeft(stage.core);
      if (left === 0) return void tell({ phase: 'done', printedMs: Math.round(clock.elapsed() - start) });
      if (stopped) throw new Error('el servidor se cerró');
      if (clock.elapsed() - start > GIVEN_UP_MS)
        throw new Error(`después de ${GIVEN_UP_MS / 60_000} minutos quedan ${left} papeles`);
      await pause(LOOK_EVERY_MS);
    }
  }

  return {
    async begin() {
      if (running) return refuse('REHEARSAL_BUSY', { reason: 'ya hay un ensayo en marcha' });
      if ((await papersLeft(core)) > WAITING_TOO_MANY)
        return refuse('REHEARSAL_BUSY', { reason: 'hay comandas de verdad en cola' });
      const { text } = await core.ask({ name: 'snapshot', fromDay: '9999-12-31' });
      const { place } = JSON.parse(text) as Snapshot;
      if (place.items.length === 0) return refuse('REHEARSAL_BUSY', { reason: 'el menú está vacío' });
      if (running) return refuse('REHEARSAL_BUSY', { reason: 'ya hay un ensayo en marcha' });
      last = NOTHING;
      running = run(place).finally(() => (running = null));
      return last;
    },
    now: () => last,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

const NOTHING: Rehearsal = {
  phase: 'opening',
  orders: REHEARSAL.orders,
  received: 0,
  lost: 0,
  papers: 0,
  receivedMs: null,
  printedMs: null,
  trouble: null,
};

async function papersLeft(core: Core): Promise<number> {
  const { lanes } = await core.ask({ name: 'queue' });
  return lanes.reduce(
    (sum, { queued, sending }) => sum + queued.urgent + queued.normal + queued.low + Number(sending !== null),
    0,
  );
}

/** As any sender does: a line out, a line back. False: it was refused. */
function send(port: number, order: object): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${JSON.stringify(order)}\n`));
    socket.setTimeout(GIVEN_UP_MS, () => socket.destroy(new Error('no contestó')));
    let answer = '';
    socket.setEncoding('utf8').on('data', (more: string) => {
      answer += more;
      if (!answer.includes('\n')) return;
      socket.destroy();
      resolve((JSON.parse(answer) as { error?: unknown }).error === undefined);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('la conexión se cerró')));
  });
}

/** The first of so many free ones in a row. */
async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < PORTS.tries; tries++) {
    const first = PORTS.lowest + Math.floor(Math.random() * PORTS.span);
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('no hay puertos libres');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
