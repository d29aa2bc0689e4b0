/** Asks a printer whether everything sent before is printed, and awaits its confirmation. */
import type { PrinterLink } from '../../ports/printer-transport';
import { checkIdFor, completionQuestion, PAPER_QUESTION } from './printer-questions';
import type { CompletionCheck } from './printer-questions';
import type { Askable, PrinterReply } from './printer-replies';
import { QuestionChannel } from './question-channel';

/** How often a check is repeated whose reply was garbled. */
const REPEATS = 2;

const REPLY_KINDS = {
  status: 'paper',
  process_id: 'processId',
  star: 'star',
} as const satisfies Record<CompletionCheck, Askable>;

export class CompletionChecks {
  /** The channel of this link. Its replies pass through here first. */
  readonly channel: QuestionChannel;
  readonly #link: PrinterLink;
  /** Confirmed ids. A confirmation may arrive while a status question is open. */
  readonly #confirmed = new Set<string>();
  readonly #late = new Map<string, () => void>();
  /** A confirmation arrived, and it is unclear which ticket it confirms. */
  #hasUnclearReply = false;
  #currentId = '';
  #repeatsLeft = 0;
  /** GS r 1 was answered since it was last asked. */
  #hasPaperReply = false;

  constructor(link: PrinterLink, settleMs: number) {
    this.#link = link;
    this.channel = new QuestionChannel(link, settleMs, {
      onReply: (reply) => this.#confirm(reply),
      onUnclaimed: (reply) => this.#note(reply),
    });
  }

  question(kind: CompletionCheck, id: string): Uint8Array {
    const checkId = checkIdFor(kind, id);
    // Ids repeat: earlier state under this id belongs to another ticket.
    this.#confirmed.delete(checkId);
    this.#late.delete(checkId);
    this.#currentId = checkId;
    this.#hasUnclearReply = false;
    this.#repeatsLeft = REPEATS;
    this.#hasPaperReply = false;
    this.channel.request(REPLY_KINDS[kind]);
    return completionQuestion(kind, checkId);
  }

  isConfirmed(kind: CompletionCheck, id: string, ms: number, againMs: number): Promise<boolean> {
    return kind === 'status'
      ? this.#isPaperConfirmed(ms, againMs)
      : this.#isIdConfirmed(kind, checkIdFor(kind, id), ms);
  }

  whenLate(kind: CompletionCheck, id: string, listener: () => void): void {
    if (kind !== 'status') this.#late.set(checkIdFor(kind, id), listener);
  }

  awaitsLate(): boolean {
    return this.#late.size > 0;
  }

  #confirm(reply: PrinterReply): void {
    if (reply.kind !== 'processId' && reply.kind !== 'star') return;
    this.#confirmed.add(reply.id);
    this.#late.get(reply.id)?.();
    this.#late.delete(reply.id);
  }

  #note(reply: PrinterReply): void {
    if (reply.kind === 'paper') this.#hasPaperReply = true;
    if (reply.kind === 'unclear' || ('id' in reply && reply.id !== this.#currentId))
      this.#hasUnclearReply = true;
  }

  /**
   * GS r 1 carries no id: a stray zero looks like its reply. So the question is repeated after the
   * first reply, and bytes in between do not count. A printer answers it in order, so the second
   * reply means that everything before is printed. No other question is sent in between: a printer
   * that sends a zero after each of its replies must not confirm a ticket by that.
   */
  async #isPaperConfirmed(ms: number, againMs: number): Promise<boolean> {
    const isPaper = ({ kind }: PrinterReply): boolean => kind === 'paper';
    if (!this.#hasPaperReply && (await this.channel.next(isPaper, ms)) === null) return false;
    try {
      await this.channel.settle();
      this.#hasPaperReply = false;
      await this.#link.write(PAPER_QUESTION, againMs);
      return this.#hasPaperReply || (await this.channel.next(isPaper, againMs)) !== null;
    } catch (error) {
      // Some printers close the connection right after the reply. Then the close counts as the
      // second reply.
      if (await this.#link.finish(againMs).catch(() => false)) return true;
      throw error;
    } finally {
      this.#hasPaperReply = false;
    }
  }

  async #isIdConfirmed(
    kind: Exclude<CompletionCheck, 'status'>,
    checkId: string,
    ms: number,
  ): Promise<boolean> {
    const isCheck = (reply: PrinterReply): boolean => 'id' in reply || reply.kind === 'unclear';
    const until = performance.now() + ms;
    for (;;) {
      if (this.#confirmed.delete(checkId)) return true;
      if (!this.#hasUnclearReply) {
        const left = Math.max(0, until - performance.now());
        if ((await this.channel.next(isCheck, left)) === null) return false;
      }
      if (this.#confirmed.delete(checkId)) return true;
      this.#hasUnclearReply = false;
      if (this.#repeatsLeft === 0) continue;
      this.#repeatsLeft--;
      await this.#link.write(completionQuestion(kind, checkId), ms);
    }
  }
}
