/**
 * A printer that needs no hardware: a TCP server on a loopback port that reads ESC/POS at a
 * printer's speed, answers what a printer answers, and keeps its paper. The demo's paper, and the
 * tests' witness: paper and received bytes are kept apart, because only paper feeds a cook. It can
 * be out of paper, open, mute, rude or slow like a real one (faults.ts).
 */
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOf } from './answers';
import type { Answers, VirtualIdentity } from './answers';
import { escPosReader } from './escpos-reader';
import { NO_CONDITION, WELL_BEHAVED } from './faults';
import type { PrinterCondition, PrinterFaults } from './faults';
import { intakeOf } from './intake';
import type { Intake } from './intake';
import { blankPaper } from './paper';
import type { PaperPiece, PaperSpeed } from './paper';
import { NO_REAL_TIME, realTimeScanner } from './real-time';
import { starReader } from './star-reader';

const NAMELESS: VirtualIdentity = { maker: 'COMANDA', model: 'VIRTUAL', serial: '0001' };

export type VirtualPrinterOptions = PaperSpeed & {
  readonly port: number;
  readonly host?: string;
  readonly faults?: Partial<PrinterFaults>;
  /** Who it says it is. */
  readonly identity?: VirtualIdentity;
  /** What it reads: Epson's language or Star's. */
  readonly language?: 'escpos' | 'star';
  readonly onPiece?: (piece: PaperPiece) => void;
};

export type VirtualPrinter = {
  readonly port: number;
  readonly pieces: readonly PaperPiece[];
  /** What is printed and not cut off yet. */
  readonly hanging: readonly string[];
  readonly bytesReceived: number;
  /** performance.now() at the very first byte; null before it. */
  readonly firstByteAt: number | null;
  /**
   * Connections at most open at once, those not counted whose sender had hung up: more than one
   * means that two programs print here.
   */
  readonly mostConnections: number;
  /** Connections accepted since the start. */
  readonly connections: number;
  /** Time its paper takes by its own declaration, ms: what no sender can go below. */
  readonly declaredMs: number;
  readonly drawerKicks: number;
  readonly unknownCommands: number;
  /** Changes what a person at the printer changes: paper, cover, cutter. */
  set(condition: Partial<PrinterCondition>): void;
  /** Changes how it misbehaves, from the next connection on; `mute` and its like at once. */
  misbehave(faults: Partial<PrinterFaults>): void;
  /** Off and on again: connections break, what was received and not printed is gone. */
  powerCycle(): void;
  stop(): Promise<void>;
};

