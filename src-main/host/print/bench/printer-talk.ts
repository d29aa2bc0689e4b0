/** Questions to a printer over an open link, and its answers: how it is, whether everything before is printed, who it is. */
import type { PrintCause } from '../../../../src-shared/print-job';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterLink } from '../../ports/printer-transport';
import { answerParser } from './printer-answers';
import type { PrinterAnswer } from './printer-answers';

const DLE = 0x10;
const ESC = 0x1b;
const GS = 0x1d;
/** Empties a parser that an interrupted ticket left in the middle of a command. */
const FLUSH_BYTES = 8192;

export type Fence = 'process_id' | 'status';

export type PrinterTalk = {
  /** Null: it can print. A cause: somebody must go there; 'mute': it did not answer twice within `ms` each. Uses no paper. */
  condition(ms: number): Promise<PrintCause | null>;
  /** The bytes that ask "is everything before this printed?"; `id` is four digits. */
  fence(kind: Fence, id: string): Uint8Array;
  /** True once the fence was answered, false when `ms` went by. */
  answered(kind: Fence, id: string, ms: number): Promise<boolean>;
  /** After a try that broke off: forgets half a ticket and half a command, then feeds and cuts off what hangs. */
  recover(kind: Fence | 'none', ms: number): Promise<void>;
};

type Waiter = { readonly wants: (answer: PrinterAnswer) => boolean; readonly settle: (answer: PrinterAnswer | null) => void };

export function talkOver(link: PrinterLink): PrinterTalk {
  const parser = answerParser();
  let waiters: readonly Waiter[] = [];
  /** A fence's answer may come while its asker is busy with a status question. */
  const fencesHeard = new Set<string>();

  link.onData((bytes) => {
    for (const answer of parser.push(bytes)) {
      if (answer.kind === 'processId') fencesHeard.add(answer.id);
      const waiter = waiters.find(({ wants }) => wants(answer));
      if (!waiter) continue;
      waiters = waiters.filter((other) => other !== waiter);
      waiter.settle(answer);
    }
  });

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

  async function status(n: 2 | 3 | 4, ms: number): Promise<number | null> {
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

    fence(kind, id) {
      return kind === 'status'
        ? Uint8Array.of(GS, 0x72, 0x01)
        : Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(id, 'latin1'));
    },

    async answered(kind, id, ms) {
      if (kind === 'process_id') {
        if (fencesHeard.delete(id)) return true;
        const heard = await hear((answer) => answer.kind === 'processId' && answer.id === id, ms);
        fencesHeard.delete(id);
        return heard !== null;
      }
      return (await hear((answer) => answer.kind === 'paper', ms)) !== null;
    },

    async recover(kind, ms) {
      if (kind === 'process_id') {
        const cleared = hear((answer) => answer.kind === 'cleared', ms);
        cleared.catch(() => {});
        await link.write(Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08), ms);
        await cleared;
      } else await link.write(new Uint8Array(FLUSH_BYTES), ms);
      // ESC @, then feed to the knife and cut: the torso must not hang on the next ticket.
      await link.write(Uint8Array.of(ESC, 0x40, GS, 0x56, 0x42, 0x00), ms);
    },
  };
}
