/**
 * One print worker as its pool sees it: what it was given to do, what it says of that, and what its
 * death means for each of it.
 */
import type { Lease } from '../../../../src-shared/commands/registry';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import type { FromWorker, ToWorker } from '../../../../src-shared/ipc/print-worker';
import type { WorkerProcess } from '../../ports/worker-launcher';
import type { AssignableWorker } from './drivers';

export type PrintEnd = {
  readonly outcome: PrintOutcome;
  readonly firstByteAt: EpochMs | null;
  readonly heard: string;
};

/** What a worker says of what it was given; the rest is about printers and the pool. */
export type WorkerMessage = Exclude<FromWorker, { kind: 'ready' | 'released' | 'late' }>;

export type PoolWorker = AssignableWorker & {
  readonly process: WorkerProcess;
  readonly pid: number;
  /** Tickets in print and questions without an answer. */
  readonly underWay: number;
  /** By the clock that nobody can set. */
  heardAt: number;
  ready: boolean;
  /** It gets nothing more to do, and ends. */
  retiring: boolean;
  /** Resolves only when it cannot be writing that ticket any more. */
  print(
    message: Extract<ToWorker, { kind: 'print' }>,
    onStopped: (cause: PrintCause | null) => void,
  ): Promise<PrintEnd>;
  /** `lost` is the answer where it dies over the question. */
  ask<Answer>(
    id: number,
    question: Extract<ToWorker, { id: number }>,
    lost: Answer,
  ): Promise<Answer>;
  /** True where a ticket or a question ended with it. */
  hear(message: WorkerMessage): boolean;
  /**
   * The process is gone and all it said was heard: a ticket of which it never said `writing` has
   * put nothing on paper.
   */
  die(): void;
};

type Session = {
  readonly lease: Lease;
  firstByteAt: EpochMs | null;
  readonly end: (result: PrintEnd) => void;
  readonly onStopped: (cause: PrintCause | null) => void;
};
/** `settle` takes its answer, `lose` is for one that died over it. */
type Question = { readonly settle: (answer: never) => void; readonly lose: () => void };

export function startPoolWorker(process: WorkerProcess, now: number): PoolWorker {
  const sessions = new Map<string, Session>();
  const questions = new Map<number, Question>();

  function answered(id: number, answer: unknown): boolean {
    const question = questions.get(id);
    questions.delete(id);
    question?.settle(answer as never);
    return true;
  }

  return {
    process,
    pid: process.pid,
    heardAt: now,
    ready: false,
    retiring: false,
    get printingOn() {
      return [...sessions.values()].map(({ lease }) => lease.printerId);
    },
    get isAsked() {
      return questions.size > 0;
    },
    get underWay() {
      return sessions.size + questions.size;
    },
    print(message, onStopped) {
      return new Promise((end) => {
        sessions.set(sessionKey(message.lease), {
          lease: message.lease,
          firstByteAt: null,
          end,
          onStopped,
        });
        process.send(message);
      });
    },
    ask(id, question, lost) {
      return new Promise((settle) => {
        questions.set(id, { settle, lose: () => settle(lost) });
        process.send(question);
      });
    },
    hear(message) {
      switch (message.kind) {
        case 'writing': {
          const session = sessions.get(sessionKey(message));
          if (session) session.firstByteAt = message.at;
          return false;
        }
        case 'stopped':
          sessions.get(sessionKey(message))?.onStopped(message.cause);
          return false;
        case 'settled': {
          const session = sessions.get(sessionKey(message));
          sessions.delete(sessionKey(message));
          session?.end({
            outcome: message.outcome,
            firstByteAt: message.firstByteAt,
            heard: message.heard,
          });
          return true;
        }
        case 'probed':
          return answered(message.id, message.cause);
        case 'errandDone':
          return answered(message.id, message.result);
        case 'drawn':
          return answered(message.id, message.pdf);
        case 'alive':
          return false;
      }
    },
    die() {
      for (const { firstByteAt, end } of sessions.values()) {
        const outcome: PrintOutcome =
          firstByteAt === null
            ? { kind: 'not_started', cause: 'worker_died' }
            : { kind: 'unsure', cause: 'worker_died', bytes: 0 };
        end({ outcome, firstByteAt, heard: '' });
      }
      for (const { lose } of questions.values()) lose();
    },
  };
}

function sessionKey({ jobId, token }: { jobId: string; token: number }): string {
  return `${jobId}/${token}`;
}
