/**
 * A printer that needs no hardware: a TCP server on a loopback port that reads ESC/POS at a printer's speed, answers what a printer
 * answers, and keeps its paper. The demo's paper, and the tests' witness: paper and received bytes are kept apart, because only
 * paper feeds a cook. It can be out of paper, open, mute, rude or slow like a real one (faults.ts).
 */
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CODE_PAGES } from '../../src-shared/code-pages';
import { answersOf } from './answers';
import { escPosReader } from './escpos-reader';
import type { EscPosToken } from './escpos-reader';
import { HEALTHY, WELL_BEHAVED } from './faults';
import type { PrinterCondition, PrinterFaults } from './faults';
import { realTimeScanner } from './real-time';

/** A text line's height: 1/6 inch. */
const MM_PER_LINE = 4.23;
const TICKET_OVERHEAD_MS = 150;
/** What a printer takes in before it lets the sender wait, bytes (a TM-T88III has 4 KB). */
const BUFFER_BYTES = 4096;

export type VirtualPrinterOptions = {
  readonly port: number;
  readonly host?: string;
  /** Every ticket takes this long, whatever its length; null for the line clock. */
  readonly ticketMs: number | null;
  /** 0 prints at once. */
  readonly mmPerSecond: number;
  /** Connecting, starting and cutting, per ticket at line speed. */
  readonly overheadMs?: number;
  readonly faults?: Partial<PrinterFaults>;
  readonly onPiece?: (piece: PaperPiece) => void;
};

/** What came out between two cuts, as a person reads it and as the bytes that made it. */
export type PaperPiece = { readonly text: readonly string[]; readonly bytes: Uint8Array; readonly at: number };

