/**
 * A virtual printer: a TCP server on a loopback port that prints ESC/POS or StarPRNT to memory.
 *
 * It works at a printer's speed, replies like a printer and keeps its paper. The demo prints on it,
 * and tests read its paper. Paper and received bytes are kept apart: only paper feeds a cook. It can
 * be out of paper, open, silent, slow or misbehave like a real printer (faults.ts).
 */
import net from 'node:net';
import { answersOf } from './answers';
import type { Answers, VirtualIdentity } from './answers';
import { Connections } from './connections';
import { escPosReader } from './escpos-reader';
import { NO_CONDITION, WELL_BEHAVED } from './faults';
import type { PrinterCondition, PrinterFaults } from './faults';
import { intakeOf } from './intake';
import type { Intake } from './intake';
import { blankPaper } from './paper';
import type { PaperPiece, PaperSpeed, PrintedPaper } from './paper';
import { PrintClock } from './print-clock';
import { NO_REAL_TIME, realTimeScanner } from './real-time';
import { starReader } from './star-reader';

const NAMELESS: VirtualIdentity = { maker: 'COMANDA', model: 'VIRTUAL', serial: '0001' };

export type VirtualPrinterOptions = PaperSpeed & {
  /** 0: a free port. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly faults?: Partial<PrinterFaults>;
  /** Its reply to GS I. */
  readonly identity?: VirtualIdentity;
  /** The language that it reads: Epson's (default) or Star's. */
  readonly language?: 'escpos' | 'star';
  readonly onPiece?: (piece: PaperPiece) => void;
};

export type VirtualPrinter = {
  readonly port: number;
  readonly pieces: readonly PaperPiece[];
  /** Lines that are printed and not cut off yet. */
  readonly hanging: readonly string[];
  readonly bytesReceived: number;
  /** performance.now() at the very first byte; null before it. */
  readonly firstByteAt: number | null;
  /**
   * Highest number of connections open at once whose sender had not hung up. More than one means
   * that two programs print here.
   */
  readonly mostConnections: number;
  /** Connections accepted since the start. */
  readonly connections: number;
  /** Declared printing time of its paper, ms. No sender can be faster. */
  readonly declaredMs: number;
  readonly drawerKicks: number;
  readonly unknownCommands: number;
  /** Changes what a person at the printer changes: paper, cover, cutter. */
  set(condition: Partial<PrinterCondition>): void;
  /** Changes its faults: those of replies at once, others from the next connection on. */
  misbehave(faults: Partial<PrinterFaults>): void;
  /** Off and on again: connections break, and received bytes that are not printed are lost. */
  powerCycle(): void;
  stop(): Promise<void>;
};

/** Rejects with the system's error if the port cannot be opened. */
export async function startVirtualPrinter(options: VirtualPrinterOptions): Promise<VirtualPrinter> {
  const printer = new TcpPrinter(options);
  await printer.listen();
  return printer;
}

class TcpPrinter implements VirtualPrinter {
  readonly #options: VirtualPrinterOptions;
  readonly #paper: PrintedPaper;
  readonly #server: net.Server;
  readonly #connections = new Connections();
  readonly #intakes = new Set<Intake>();
  readonly #abort = new AbortController();
  readonly #clock = new PrintClock();
  #power = new AbortController();
  #condition: PrinterCondition = NO_CONDITION;
  #faults: PrinterFaults;
  /** Called when the condition changes or the power fails. */
  #changeListeners: (() => void)[] = [];
  #bytesReceived = 0;
  #firstByteAt: number | null = null;
  /** Replies of the connection that is being served. */
  #current: Answers | null = null;
  /**
   * The printer talks with one connection at a time, and prints its bytes after those of the
   * previous one.
   */
  #talking: Promise<void> = Promise.resolve();
  #printing: Promise<void> = Promise.resolve();

  constructor(options: VirtualPrinterOptions) {
    this.#options = options;
    this.#paper = blankPaper(options, options.onPiece);
    this.#faults = { ...WELL_BEHAVED, ...options.faults };
    this.#server = net.createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  get pieces(): readonly PaperPiece[] {
    return this.#paper.pieces;
  }

  get hanging(): readonly string[] {
    return this.#paper.hanging;
  }

  get firstByteAt(): number | null {
    return this.#firstByteAt;
  }

  get bytesReceived(): number {
    return this.#bytesReceived;
  }

  get mostConnections(): number {
    return this.#connections.most;
  }

  get connections(): number {
    return this.#connections.total;
  }

  get declaredMs(): number {
    return this.#clock.declaredMs;
  }

  get drawerKicks(): number {
    return this.#paper.drawerKicks;
  }

  get unknownCommands(): number {
    return this.#paper.unknownCommands;
  }

