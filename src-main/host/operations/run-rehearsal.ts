/**
 * One rehearsal from its opening to its verdict: a host on a folder of its own that is thrown away
 * afterwards, with this place's menu and stations and a virtual printer in each one's place, is
 * sent its orders by the order port. Nothing of it touches anybody's database, printers or network.
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { papersIn } from '../../../src-shared/live/lane-board';
import type { Event } from '../../../src-shared/events/events';
import {
  checkOf,
  REHEARSAL_LIMITS,
  REHEARSAL_LOAD_S,
  REHEARSAL_LOADS,
  REHEARSAL_ORDERS,
  timeSpread,
} from '../../../src-shared/model/operations/rehearsal';
import type {
  Rehearsal,
  RehearsalLoad,
  ServicePace,
} from '../../../src-shared/model/operations/rehearsal';
import type { RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { EpochMs, Id } from '../../../src-shared/base/vocabulary';
import type { HostConfig } from '../runtime/config';
import type { Core } from '../core/core-client';
import { arrivals, rehearsalRestaurant, rehearsalOrder } from '../domain/operations/rehearsal-plan';
import { simulateService } from './rehearsal-people';
import type { RehearsalService } from './rehearsal-people';

/** The part of a host that a rehearsal needs. */
export type Stage = { readonly core: Core; stop(): Promise<void> };

export type RehearsalOptions = {
  readonly place: RestaurantLayout;
  /** What the second host has in common with the first. */
  readonly config: HostConfig;
  readonly open: (config: HostConfig) => Promise<Stage>;
  /** Told whenever something of it changes. */
  readonly tell: (rehearsal: Rehearsal) => void;
  /** Asked all the time: a reason to leave off, in words; null to go on. */
  readonly mustEnd: () => Promise<string | null> | string | null;
  /**
   * How long cooking and carrying take; null: nobody cooks, and an order is over with its paper.
   */
  readonly pace: ServicePace | null;
};

/** Past twice what its papers should take a part is given up. */
const GIVEN_UP_MS = 2 * REHEARSAL_LIMITS.printed;
const LOOK_EVERY_MS = 100;
/** No load asks for more than this, however fast the paper: orders a second. */
const FASTEST = 20;
/**
 * Where free ports are looked for: below those that the system hands out, above those of the usual
 * services.
 */
const PORTS = { lowest: 20_000, span: 11_000, tries: 200 } as const;

export async function runRehearsal({
  place,
  config,
  open,
  tell,
  mustEnd,
  pace,
}: RehearsalOptions): Promise<Rehearsal> {
  let now: Rehearsal = NOTHING_YET;
  const say = (part: Partial<Rehearsal>): Rehearsal => {
    now = { ...now, ...part };
    tell(now);
    return now;
  };
  say({});
  let folder: string | null = null;
  let stage: Stage | null = null;
  let service: RehearsalService | null = null;
  try {
    folder = rehearsalFolder();
    const port = await freePorts(2 + place.printers.length);
    const restaurantFile = path.join(folder, 'restaurante.json');
    writeFileSync(restaurantFile, JSON.stringify(rehearsalRestaurant(place, port + 2)));
    stage = await open({
      ...config,
      dataDir: path.join(folder, 'datos'),
      host: '127.0.0.1',
      port,
      httpPort: port + 1,
      printing: true,
      restaurantFile,
      stateDir: null,
      tlsCert: null,
      tlsKey: null,
      advertise: false,
    });
    service = pace === null ? null : await simulateService(stage.core, place, pace);
    return await play(stage, service, port, place, () => now, say, mustEnd);
  } catch (error) {
    return say({ phase: 'failed', trouble: (error as Error).message });
  } finally {
    service?.stop();
    await stage?.stop();
    if (folder !== null) dropFolder(folder);
  }
}

export const NOTHING_YET: Rehearsal = {
  phase: 'opening',
  orders: 0,
  received: 0,
  lost: 0,
  papers: 0,
  checks: [],
  answers: null,
  paper: {},
  service: null,
  trouble: null,
};

/** One order on its way. Times are ms since 1970: sender and host are one machine. */
type Sent = { readonly part: RehearsalLoad; readonly at: EpochMs };