export type VirtualPrinter = {
  readonly port: number;
  readonly pieces: readonly PaperPiece[];
  /** What is printed and not cut off yet. */
  readonly hanging: readonly string[];
  readonly bytesReceived: number;
  /** performance.now() at the very first byte; null before it. */
  readonly firstByteAt: number | null;
  /** Connections at most open at once: more than one means that two programs printed here. */
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
  const pieces: PaperPiece[] = [];
  const open = new Set<net.Socket>();
  const abort = new AbortController();
  let condition: PrinterCondition = HEALTHY;
  let faults: PrinterFaults = { ...WELL_BEHAVED, ...options.faults };
  let changed: (() => void)[] = [];
  let power = new AbortController();
  let hanging: string[] = [];
  let raw: number[] = [];
  let line = '';
  let page = upperOf(0);
  let height = 1;
  let tallest = 1;
  let inverse = false;
  let clock = 0;
  let bytesReceived = 0;
  let firstByteAt: number | null = null;
  let mostConnections = 0;
  let connections = 0;
  let declaredMs = 0;
  let drawerKicks = 0;
  let unknownCommands = 0;
  let linesPrinted = 0;
  /** One connection is served at a time, the others wait with their bytes unread. */
  let turn: Promise<void> = Promise.resolve();

  const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    open.add(socket);
    connections++;
    mostConnections = Math.max(mostConnections, open.size);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    if (faults.closesAtOnce) return void socket.end();
    if (open.size > 1 && faults.secondConnection !== 'waits') {
      if (faults.secondConnection === 'reset') socket.resetAndDestroy();
      else socket.end();
      return;
    }
    turn = turn.then(() => serve(socket)).catch(() => void socket.destroy());
  });

  /** Takes a connection's bytes in as they come, up to the buffer, and prints them at the pace of paper. */
  async function serve(socket: net.Socket): Promise<void> {
    if (socket.destroyed) return;
    const mine = faults;
    const buffer: number[] = [];
    let received = 0;
    let ended = false;
    let wake: () => void = () => {};
    const scanner = realTimeScanner();
    const answers = answersOf(
      () => ({ condition, faults }),
      (bytes) => {
        if (!socket.destroyed && socket.writable) socket.write(bytes);
      },
      abort.signal,
    );
    const off = power.signal;
    off.addEventListener('abort', () => wake());
    clock = Math.max(clock, performance.now());
    socket.on('data', (chunk: Buffer) => {
      for (const byte of chunk) {
        if (mine.swallowsAfter !== null && received >= mine.swallowsAfter) continue;
        received++;
        bytesReceived++;
        firstByteAt ??= performance.now();
        const heard = scanner.push(byte);
        if (heard.command === 'clear') {
          buffer.length = 0;
          answers.cleared();
        } else if (heard.command) answers.status(heard.command);
        buffer.push(...heard.data);
        if (received === mine.resetsAt) return void socket.resetAndDestroy();
        if (received === mine.endsAt) return void socket.end();
      }
      if (buffer.length >= BUFFER_BYTES) socket.pause();
      wake();
    });
    const over = new Promise<void>((resolve) => {
      socket.on('end', () => {
        ended = true;
        wake();
        resolve();
      });
      socket.on('close', () => {
        ended = true;
        wake();
        resolve();
      });
    });
    if (mine.neverReads) {
      await over;
      return;
    }
    answers.hello();
    socket.resume();

    const reader = escPosReader();
    for (;;) {
      if (off.aborted || abort.signal.aborted) break;
      const byte = buffer.shift();
      if (byte === undefined) {
        if (ended) break;
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (buffer.length < BUFFER_BYTES && socket.isPaused()) socket.resume();
      raw.push(byte);
      const token = reader.push(byte);
      if (!token) continue;
      if (token.kind === 'feed' || token.kind === 'cut') await untilAble(off);
      // The knife falls after the paper has come out, not before.
      if (token.kind === 'cut') await wait(cutMs());
      if (off.aborted) break;
      const ms = print(token);
      if (ms > 0) await wait(ms);
      answers.after(token);
    }
    if (!socket.destroyed) socket.end();
    await over;
  }

  /** A printer without paper or with its cover open stops where it is and goes on when it is looked after. */
  async function untilAble(off: AbortSignal): Promise<void> {
    if (faults.paperOutAtLine !== null && linesPrinted >= faults.paperOutAtLine) {
      faults = { ...faults, paperOutAtLine: null };
      condition = { ...condition, paper: 'out' };
    }
    while (condition.paper === 'out' || condition.cover === 'open' || condition.cutter === 'jammed') {
      if (off.aborted || abort.signal.aborted) return;
      await new Promise<void>((resolve) => changed.push(resolve));
    }
  }

  function tellChange(): void {
    const waiting = changed;
    changed = [];
    for (const resolve of waiting) resolve();
  }

  /** Puts one token on paper; returns how long that takes, ms. */
  function print(token: EscPosToken): number {
    switch (token.kind) {
      case 'text':
        line += token.byte < 0x80 ? String.fromCharCode(token.byte) : (page[token.byte - 0x80] ?? '?');
        tallest = Math.max(tallest, height);
        return 0;
      case 'feed': {
        const tall = tallest;
        for (let i = 0; i < token.lines; i++) endLine();
        return options.ticketMs === null ? lineMs() * (token.lines - 1 + tall) : 0;
      }
      case 'cut': {
        if (line !== '') endLine();
        const piece = { text: hanging, bytes: Uint8Array.from(raw), at: Date.now() };
        hanging = [];
        raw = [];
        pieces.push(piece);
        options.onPiece?.(piece);
        return 0;
      }
      case 'reset':
        [page, height, inverse] = [upperOf(0), 1, false];
        return 0;
      case 'page':
        page = upperOf(token.escT);
        return 0;
      case 'size':
        height = token.height;
        return 0;
      case 'inverse':
        if (inverse !== token.on) line += token.on ? '[' : ']';
        inverse = token.on;
        return 0;
      case 'drawer':
        drawerKicks++;
        return 0;
      case 'unknown':
        unknownCommands++;
        return 0;
      case 'question':
      case 'other':
        return 0;
    }
  }

  function endLine(): void {
    hanging.push(line);
    line = '';
    tallest = 1;
    linesPrinted++;
  }

  function cutMs(): number {
    if (options.ticketMs !== null) return options.ticketMs;
    return options.mmPerSecond === 0 ? 0 : (options.overheadMs ?? TICKET_OVERHEAD_MS);
  }

  function lineMs(): number {
    return options.mmPerSecond === 0 ? 0 : (MM_PER_LINE / options.mmPerSecond) * 1000;
  }

  /** Against a running clock, so that timers that come late do not make the printer slower than it says. */
  async function wait(ms: number): Promise<void> {
    declaredMs += ms;
    clock = Math.max(clock, performance.now() - 50) + ms;
    const left = clock - performance.now();
    if (ms > 0 && left >= 1) await sleep(left, undefined, { signal: AbortSignal.any([abort.signal, power.signal]) });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, host: options.host ?? '127.0.0.1' }, resolve);
  });

  return {
    get port() {
      return (server.address() as net.AddressInfo).port;
    },
    pieces,
    get hanging() {
      return line === '' ? hanging : [...hanging, line];
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
      return drawerKicks;
    },
    get unknownCommands() {
      return unknownCommands;
    },
    set(next) {
      condition = { ...condition, ...next };
      tellChange();
    },
    misbehave(next) {
      faults = { ...faults, ...next };
    },
    powerCycle() {
      power.abort();
      power = new AbortController();
      for (const socket of open) socket.resetAndDestroy();
      line = '';
      raw = [];
      tellChange();
    },
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

/** Printers start in PC437, whose accents the tickets never use; an unknown page prints `?` beyond ASCII, which shows. */
function upperOf(escT: number): readonly string[] {
  const found = Object.values(CODE_PAGES).find((page) => page.escT === escT);
  return found ? [...found.upper] : Array.from({ length: 128 }, () => '?');
}