/** Rejects with the system's error when the port cannot be opened. */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const paper = blankPaper(options, options.onPiece);
  const open = new Set<net.Socket>();
  /** Those whose sender has not hung up. */
  const live = new Set<net.Socket>();
  const abort = new AbortController();
  let condition: PrinterCondition = NO_CONDITION;
  let faults: PrinterFaults = { ...WELL_BEHAVED, ...options.faults };
  let changed: (() => void)[] = [];
  let power = new AbortController();
  let clock = 0;
  let bytesReceived = 0;
  let firstByteAt: number | null = null;
  let mostConnections = 0;
  let connections = 0;
  let declaredMs = 0;
  /** The connection that is being served. */
  let speaker: Answers | null = null;
  const star = options.language === 'star';
  const intakes = new Set<Intake>();
  /**
   * One connection is spoken with at a time, and its bytes are printed after those of the one
   * before.
   */
  let talking: Promise<void> = Promise.resolve();
  let turn: Promise<void> = Promise.resolve();

  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    live.add(socket);
    connections++;
    // Two turns of the loop later: a hang-up that came before this connection may be told after it,
    // and a turn after its last bytes.
    setImmediate(() =>
      setImmediate(() => (mostConnections = Math.max(mostConnections, live.size))),
    );
    socket.on('error', () => {});
    socket.on('end', () => live.delete(socket));
    socket.on('close', () => {
      open.delete(socket);
      live.delete(socket);
    });
    const intake = intakeOf(socket);
    intakes.add(intake);
    if (faults.closesAtOnce) return void socket.end();
    if (live.size > 1 && faults.secondConnection !== 'waits') {
      if (faults.secondConnection === 'reset') socket.resetAndDestroy();
      else socket.end();
      return;
    }
    const answers = answersOf(
      () => ({ condition, faults }),
      options.identity ?? NAMELESS,
      (bytes) => {
        if (!socket.destroyed && socket.writable) socket.write(bytes);
      },
      abort.signal,
    );
    const off = AbortSignal.any([power.signal, abort.signal]);
    // It is spoken with as soon as the one before has hung up, though that one's paper may not be
    // out yet.
    const spoken = talking.then(() => speakWith(socket, intake, answers, off));
    talking = spoken.then(() => intake.over);
    turn = turn
      .then(() => spoken)
      .then(() => serve(socket, intake, answers, off))
      .catch(() => void socket.destroy());
  });

  /** From now on its bytes count, and what is asked in real time is answered. */
  function speakWith(socket: net.Socket, intake: Intake, answers: Answers, off: AbortSignal): void {
    if (socket.destroyed || faults.neverReads) return;
    answers.hello();
    const count = (): void => {
      bytesReceived++;
      firstByteAt ??= performance.now();
    };
    const onPowerLost = (): void => {
      faults = { ...faults, losesPowerAt: null };
      losePower();
    };
    // The buffer is the printer's, whoever filled it.
    const onClear = (): void => {
      for (const each of intakes) each.forget();
    };
    const scanner = star ? NO_REAL_TIME : realTimeScanner();
    intake.begin({ faults, scanner, answers, onByte: count, onPowerLost, onClear, off });
    speaker = answers;
  }

  /** Prints what a connection sends, at the pace of paper, until it has said its last. */
  async function serve(
    socket: net.Socket,
    intake: Intake,
    answers: Answers,
    off: AbortSignal,
  ): Promise<void> {
    if (faults.neverReads && !intake.hasBegun()) return intake.over;
    clock = Math.max(clock, performance.now());
    const reader = star ? starReader() : escPosReader();
    let hungUp = false;
    for (;;) {
      const idle = intake.isEmpty();
      const byte = await intake.next();
      if (byte === null || hungUp) break;
      // Paper cannot move before its bytes are there: time spent waiting for the sender is the
      // sender's.
      if (idle) clock = Math.max(clock, performance.now());
      paper.take(byte);
      const token = reader.push(byte);
      if (!token) continue;
      if (token.kind === 'feed' || token.kind === 'cut') await untilAble(off);
      // The knife falls after the paper has come out, not before.
      if (token.kind === 'cut') await wait(paper.cutMs(), off);
      if (off.aborted) break;
      const ms = paper.print(token);
      if (ms > 0) await wait(ms, off);
      answers.after(token);
      if (token.kind !== 'cut' || faults.hangsUpAfterMs === null) continue;
      setTimeout(() => {
        hungUp = true;
        socket.end();
      }, faults.hangsUpAfterMs);
    }
    if (!socket.destroyed) socket.end();
    await intake.over;
    intakes.delete(intake);
  }

  /**
   * A printer without paper or with its cover open stops where it is and goes on when it is looked
   * after.
   */
  async function untilAble(off: AbortSignal): Promise<void> {
    if (faults.paperOutAtLine !== null && paper.linesPrinted >= faults.paperOutAtLine) {
      faults = { ...faults, paperOutAtLine: null };
      condition = { ...condition, paper: 'out' };
      speaker?.changed();
    }
    while (
      condition.paper === 'out' ||
      condition.cover === 'open' ||
      condition.cutter === 'jammed'
    ) {
      if (off.aborted) return;
      await new Promise<void>((resolve) => changed.push(resolve));
    }
  }

  function losePower(): void {
    power.abort();
    power = new AbortController();
    for (const socket of open) socket.resetAndDestroy();
    paper.forgetLine();
    tellChange();
  }

  function tellChange(): void {
    const waiting = changed;
    changed = [];
    for (const resolve of waiting) resolve();
  }

  /**
   * Against a running clock, so that timers that come late do not make the printer slower than it
   * says.
   */
  async function wait(ms: number, off: AbortSignal): Promise<void> {
    declaredMs += ms;
    clock = Math.max(clock, performance.now() - 50) + ms;
    const left = clock - performance.now();
    if (ms > 0 && left >= 1) await sleep(left, undefined, { signal: off });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.host ?? '127.0.0.1' }, resolve);
  });

  return {
    get port() {
      return (server.address() as net.AddressInfo).port;
    },
    pieces: paper.pieces,
    get hanging() {
      return paper.hanging;
    },
    get firstByteAt() {
      return firstByteAt;
    },
    get bytesReceived() {
      return bytesReceived;
    },
    get mostConnections() {
      return mostConnections;
    },
    get connections() {
      return connections;
    },
    get declaredMs() {
      return declaredMs;
    },
    get drawerKicks() {
      return paper.drawerKicks;
    },
    get unknownCommands() {
      return paper.unknownCommands;
    },
    set(next) {
      condition = { ...condition, ...next };
      speaker?.changed();
      tellChange();
    },
    misbehave(next) {
      faults = { ...faults, ...next };
    },
    powerCycle: losePower,
    async stop() {
      abort.abort();
      tellChange();
      power.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
