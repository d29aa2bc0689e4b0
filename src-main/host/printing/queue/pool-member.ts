/** One print worker in the pool: its open prints and questions, and their results if it dies. */
import type { Lease } from '../../../../src-shared/commands/registry';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import type { EpochMs, Id } from '../../../../src-shared/base/vocabulary';
import type { FromWorker, ToWorker } from '../../../../src-shared/ipc/print-worker';
import type { WorkerProcess } from '../../ports/worker-launcher';
import type { AssignableWorker } from './drivers';

export type PrintEnd = {
  readonly outcome: PrintOutcome;
  readonly firstByteAt: EpochMs | null;
  readonly heard: string;
};

/** Messages about prints and questions. The others concern printers and the pool. */
export type WorkerMessage = Exclude<FromWorker, { kind: 'ready' | 'released' | 'late' }>;

type PrintMessage = Extract<ToWorker, { kind: 'print' }>;
/** A message that the worker answers. */
export type WorkerQuestion = Extract<ToWorker, { id: number }>;

type Session = {
  readonly lease: Lease;
  firstByteAt: EpochMs | null;
  readonly end: (result: PrintEnd) => void;
  readonly onStopped: (cause: PrintCause | null) => void;
};
/** `settle` takes the answer; `lose` is called if the worker dies first. */
type OpenQuestion = { readonly settle: (answer: never) => void; readonly lose: () => void };

export class PoolWorker implements AssignableWorker {
  readonly process: WorkerProcess;
  /** Time of the last message, by the monotonic clock, ms. */
  heardAt: number;
  ready = false;
  /** The worker gets no new work, and ends when its open work is done. */
  retiring = false;
  readonly #sessions = new Map<string, Session>();
  readonly #questions = new Map<number, OpenQuestion>();

  constructor(process: WorkerProcess, now: number) {
    this.process = process;
    this.heardAt = now;
  }

  get pid(): number {
    return this.process.pid;
  }

  get printingOn(): readonly Id[] {
    return [...this.#sessions.values()].map(({ lease }) => lease.printerId);
  }

  get hasOpenQuestion(): boolean {
    return this.#questions.size > 0;
  }

  /** Number of tickets in print and questions without an answer. */
  get underWay(): number {
    return this.#sessions.size + this.#questions.size;
  }

  /** Resolves only when the worker can no longer be writing that ticket. */
  print(message: PrintMessage, onStopped: (cause: PrintCause | null) => void): Promise<PrintEnd> {
    const { lease } = message;
    return new Promise((end) => {
      this.#sessions.set(sessionKey(lease), { lease, firstByteAt: null, end, onStopped });
      this.process.send(message);
    });
  }

  /** `lost` is the answer if the worker dies first. */
  ask<Answer>(id: number, question: WorkerQuestion, lost: Answer): Promise<Answer> {
    return new Promise((settle) => {
      this.#questions.set(id, { settle, lose: () => settle(lost) });
      this.process.send(question);
    });
  }

  /** Returns true if a print or a question ended with this message. */
  handle(message: WorkerMessage): boolean {
    switch (message.kind) {
      case 'writing': {
        const session = this.#sessions.get(sessionKey(message));
        if (session) session.firstByteAt = message.at;
        return false;
      }
      case 'stopped':
        this.#sessions.get(sessionKey(message))?.onStopped(message.cause);
        return false;
      case 'settled': {
        const { outcome, firstByteAt, heard } = message;
        const session = this.#sessions.get(sessionKey(message));
        this.#sessions.delete(sessionKey(message));
        session?.end({ outcome, firstByteAt, heard });
        return true;
      }
      case 'probed':
        return this.#settle(message.id, message.cause);
      case 'errandDone':
        return this.#settle(message.id, message.result);
      case 'drawn':
        return this.#settle(message.id, message.pdf);
      case 'alive':
        return false;
    }
  }

  /**
   * Ends all open work. Call it when the process is gone and its last message was handled: a ticket
   * without a `writing` message put nothing on paper.
   */
  die(): void {
    for (const { firstByteAt, end } of this.#sessions.values()) {
      const outcome: PrintOutcome =
        firstByteAt === null
          ? { kind: 'not_started', cause: 'worker_died' }
          : { kind: 'unsure', cause: 'worker_died', bytes: 0 };
      end({ outcome, firstByteAt, heard: '' });
    }
    for (const { lose } of this.#questions.values()) lose();
  }

  #settle(id: number, answer: unknown): boolean {
    const question = this.#questions.get(id);
    this.#questions.delete(id);
    question?.settle(answer as never);
    return true;
  }
}

function sessionKey({ jobId, token }: { jobId: string; token: number }): string {
  return `${jobId}/${token}`;
}