async function play(
  stage: Stage,
  service: RehearsalService | null,
  port: number,
  place: RestaurantLayout,
  now: () => Rehearsal,
  say: (part: Partial<Rehearsal>) => Rehearsal,
  mustEnd: RehearsalOptions['mustEnd'],
): Promise<Rehearsal> {
  /** By their number on the stage's host. */
  const sent = new Map<number, Sent>();
  const queuedAt = new Map<number, EpochMs>();
  const printedAt: { readonly order: number; readonly printerId: Id; readonly at: EpochMs }[] = [];
  const answers: number[] = [];
  let no = 0;

  stage.core.subscribe((events: readonly Event[]) => {
    for (const event of events) {
      if (event.order === null) continue;
      if (event.kind === 'order.placed') queuedAt.set(event.order, event.at);
      else if (event.kind === 'printJob.settled' && event.state === 'printed')
        printedAt.push({ order: event.order, printerId: event.printerId, at: event.at });
    }
    if (printedAt.length !== now().papers) say({ papers: printedAt.length });
  });

  async function order(part: RehearsalLoad): Promise<void> {
    const content = rehearsalOrder(place, no++);
    const at = Date.now();
    const begun = performance.now();
    const number = await send(port, content).catch(() => null);
    if (number === null) return void say({ lost: now().lost + 1 });
    answers.push(performance.now() - begun);
    sent.set(number, { part, at });
    say({ received: now().received + 1 });
  }

  /** Waits until a count is zero. `unit`: what is counted, for the sentence when it never is. */
  async function untilNone(
    unit: string,
    count: () => Promise<number> | number,
    givenUpMs = GIVEN_UP_MS,
  ): Promise<void> {
    const start = performance.now();
    for (;;) {
      const left = await count();
      if (left === 0) return;
      const why = await mustEnd();
      if (why !== null) throw new Error(why);
      if (performance.now() - start > givenUpMs)
        throw new Error(
          `después de ${Math.round(givenUpMs / 60_000)} minutos quedan ${left} ${unit}`,
        );
      await pause(LOOK_EVERY_MS);
    }
  }
  const papersOut = (): Promise<void> => untilNone('papeles', () => printsLeft(stage.core));

  const timesOf = (part: RehearsalLoad): readonly number[] =>
    printedAt.flatMap(({ order: number, at }) => {
      const from = sent.get(number);
      return from?.part === part ? [Math.max(0, at - from.at)] : [];
    });
  const ofPart = (part: RehearsalLoad): Partial<Rehearsal> => {
    const times = timeSpread(timesOf(part));
    return {
      answers: timeSpread(answers),
      paper: times === null ? now().paper : { ...now().paper, [part]: times },
    };
  };
  const worst = (times: readonly number[]): number =>
    times.reduce((most, ms) => Math.max(most, ms), 0);

  say({ phase: 'burst', orders: REHEARSAL_ORDERS });
  const start = Date.now();
  const begun = performance.now();
  await Promise.all(Array.from({ length: REHEARSAL_ORDERS }, () => order('burst')));
  const receivedMs = performance.now() - begun;
  say({ phase: 'paper' });
  await papersOut();
  const printedMs = worst(printedAt.map(({ at }) => at - start));
  const checks = [checkOf('burst', receivedMs), checkOf('printed', printedMs)];
  say({ ...ofPart('burst'), checks });

  const rate = ratePerSecond(printedAt);
  for (const [part, load] of Object.entries(REHEARSAL_LOADS) as [
    keyof typeof REHEARSAL_LOADS,
    number,
  ][]) {
    const times = arrivals(Math.min(FASTEST, rate * load), REHEARSAL_LOAD_S);
    say({ phase: part, orders: now().orders + times.length });
    const from = performance.now();
    const sending: Promise<void>[] = [];
    for (const atS of times) {
      await pause(Math.max(0, from + atS * 1_000 - performance.now()));
      sending.push(order(part));
      const why = await mustEnd();
      if (why !== null) throw new Error(why);
    }
    await Promise.all(sending);
    await papersOut();
    checks.push(checkOf(part, timeSpread(timesOf(part))?.p95 ?? 0));
    say({ ...ofPart(part), checks: [...checks] });
  }
  if (service !== null) {
    say({ phase: 'service' });
    await untilNone('pedidos por servir', service.left, GIVEN_UP_MS + service.longestMs);
    say({ service: service.outcome() });
  }
  const queued = [...sent].map(([number, { at }]) => (queuedAt.get(number) ?? Infinity) - at);
  return say({
    phase: 'done',
    checks: [checkOf('received', worst(answers)), checkOf('queued', worst(queued)), ...checks],
  });
}

/**
 * Orders a second that would keep the busiest printer printing all the time, as the burst showed
 * it.
 */
function ratePerSecond(
  printed: readonly { readonly printerId: Id; readonly at: EpochMs }[],
): number {
  const ends = new Map<Id, EpochMs[]>();
  for (const { printerId, at } of printed)
    ends.set(printerId, [...(ends.get(printerId) ?? []), at]);
  const rates = [...ends.values()].map((times) => {
    // The first paper's own time is not known: between the first and the last there is one less.
    const spanS = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
    const perOrder = times.length / REHEARSAL_ORDERS;
    return spanS > 0 && times.length > 1 ? (times.length - 1) / spanS / perOrder : FASTEST;
  });
  return rates.reduce((least, one) => Math.min(least, one), FASTEST);
}

export async function printsLeft(core: Core): Promise<number> {
  return papersIn((await core.ask({ name: 'queue' })).lanes);
}

/** As any sender does: a line out, a line back. The order's number; null: it was refused. */
function send(port: number, order: object): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${JSON.stringify(order)}\n`));
    socket.setTimeout(GIVEN_UP_MS, () => socket.destroy(new Error('no contestó')));
    let answer = '';
    socket.setEncoding('utf8').on('data', (more: string) => {
      answer += more;
      if (!answer.includes('\n')) return;
      socket.destroy();
      resolve(numberIn(answer));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('la conexión se cerró')));
  });
}

/** Null also where no host answered: somebody else's program took the free port. */
function numberIn(line: string): number | null {
  try {
    const { id } = JSON.parse(line) as { readonly id?: unknown };
    return typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}

const FOLDERS = 'comanda-ensayo-';
/**
 * No rehearsal takes so long: what is older was left by one whose program was ended in the middle.
 */
const LEFT_AFTER_MS = 86_400_000;

/** A fresh one; those that were left behind go. */
export function rehearsalFolder(): string {
  const own = os.tmpdir();
  for (const name of readdirSync(own)) {
    const found = name.startsWith(FOLDERS)
      ? statSync(path.join(own, name), { throwIfNoEntry: false })
      : undefined;
    if (found && Date.now() - found.mtimeMs > LEFT_AFTER_MS) dropFolder(path.join(own, name));
  }
  return mkdtempSync(path.join(own, FOLDERS));
}

/** On Windows a file is held for a moment after it was closed. */
export function dropFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The first of so many free ones in a row. */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < PORTS.tries; tries++) {
    const first = PORTS.lowest + Math.floor(Math.random() * PORTS.span);
    const free = await Promise.all(
      Array.from({ length: count }, (_, index) => isFree(first + index)),
    );
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
