/**
 * Questions to a printer over an open link, and its answers: how it is, whether everything before
 * is printed, who it is. A printer may send stray bytes at any time, and most answers do not say
 * which question they belong to. So bytes that come before the first question are dropped, only
 * what was asked for is an answer, and what would hold a ticket back or call it printed is asked
 * again.
 */
import type { PrinterIdentity, PrinterProfile } from '../../../../src-shared/model/printers';
import { setTimeout as pause } from 'node:timers/promises';
import type { PrintCause } from '../../../../src-shared/model/print-job';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterLink } from '../../ports/printer-transport';
import { replyParser } from './printer-replies';
import type { Askable, PrinterReply } from './printer-replies';

const DLE = 0x10;
const ESC = 0x1b;
const GS = 0x1d;
const ETX = 0x03;
/** Answers kept for the record, bytes. */
const HEARD_KEPT = 32;
/** What GS I is asked for, in order. */
const IDENTITY = [
  ['maker', 66],
  ['model', 67],
  ['serial', 68],
] as const;
/**
 * An answer's bytes come together: one that began and is not whole after this long was a stray
 * byte, ms.
 */
const UNFINISHED_MS = 1_000;
/**
 * A printer that goes on talking unasked is listened to for at most so many times the quiet that
 * was wanted.
 */
const LONGEST_QUIET = 4;
/** A fence whose answer was garbled is asked again so often. */
const FENCE_REPEATS = 2;
/** DLE EOT of a printer that has nothing to report. */
const NOTHING_TO_REPORT = 0x12;
/** Empties a parser that an interrupted ticket left in the middle of a command. */
const FLUSH_BYTES = 8192;

/** DLE DC4 8, with the seven bytes that Epson fixes. */
const CLEAR_BUFFERS = Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
/** GS r 1. */
const PAPER_QUESTION = Uint8Array.of(GS, 0x72, 0x01);
/** Bits of DLE EOT 2 that keep a printer from printing: cover, paper, error. */
const OFFLINE = 0x64;

export type CompletionCheck = Exclude<PrinterProfile['fence'], 'none'>;

export type PrinterDialogue = {
  /**
   * Null: it can print. A cause: somebody must go there, and it said so twice; 'mute': it did not
   * answer twice within `ms` each. Uses no paper.
   */
  condition(ms: number): Promise<PrintCause | null>;
  /**
   * Its status answers cannot be true, each time it is asked: all alike whatever is asked, bits
   * that Epson fixes are wrong, or "online" beside a reason for being offline. Some clones send one
   * fixed byte. Uses no paper.
   */
  contradictsItself(ms: number): Promise<boolean>;
  /**
   * The bytes that ask "is everything before this printed?"; `id` is four digits. Forgets any
   * earlier fence of that id.
   */
  fence(kind: CompletionCheck, id: string): Uint8Array;
  /**
   * True once the fence was answered, false when `ms` went by. An answer that has to be given twice
   * may take `againMs` more.
   */
  answered(kind: CompletionCheck, id: string, ms: number, againMs: number): Promise<boolean>;
  /**
   * Once, if the fence is answered after all. Fences without an id cannot be told apart, and are
   * not waited for.
   */
  whenLate(kind: CompletionCheck, id: string, listener: () => void): void;
  /** Somebody waits for a late answer: the link is worth keeping. */
  awaitsLate(): boolean;
  /**
   * After a try that broke off: forgets half a ticket and half a command, then feeds and cuts off
   * what hangs with `cut`.
   */
  recover(kind: CompletionCheck | 'none', cut: Uint8Array, ms: number): Promise<void>;
  /**
   * Null: it does not say. Only a printer that is known to understand GS I may be asked: others
   * print the question.
   */
  identity(ms: number): Promise<PrinterIdentity | null>;
  /**
   * Waits until the printer says nothing for a moment: what comes unasked, or late, is no answer to
   * the next question.
   */
  settle(): Promise<void>;
  /** What it answered since the last call, hex, its last bytes. */
  heard(): string;
};

const ASKED_BY = {
  status: 'paper',
  process_id: 'processId',
  star: 'star',
} as const satisfies Record<CompletionCheck, Askable>;

type Waiter = {
  readonly wants: (answer: PrinterReply) => boolean;
  readonly settle: (answer: PrinterReply | null) => void;
};