  listen(): Promise<void> {
    const { port, host = '127.0.0.1' } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port, host }, resolve);
    });
  }

  set(condition: Partial<PrinterCondition>): void {
    this.#condition = { ...this.#condition, ...condition };
    this.#current?.changed();
    this.#notifyChange();
  }

  misbehave(faults: Partial<PrinterFaults>): void {
    this.#faults = { ...this.#faults, ...faults };
  }

  powerCycle(): void {
    this.#power.abort();
    this.#power = new AbortController();
    this.#connections.resetAll();
    this.#paper.forgetLine();
    this.#notifyChange();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#notifyChange();
    this.#power.abort();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#connections.destroyAll();
    await closed;
  }

  #accept(socket: net.Socket): void {
    this.#connections.add(socket);
    const intake = intakeOf(socket);
    this.#intakes.add(intake);
    if (this.#faults.closesAtOnce) return void socket.end();
    if (this.#connections.liveCount > 1 && this.#faults.secondConnection !== 'waits') {
      if (this.#faults.secondConnection === 'reset') socket.resetAndDestroy();
      else socket.end();
      return;
    }
    const answers = answersOf(
      () => ({ condition: this.#condition, faults: this.#faults }),
      this.#options.identity ?? NAMELESS,
      (bytes) => {
        if (!socket.destroyed && socket.writable) socket.write(bytes);
      },
      this.#abort.signal,
    );
    const off = AbortSignal.any([this.#power.signal, this.#abort.signal]);
    // The talk begins as soon as the previous sender has hung up, even if its paper is not out yet.
    const begun = this.#talking.then(() => this.#talk(socket, intake, answers, off));
    this.#talking = begun.then(() => intake.over);
    this.#printing = this.#printing
      .then(() => begun)
      .then(() => this.#print(socket, intake, answers, off))
      .catch(() => void socket.destroy());
  }

  /** From now on the connection's bytes count, and its real-time questions are answered. */
  #talk(socket: net.Socket, intake: Intake, answers: Answers, off: AbortSignal): void {
    if (socket.destroyed || this.#faults.neverReads) return;
    answers.hello();
    intake.begin({
      faults: this.#faults,
      scanner: this.#options.language === 'star' ? NO_REAL_TIME : realTimeScanner(),
      answers,
      onByte: () => {
        this.#bytesReceived++;
        this.#firstByteAt ??= performance.now();
      },
      onPowerLost: () => {
        this.#faults = { ...this.#faults, losesPowerAt: null };
        this.powerCycle();
      },
      // The printer has one buffer for all connections.
      onClear: () => {
        for (const each of this.#intakes) each.forget();
      },
      off,
    });
    this.#current = answers;
  }

  /** Prints the connection's bytes at the pace of paper, until its sender has hung up. */
  async #print(
    socket: net.Socket,
    intake: Intake,
    answers: Answers,
    off: AbortSignal,
  ): Promise<void> {
    if (this.#faults.neverReads && !intake.hasBegun()) return intake.over;
    this.#clock.catchUp();
    const reader = this.#options.language === 'star' ? starReader() : escPosReader();
    let hungUp = false;
    for (;;) {
      const wasIdle = intake.isEmpty();
      const byte = await intake.next();
      if (byte === null || hungUp) break;
      // Paper cannot move before its bytes arrive: waiting for the sender is no printing time.
      if (wasIdle) this.#clock.catchUp();
      this.#paper.take(byte);
      const token = reader.push(byte);
      if (!token) continue;
      if (token.kind === 'feed' || token.kind === 'cut') await this.#untilAble(off);
      // The knife falls after the paper has come out.
      if (token.kind === 'cut') await this.#clock.wait(this.#paper.cutMs(), off);
      if (off.aborted) break;
      const ms = this.#paper.print(token);
      if (ms > 0) await this.#clock.wait(ms, off);
      answers.after(token);
      if (token.kind !== 'cut' || this.#faults.hangsUpAfterMs === null) continue;
      setTimeout(() => {
        hungUp = true;
        socket.end();
      }, this.#faults.hangsUpAfterMs);
    }
    if (!socket.destroyed) socket.end();
    await intake.over;
    this.#intakes.delete(intake);
  }

  /** Waits while paper, cover or cutter stop the printer. */
  async #untilAble(off: AbortSignal): Promise<void> {
    const { paperOutAtLine } = this.#faults;
    if (paperOutAtLine !== null && this.#paper.linesPrinted >= paperOutAtLine) {
      this.#faults = { ...this.#faults, paperOutAtLine: null };
      this.#condition = { ...this.#condition, paper: 'out' };
      this.#current?.changed();
    }
    while (isStopped(this.#condition)) {
      if (off.aborted) return;
      await new Promise<void>((resolve) => this.#changeListeners.push(resolve));
    }
  }

  #notifyChange(): void {
    const listeners = this.#changeListeners;
    this.#changeListeners = [];
    for (const listener of listeners) listener();
  }
}

function isStopped({ paper, cover, cutter }: PrinterCondition): boolean {
  return paper === 'out' || cover === 'open' || cutter === 'jammed';
}
