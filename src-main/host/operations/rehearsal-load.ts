/** Sends the orders of a rehearsal by the order port, and measures answers, queue and paper. */
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { papersIn } from '../../../src-shared/live/lane-board';
import type { RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { Event } from '../../../src-shared/events/events';
import {
  checkOf,
  REHEARSAL_LIMITS,
  REHEARSAL_LOAD_S,
  REHEARSAL_ORDERS,
  timeSpread,
} from '../../../src-shared/model/operations/rehearsal';
import type {
  Rehearsal,
  RehearsalCheck,
  RehearsalLoad,
} from '../../../src-shared/model/operations/rehearsal';
import type { EpochMs, Id } from '../../../src-shared/base/vocabulary';
import type { Core } from '../core/core-client';
import { arrivals, rehearsalOrder } from '../domain/operations/rehearsal-plan';

/** A part of the rehearsal is abandoned after twice the time that its prints may take. */
const ABANDON_AFTER_MS = 2 * REHEARSAL_LIMITS.printed;
const POLL_EVERY_MS = 100;
/** Highest rate of a load, in orders a second, however fast the printers are. */
const FASTEST = 20;

/** State of the rehearsal. Each update is reported, and returns the new state. */
export type Progress = {
  readonly now: Rehearsal;
  update(part: Partial<Rehearsal>): Rehearsal;
};

export type LoadOptions = {
  readonly core: Core;
  readonly port: number;
  readonly place: RestaurantLayout;
  readonly progress: Progress;
  /** Polled: the reason to end early, as text. Null: continue. */
  readonly mustEnd: () => Promise<string | null> | string | null;
};

/** Times are ms since 1970: sender and host run on one machine. */
type SentOrder = { readonly part: RehearsalLoad; readonly at: EpochMs };
type Printed = { readonly order: number; readonly printerId: Id; readonly at: EpochMs };

export class RehearsalOrders {
  readonly #options: LoadOptions;
  /** By the order number of the rehearsal's host. */
  readonly #sent = new Map<number, SentOrder>();
  readonly #queuedAt = new Map<number, EpochMs>();
  readonly #printed: Printed[] = [];
  /** Answer times, ms. */
  readonly #answers: number[] = [];
  #next = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
    options.core.subscribe((events) => this.#follow(events));
  }

  /** Sends all orders of the burst at once and waits for their prints. */
  async burst(): Promise<readonly RehearsalCheck[]> {
    const { progress } = this.#options;
    progress.update({ phase: 'burst', orders: REHEARSAL_ORDERS });
    const startedAt = Date.now();
    const start = performance.now();
    await Promise.all(Array.from({ length: REHEARSAL_ORDERS }, () => this.#send('burst')));
    const receivedMs = performance.now() - start;
    progress.update({ phase: 'paper' });
    await this.#untilPrinted();
    const printedMs = longest(this.#printed.map(({ at }) => at - startedAt));
    const checks = [checkOf('burst', receivedMs), checkOf('printed', printedMs)];
    progress.update({ ...this.#timesOf('burst'), checks });
    return checks;
  }

  /** Printing rate that keeps the busiest printer busy, in orders a second, from the burst. */
  get rate(): number {
    return ratePerSecond(this.#printed);
  }

  /** Sends orders for REHEARSAL_LOAD_S seconds at `perSecond` and waits for their prints. */
  async load(part: 'normal' | 'high', perSecond: number): Promise<RehearsalCheck> {
    const { progress } = this.#options;
    const times = arrivals(Math.min(FASTEST, perSecond), REHEARSAL_LOAD_S);
    progress.update({ phase: part, orders: progress.now.orders + times.length });
    const start = performance.now();
    const sending: Promise<void>[] = [];
    for (const atS of times) {
      await pause(Math.max(0, start + atS * 1_000 - performance.now()));
      sending.push(this.#send(part));
      await this.#throwIfEnded();
    }
    await Promise.all(sending);
    await this.#untilPrinted();
    return checkOf(part, timeSpread(this.#paperTimes(part))?.p95 ?? 0);
  }

  /** Reports the times of a load, with all checks so far. */
  reportLoad(part: RehearsalLoad, checks: readonly RehearsalCheck[]): void {
    this.#options.progress.update({ ...this.#timesOf(part), checks });
  }

  /** Waits until `count` is 0. `unit` names what is counted, for the error after the time limit. */
  async #untilNone(
    unit: string,
    count: () => Promise<number> | number,
    abandonAfterMs = ABANDON_AFTER_MS,
  ): Promise<void> {
    const start = performance.now();
    for (;;) {
      const left = await count();
      if (left === 0) return;
      await this.#throwIfEnded();
      if (performance.now() - start > abandonAfterMs)
        throw new Error(
          `después de ${Math.round(abandonAfterMs / 60_000)} minutos quedan ${left} ${unit}`,
        );
      await pause(POLL_EVERY_MS);
    }
  }

  /** Waits until the simulated people have served every order. */
  async untilServed(left: () => number, longestMs: number): Promise<void> {
    await this.#untilNone('pedidos por servir', left, ABANDON_AFTER_MS + longestMs);
  }

  /** The slowest answer, and the slowest way into the queue, over the whole rehearsal. */
  overallChecks(): readonly RehearsalCheck[] {
    const queued = [...this.#sent].map(
      ([number, { at }]) => (this.#queuedAt.get(number) ?? Infinity) - at,
    );
    return [checkOf('received', longest(this.#answers)), checkOf('queued', longest(queued))];
  }

  #follow(events: readonly Event[]): void {
    for (const event of events) {
      if (event.order === null) continue;
      if (event.kind === 'order.placed') this.#queuedAt.set(event.order, event.at);
      else if (event.kind === 'printJob.settled' && event.state === 'printed')
        this.#printed.push({ order: event.order, printerId: event.printerId, at: event.at });
    }
    const { progress } = this.#options;
    if (this.#printed.length !== progress.now.papers)
      progress.update({ papers: this.#printed.length });
  }

  async #send(part: RehearsalLoad): Promise<void> {
    const { place, port, progress } = this.#options;
    const content = rehearsalOrder(place, this.#next++);
    const at = Date.now();
    const start = performance.now();
    const number = await sendOrder(port, content).catch(() => null);
    if (number === null) return void progress.update({ lost: progress.now.lost + 1 });
    this.#answers.push(performance.now() - start);
    this.#sent.set(number, { part, at });
    progress.update({ received: progress.now.received + 1 });
  }

  #untilPrinted(): Promise<void> {
    return this.#untilNone('papeles', () => printsLeft(this.#options.core));
  }

  async #throwIfEnded(): Promise<void> {
    const why = await this.#options.mustEnd();
    if (why !== null) throw new Error(why);
  }

  #timesOf(part: RehearsalLoad): Partial<Rehearsal> {
    const { now } = this.#options.progress;
    const times = timeSpread(this.#paperTimes(part));
    return {
      answers: timeSpread(this.#answers),
      paper: times === null ? now.paper : { ...now.paper, [part]: times },
    };
  }

  /** From sending to paper, ms. */
  #paperTimes(part: RehearsalLoad): readonly number[] {
    return this.#printed.flatMap(({ order, at }) => {
      const sent = this.#sent.get(order);
      return sent?.part === part ? [Math.max(0, at - sent.at)] : [];
    });
  }
}

function longest(times: readonly number[]): number {
  return times.reduce((most, ms) => Math.max(most, ms), 0);
}

function ratePerSecond(printed: readonly Printed[]): number {
  const ends = new Map<Id, EpochMs[]>();
  for (const { printerId, at } of printed)
    ends.set(printerId, [...(ends.get(printerId) ?? []), at]);
  const rates = [...ends.values()].map((times) => {
    // n prints end n - 1 intervals apart: when the first one began is not known.
    const spanS = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
    const perOrder = times.length / REHEARSAL_ORDERS;
    return spanS > 0 && times.length > 1 ? (times.length - 1) / spanS / perOrder : FASTEST;
  });
  return rates.reduce((least, one) => Math.min(least, one), FASTEST);
}

/** Tickets queued or in print. */
export async function printsLeft(core: Core): Promise<number> {
  return papersIn((await core.ask({ name: 'queue' })).lanes);
}

/** Sends one line and reads one line. Resolves to the order's number; null: it was refused. */
function sendOrder(port: number, order: object): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(`${JSON.stringify(order)}\n`));
    socket.setTimeout(ABANDON_AFTER_MS, () => socket.destroy(new Error('no contestó')));
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

/** Null also if the answer is not of a host: another program took the free port. */
function numberIn(line: string): number | null {
  try {
    const { id } = JSON.parse(line) as { readonly id?: unknown };
    return typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}