export function openDialogue(link: PrinterLink, settleMs: number): PrinterDialogue {
  const asked = new Set<Askable>();
  const parser = replyParser((kind) => asked.has(kind));
  let waiters: readonly Waiter[] = [];
  /** A fence's answer may come while its asker is busy with a status question. */
  const fencesHeard = new Set<string>();
  /** A fence's answer came, and which ticket it confirms is not clear. */
  let unclearHeard = false;
  let wantedId = '';
  let repeatsLeft = 0;
  /** GS r 1 was answered since it was last asked. */
  let paperHeard = false;
  const late = new Map<string, () => void>();
  let said: number[] = [];
  let heardAt = -Infinity;
  let unfinished: NodeJS.Timeout | undefined;
  /** It said that it can print, twice running. */
  let wasWell = false;
  let opening: Promise<void> | null = null;

  link.onData((bytes) => {
    clearTimeout(unfinished);
    heardAt = performance.now();
    said = [...said, ...bytes].slice(-HEARD_KEPT);
    tell(parser.push(bytes));
    if (parser.isMidway())
      unfinished = setTimeout(() => tell(parser.giveUp()), UNFINISHED_MS).unref();
  });

  function tell(answers: readonly PrinterReply[]): void {
    for (const answer of answers) {
      if (answer.kind === 'processId' || answer.kind === 'star') {
        fencesHeard.add(answer.id);
        late.get(answer.id)?.();
        late.delete(answer.id);
      }
      const waiter = waiters.find(({ wants }) => wants(answer));
      if (!waiter) {
        if (answer.kind === 'paper') paperHeard = true;
        if (answer.kind === 'unclear' || ('id' in answer && answer.id !== wantedId))
          unclearHeard = true;
        continue;
      }
      waiters = waiters.filter((other) => other !== waiter);
      waiter.settle(answer);
    }
  }

  async function settle(): Promise<void> {
    const from = performance.now();
    for (;;) {
      const now = performance.now();
      const left =
        Math.min(Math.max(from, heardAt) + settleMs, from + LONGEST_QUIET * settleMs) - now;
      if (left <= 0) return;
      await pause(left);
    }
  }

  /** What a printer says on being connected answers nothing. */
  function opened(): Promise<void> {
    opening ??= settle().then(() => {
      clearTimeout(unfinished);
      parser.forget();
    });
    return opening;
  }

  /** Null when `ms` went by; rejects with TransportError when the link broke. */
  function hear(
    wants: (answer: PrinterReply) => boolean,
    ms: number,
  ): Promise<PrinterReply | null> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        off();
        waiters = waiters.filter((other) => other !== waiter);
      };
      const waiter: Waiter = {
        wants,
        settle(answer) {
          leave();
          resolve(answer);
        },
      };
      const timer = setTimeout(() => waiter.settle(null), ms);
      const off = link.onBroken(() => {
        leave();
        reject(new TransportError('link_lost'));
      });
      waiters = [...waiters, waiter];
    });
  }

  /** Null when it does not answer within `ms`. */
  async function ask(
    question: Uint8Array,
    kind: 'status' | 'info' | 'cleared',
    ms: number,
  ): Promise<PrinterReply | null> {
    await opened();
    if (kind !== 'status') asked.add(kind);
    const answer = hear((heard) => heard.kind === kind, ms);
    // A write that fails rejects; the answer that will not come is nobody's then.
    answer.catch(() => {});
    try {
      await link.write(question, ms);
      return await answer;
    } finally {
      if (kind !== 'status') asked.delete(kind);
    }
  }

  async function status(n: 1 | 2 | 3 | 4, ms: number): Promise<number | null> {
    const heard = await ask(Uint8Array.of(DLE, 0x04, n), 'status', ms);
    return heard?.kind === 'status' ? heard.byte : null;
  }

  async function cannotBeTrue(ms: number): Promise<boolean> {
    const all: (number | null)[] = [];
    for (const n of [1, 2, 3, 4] as const) {
      await settle();
      all.push(await status(n, ms));
    }
    const [general = null, offline = null, , paper = null] = all;
    const heard = new Set(all.filter((byte) => byte !== null));
    const areAlike = heard.size === 1 && !heard.has(NOTHING_TO_REPORT) && !all.includes(null);
    // Bit 0x08 of DLE EOT 1: offline.
    const saysOnline = general !== null && (general & 0x08) === 0;
    const saysWhyOffline = offline !== null && (offline & OFFLINE) !== 0;
    // DLE EOT 4 says each thing in two bits.
    const isNoPaperStatus = paper !== null && (isOne(paper, 0x0c) || isOne(paper, 0x60));
    return areAlike || (saysOnline && saysWhyOffline) || isNoPaperStatus;
  }

  /**
   * GS r 1 has no number: a stray zero reads like its answer. So once an answer is there it is
   * asked again, and what comes meanwhile does not count. A printer executes it in its turn, so the
   * second answer means that everything before is printed. Nothing else is asked between the two:
   * one that puts a zero behind each of its answers confirms nothing by that.
   */
  async function paperAnswered(ms: number, againMs: number): Promise<boolean> {
    const wants = ({ kind }: PrinterReply): boolean => kind === 'paper';
    if (!paperHeard && (await hear(wants, ms)) === null) return false;
    try {
      await settle();
      paperHeard = false;
      await link.write(PAPER_QUESTION, againMs);
      return paperHeard || (await hear(wants, againMs)) !== null;
    } catch (error) {
      // Some hang up as soon as they have answered: then the end of the conversation stands for the
      // second answer.
      if (await link.finish(againMs).catch(() => false)) return true;
      throw error;
    } finally {
      paperHeard = false;
    }
  }

  async function idAnswered(
    kind: Exclude<CompletionCheck, 'status'>,
    id: string,
    ms: number,
  ): Promise<boolean> {
    const wanted = idFor(kind, id);
    const until = performance.now() + ms;
    for (;;) {
      if (fencesHeard.delete(wanted)) return true;
      const isFence = (answer: PrinterReply): boolean =>
        'id' in answer || answer.kind === 'unclear';
      if (!unclearHeard && (await hear(isFence, Math.max(0, until - performance.now()))) === null)
        return false;
      if (fencesHeard.delete(wanted)) return true;
      unclearHeard = false;
      if (repeatsLeft === 0) continue;
      repeatsLeft--;
      await link.write(fenceQuestion(kind, wanted), ms);
    }
  }

  return {
    settle,

    async condition(ms) {
      const offlineByte = async (): Promise<number | null> =>
        (await status(2, ms)) ?? (await status(2, ms));
      const first = await offlineByte();
      if (first === null) return 'mute';
      if ((first & OFFLINE) === 0) {
        if (wasWell) return null;
        // On a new link the first good news may be a stray byte too.
        const second = await offlineByte();
        if (second === null) return 'mute';
        wasWell = (second & OFFLINE) === 0;
        if (wasWell) return null;
      }
      // A stray byte reads like bad news, and moves every answer behind it to the next question.
      await settle();
      const offline = await status(2, ms);
      if (offline === null) return 'mute';
      if ((offline & OFFLINE) === 0) return null;
      // Bits of DLE EOT 2: cover 0x04, stopped for paper 0x20, error 0x40.
      if (offline & 0x04) return 'cover_open';
      if (offline & 0x20) return 'paper_out';
      await settle();
      const error = (await status(3, ms)) ?? 0;
      return error & 0x08 ? 'cutter_jammed' : 'printer_fault';
    },

    async contradictsItself(ms) {
      return (await cannotBeTrue(ms)) && (await cannotBeTrue(ms));
    },

    fence(kind, id) {
      const wanted = idFor(kind, id);
      // Ids come round again: what was heard or awaited under this one was another ticket's.
      fencesHeard.delete(wanted);
      late.delete(wanted);
      wantedId = wanted;
      unclearHeard = false;
      repeatsLeft = FENCE_REPEATS;
      paperHeard = false;
      asked.add(ASKED_BY[kind]);
      return fenceQuestion(kind, wanted);
    },

    answered: (kind, id, ms, againMs) =>
      kind === 'status' ? paperAnswered(ms, againMs) : idAnswered(kind, id, ms),

    whenLate(kind, id, listener) {
      if (kind !== 'status') late.set(idFor(kind, id), listener);
    },

    awaitsLate: () => late.size > 0,

    async identity(ms) {
      const found: Record<string, string> = {};
      for (const [name, n] of IDENTITY) {
        const heard = await ask(Uint8Array.of(GS, 0x49, n), 'info', ms);
        if (heard?.kind !== 'info') return null;
        found[name] = heard.text.trim();
      }
      return { maker: found.maker ?? '', model: found.model ?? '', serial: found.serial ?? '' };
    },

    heard() {
      const hex = Buffer.from(said).toString('hex');
      said = [];
      return hex;
    },

    async recover(kind, cut, ms) {
      if (kind === 'process_id') await ask(CLEAR_BUFFERS, 'cleared', ms);
      else await link.write(new Uint8Array(FLUSH_BYTES), ms);
      // Reset, then feed to the knife and cut: the torso must not hang on the next ticket.
      await link.write(Uint8Array.of(ESC, 0x40, ...cut), ms);
    },
  };
}

/** Star's fence carries two letters, Epson's four. */
function idFor(kind: CompletionCheck, id: string): string {
  return kind === 'star' ? id.slice(-2) : id;
}

/** `id` as the printer gets it. */
function fenceQuestion(kind: CompletionCheck, id: string): Uint8Array {
  const letters = Buffer.from(id, 'latin1');
  switch (kind) {
    case 'status':
      return PAPER_QUESTION;
    case 'process_id':
      return Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...letters);
    case 'star':
      return Uint8Array.of(ESC, GS, ETX, 0x01, ...letters);
  }
}

/** Exactly one of the two bits is set. */
function isOne(byte: number, pair: number): boolean {
  return (byte & pair) !== 0 && (byte & pair) !== pair;
}
