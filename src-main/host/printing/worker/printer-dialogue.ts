/**
 * Asks a printer over an open link for its condition, its identity and completed tickets.
 *
 * A printer may send stray bytes that look like replies. So a reply that would hold a ticket back or
 * count it as printed is requested a second time.
 */
import type { PrinterIdentity } from '../../../../src-shared/model/printers';
import type { PrintCause } from '../../../../src-shared/model/print-job';
import type { PrinterLink } from '../../ports/printer-transport';
import { CompletionChecks } from './completion-checks';
import {
  CLEAR_BUFFERS,
  flushBytes,
  identityQuestion,
  resetAndCut,
  statusQuestion,
} from './printer-questions';
import type { CompletionCheck } from './printer-questions';
import type { QuestionChannel } from './question-channel';

export type { CompletionCheck };

/** Parameters of GS I, in the order of the questions. */
const IDENTITY = [
  ['maker', 66],
  ['model', 67],
  ['serial', 68],
] as const;
/** DLE EOT reply of a printer that has nothing to report. */
const NOTHING_TO_REPORT = 0x12;
/** Bits of DLE EOT 2 that keep a printer from printing: cover, paper, error. */
const OFFLINE = 0x64;

export type PrinterDialogue = {
  /**
   * Null: the printer can print. Else the cause: one that the printer reported twice, or that it is
   * silent, after two questions without a reply within `ms` each. Uses no paper.
   */
  condition(ms: number): Promise<PrintCause | null>;
  /**
   * True if the status replies cannot be true in two rounds: all are alike, bits that Epson fixes
   * are wrong, or "online" comes with a reason for being offline. Some clones send one fixed byte.
   * Uses no paper.
   */
  contradictsItself(ms: number): Promise<boolean>;
  /**
   * The bytes that ask "is everything before this printed?". `id`: four digits. Forgets any earlier
   * check with that id.
   */
  completionQuestion(kind: CompletionCheck, id: string): Uint8Array;
  /**
   * True once the printer confirmed the check, false after `ms`. A reply that has to be given twice
   * may take `againMs` more. Rejects with TransportError.
   */
  isConfirmed(kind: CompletionCheck, id: string, ms: number, againMs: number): Promise<boolean>;
  /**
   * Calls the listener once if the check is confirmed later. Has no effect for a check without an
   * id: its replies are all alike.
   */
  whenLate(kind: CompletionCheck, id: string, listener: () => void): void;
  /** True while a late confirmation may come: the link must stay open. */
  awaitsLate(): boolean;
  /**
   * Cleans up after an interrupted attempt: clears half a ticket and half a command, then feeds and
   * cuts with `cut`.
   */
  recover(kind: CompletionCheck | 'none', cut: Uint8Array, ms: number): Promise<void>;
  /**
   * Null: the printer did not reply. Ask only a printer known to understand GS I: others print the
   * question.
   */
  identity(ms: number): Promise<PrinterIdentity | null>;
  /** Waits until the printer is silent, so that unrequested and late bytes answer no question. */
  settle(): Promise<void>;
  /** The last bytes received since the previous call, hex. */
  takeTranscript(): string;
};

export function openDialogue(link: PrinterLink, settleMs: number): PrinterDialogue {
  return new LinkDialogue(link, settleMs);
}

class LinkDialogue implements PrinterDialogue {
  readonly #link: PrinterLink;
  readonly #checks: CompletionChecks;
  readonly #channel: QuestionChannel;
  /** The printer reported twice in a row that it can print. */
  #wasReady = false;

  constructor(link: PrinterLink, settleMs: number) {
    this.#link = link;
    this.#checks = new CompletionChecks(link, settleMs);
    this.#channel = this.#checks.channel;
  }

