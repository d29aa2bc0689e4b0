/** Questions to a printer over an open link, and its answers: how it is, whether everything before is printed, who it is. */
import type { PrinterIdentity, PrinterProfile } from '../../../../src-shared/floor';
import type { PrintCause } from '../../../../src-shared/print-job';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterLink } from '../../ports/printer-transport';
import { answerParser } from './printer-answers';
import type { PrinterAnswer } from './printer-answers';

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
/** An answer's bytes come together: one that began and is not whole after this long was a stray byte, ms. */
const UNFINISHED_MS = 1_000;
/** DLE EOT of a printer that has nothing to report. */
const NOTHING_TO_REPORT = 0x12;
/** Empties a parser that an interrupted ticket left in the middle of a command. */
const FLUSH_BYTES = 8192;

export type Fence = Exclude<PrinterProfile['fence'], 'none'>;

export type PrinterTalk = {
  /** Null: it can print. A cause: somebody must go there; 'mute': it did not answer twice within `ms` each. Uses no paper. */
  condition(ms: number): Promise<PrintCause | null>;
  /**
   * Its status answers cannot be true: all alike whatever is asked, or "online" beside a reason for being offline. Some clones send one
   * fixed byte. Uses no paper.
   */
  contradictsItself(ms: number): Promise<boolean>;
  /** The bytes that ask "is everything before this printed?"; `id` is four digits. Forgets any earlier fence of that id. */
  fence(kind: Fence, id: string): Uint8Array;
  /** True once the fence was answered, false when `ms` went by. */
  answered(kind: Fence, id: string, ms: number): Promise<boolean>;
  /** Once, if the fence is answered after all. Fences without an id cannot be told apart, and are not waited for. */
  whenLate(kind: Fence, id: string, listener: () => void): void;
  /** Somebody waits for a late answer: the link is worth keeping. */
  awaitsLate(): boolean;
  /** After a try that broke off: forgets half a ticket and half a command, then feeds and cuts off what hangs with `cut`. */
  recover(kind: Fence | 'none', cut: Uint8Array, ms: number): Promise<void>;
  /** Null: it does not say. Only a printer that is known to understand GS I may be asked: others print the question. */
  identity(ms: number): Promise<PrinterIdentity | null>;
  /** What it answered since the last call, hex, its last bytes. */
  heard(): string;
};

type Waiter = { readonly wants: (answer: PrinterAnswer) => boolean; readonly settle: (answer: PrinterAnswer | null) => void };