  async condition(ms: number): Promise<PrintCause | null> {
    const first = await this.#offlineByte(ms);
    if (first === null) return 'mute';
    if ((first & OFFLINE) === 0) {
      if (this.#wasReady) return null;
      // On a new link the first good reply may be a stray byte too.
      const second = await this.#offlineByte(ms);
      if (second === null) return 'mute';
      this.#wasReady = (second & OFFLINE) === 0;
      if (this.#wasReady) return null;
    }
    // A stray byte may look like a bad status, and shifts every later reply to the next question.
    await this.#channel.settle();
    const offline = await this.#status(2, ms);
    if (offline === null) return 'mute';
    if ((offline & OFFLINE) === 0) return null;
    // Bits of DLE EOT 2: cover 0x04, stopped for paper 0x20, error 0x40.
    if (offline & 0x04) return 'cover_open';
    if (offline & 0x20) return 'paper_out';
    await this.#channel.settle();
    const error = (await this.#status(3, ms)) ?? 0;
    return error & 0x08 ? 'cutter_jammed' : 'printer_fault';
  }

  async contradictsItself(ms: number): Promise<boolean> {
    return (await this.#cannotBeTrue(ms)) && (await this.#cannotBeTrue(ms));
  }

  completionQuestion(kind: CompletionCheck, id: string): Uint8Array {
    return this.#checks.question(kind, id);
  }

  isConfirmed(kind: CompletionCheck, id: string, ms: number, againMs: number): Promise<boolean> {
    return this.#checks.isConfirmed(kind, id, ms, againMs);
  }

  whenLate(kind: CompletionCheck, id: string, listener: () => void): void {
    this.#checks.whenLate(kind, id, listener);
  }

  awaitsLate(): boolean {
    return this.#checks.awaitsLate();
  }

  async recover(kind: CompletionCheck | 'none', cut: Uint8Array, ms: number): Promise<void> {
    if (kind === 'process_id') await this.#channel.ask(CLEAR_BUFFERS, 'cleared', ms);
    else await this.#link.write(flushBytes(), ms);
    await this.#link.write(resetAndCut(cut), ms);
  }

  async identity(ms: number): Promise<PrinterIdentity | null> {
    const found: Record<string, string> = {};
    for (const [name, n] of IDENTITY) {
      const reply = await this.#channel.ask(identityQuestion(n), 'info', ms);
      if (reply?.kind !== 'info') return null;
      found[name] = reply.text.trim();
    }
    return { maker: found.maker ?? '', model: found.model ?? '', serial: found.serial ?? '' };
  }

  settle(): Promise<void> {
    return this.#channel.settle();
  }

  takeTranscript(): string {
    return this.#channel.takeTranscript();
  }

  async #status(n: 1 | 2 | 3 | 4, ms: number): Promise<number | null> {
    const reply = await this.#channel.ask(statusQuestion(n), 'status', ms);
    return reply?.kind === 'status' ? reply.byte : null;
  }

  async #offlineByte(ms: number): Promise<number | null> {
    return (await this.#status(2, ms)) ?? (await this.#status(2, ms));
  }

  async #cannotBeTrue(ms: number): Promise<boolean> {
    const replies: (number | null)[] = [];
    for (const n of [1, 2, 3, 4] as const) {
      await this.#channel.settle();
      replies.push(await this.#status(n, ms));
    }
    const [general = null, offline = null, , paper = null] = replies;
    const distinct = new Set(replies.filter((byte) => byte !== null));
    const areAlike =
      distinct.size === 1 && !distinct.has(NOTHING_TO_REPORT) && !replies.includes(null);
    // Bit 0x08 of DLE EOT 1: offline.
    const saysOnline = general !== null && (general & 0x08) === 0;
    const hasOfflineReason = offline !== null && (offline & OFFLINE) !== 0;
    // DLE EOT 4 reports each fact in two bits.
    const isNoPaperStatus = paper !== null && (isOneSet(paper, 0x0c) || isOneSet(paper, 0x60));
    return areAlike || (saysOnline && hasOfflineReason) || isNoPaperStatus;
  }
}

/** True if exactly one of the two bits is set. */
function isOneSet(byte: number, pair: number): boolean {
  return (byte & pair) !== 0 && (byte & pair) !== pair;
}