export function talkOver(link: PrinterLink): PrinterTalk {
  const parser = answerParser();
  let waiters: readonly Waiter[] = [];
  /** A fence's answer may come while its asker is busy with a status question. */
  const fencesHeard = new Set<string>();
  /** GS r 1 was answered since it was last asked. */
  let paperHeard = false;
  const late = new Map<string, () => void>();
  let said: number[] = [];
  let unfinished: NodeJS.Timeout | undefined;

  link.onData((bytes) => {
    clearTimeout(unfinished);
    said = [...said, ...bytes].slice(-HEARD_KEPT);
    tell(parser.push(bytes));
    if (parser.isMidway()) unfinished = setTimeout(() => tell(parser.giveUp()), UNFINISHED_MS).unref();
  });

  function tell(answers: readonly PrinterAnswer[]): void {
    for (const heard of answers) {
      const answer = asAsked(heard);
      if (answer.kind === 'processId' || answer.kind === 'star') {
        fencesHeard.add(answer.id);
        late.get(answer.id)?.();
        late.delete(answer.id);
      }
      const waiter = waiters.find(({ wants }) => wants(answer));
      if (!waiter) {
        if (answer.kind === 'paper') paperHeard = true;
        continue;
      }
      waiters = waiters.filter((other) => other !== waiter);
      waiter.settle(answer);
    }
  }

  /** A stray 5F before the answer to GS r 1 reads as an identity without text; nobody asked for one. */
  function asAsked(answer: PrinterAnswer): PrinterAnswer {
    const isStray = answer.kind === 'info' && answer.text === '' && !waiters.some(({ wants }) => wants(answer));
    return isStray ? { kind: 'paper', byte: 0 } : answer;
  }

  /** Null when `ms` went by; rejects with TransportError when the link broke. */
  function hear(wants: (answer: PrinterAnswer) => boolean, ms: number): Promise<PrinterAnswer | null> {
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

  async function status(n: 1 | 2 | 3 | 4, ms: number): Promise<number | null> {
    const answer = hear(({ kind }) => kind === 'status', ms);
    // A write that fails rejects; the answer that will not come is nobody's then.
    answer.catch(() => {});
    await link.write(Uint8Array.of(DLE, 0x04, n), ms);
    const heard = await answer;
    return heard?.kind === 'status' ? heard.byte : null;
  }

  return {
    async condition(ms) {
      const offline = (await status(2, ms)) ?? (await status(2, ms));
      if (offline === null) return 'mute';
      // Bits of DLE EOT 2: cover 0x04, stopped for paper 0x20, error 0x40.
      if ((offline & 0x64) === 0) return null;
      if (offline & 0x04) return 'cover_open';
      if (offline & 0x20) return 'paper_out';
      const error = (await status(3, ms)) ?? 0;
      return error & 0x08 ? 'cutter_jammed' : 'printer_fault';
    },

    async contradictsItself(ms) {
      const all: (number | null)[] = [];
      for (const n of [1, 2, 3, 4] as const) all.push(await status(n, ms));
      const [general = null, offline = null] = all;
      const heard = new Set(all.filter((byte) => byte !== null));
      const areAlike = heard.size === 1 && !heard.has(NOTHING_TO_REPORT) && !all.includes(null);
      // Bit 0x08 of DLE EOT 1: offline.
      const saysOnline = general !== null && (general & 0x08) === 0;
      const saysWhyOffline = offline !== null && (offline & 0x64) !== 0;
      return areAlike || (saysOnline && saysWhyOffline);
    },

    fence(kind, id) {
      const letters = Buffer.from(idFor(kind, id), 'latin1');
      // Ids come round again: what was heard or awaited under this one was another ticket's.
      fencesHeard.delete(idFor(kind, id));
      late.delete(idFor(kind, id));
      switch (kind) {
        case 'status':
          paperHeard = false;
          return Uint8Array.of(GS, 0x72, 0x01);
        case 'process_id':
          return Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...letters);
        case 'star':
          return Uint8Array.of(ESC, GS, ETX, 0x01, ...letters);
      }
    },

    async answered(kind, id, ms) {
      if (kind !== 'status') {
        const wanted = idFor(kind, id);
        if (fencesHeard.delete(wanted)) return true;
        const heard = await hear((answer) => 'id' in answer && answer.id === wanted, ms);
        fencesHeard.delete(wanted);
        return heard !== null;
      }
      // It may have come while its asker waited for a status answer.
      const found = paperHeard || (await hear((answer) => answer.kind === 'paper', ms)) !== null;
      paperHeard = false;
      return found;
    },

    whenLate(kind, id, listener) {
      if (kind !== 'status') late.set(idFor(kind, id), listener);
    },

    awaitsLate: () => late.size > 0,

    async identity(ms) {
      const found: Record<string, string> = {};
      for (const [name, n] of IDENTITY) {
        const answer = hear(({ kind }) => kind === 'info', ms);
        answer.catch(() => {});
        await link.write(Uint8Array.of(GS, 0x49, n), ms);
        const heard = await answer;
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
      if (kind === 'process_id') {
        const cleared = hear((answer) => answer.kind === 'cleared', ms);
        cleared.catch(() => {});
        await link.write(Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08), ms);
        await cleared;
      } else await link.write(new Uint8Array(FLUSH_BYTES), ms);
      // Reset, then feed to the knife and cut: the torso must not hang on the next ticket.
      await link.write(Uint8Array.of(ESC, 0x40, ...cut), ms);
    },
  };
}

/** Star's fence carries two letters, Epson's four. */
function idFor(kind: Fence, id: string): string {
  return kind === 'star' ? id.slice(-2) : id;
}
