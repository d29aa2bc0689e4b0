/** Sends report queries to the reader thread. The first query starts it, also after it has died. */
import type { Worker } from 'node:worker_threads';
import { refuse } from '../../../src-shared/base/errors';
import type { Refusal } from '../../../src-shared/base/errors';
import type { ReportQuery, ReportName, Reports } from '../../../src-shared/queries/reports';
import { startThread } from './start-thread';

export type ReaderOptions = { readonly folder: string; readonly addon: string | null };
export type ToReader =
  | { readonly kind: 'read'; readonly id: number; readonly read: ReportQuery }
  | { readonly kind: 'stop' };
export type FromReader =
  | { readonly id: number; readonly ok: true; readonly text: string }
  | { readonly id: number; readonly ok: false; readonly tooLong: boolean; readonly words: string };

export type ReportReader = {
  /** The answer as JSON, which most callers send on unparsed. Never rejects. */
  readText(asked: ReportQuery): Promise<{ readonly ok: true; readonly text: string } | Refusal>;
  read<N extends ReportName>(
    asked: ReportQuery<N>,
  ): Promise<{ readonly ok: true; readonly answer: Reports[N]['answer'] } | Refusal>;
  stop(): Promise<void>;
};

/** Most queries at once; further ones are refused with TOO_FAST. */
const WAITING_MAX = 16;

export function createReportReader(
  entry: URL,
  options: ReaderOptions,
  onTrouble: (words: string) => void,
): ReportReader {
  type Answer = { readonly ok: true; readonly text: string } | Refusal;
  const waiting = new Map<number, (answer: Answer) => void>();
  let worker: Worker | null = null;
  let asked = 0;
  let stopped = false;

  function started(): Worker {
    if (worker) return worker;
    const thread = startThread('reader', entry, options);
    thread.on('message', (said: FromReader) => {
      const answer = waiting.get(said.id);
      waiting.delete(said.id);
      if (said.ok) return answer?.(said);
      if (!said.tooLong) onTrouble(said.words);
      answer?.(refuse(said.tooLong ? 'READ_TOO_LONG' : 'READ_FAILED'));
    });
    thread.on('error', (error) => onTrouble(error.message));
    thread.once('exit', () => {
      worker = null;
      for (const answer of waiting.values()) answer(refuse('READ_FAILED'));
      waiting.clear();
    });
    worker = thread;
    return thread;
  }

  function readText(read: ReportQuery): Promise<Answer> {
    if (stopped) return Promise.resolve(refuse('CORE_GONE'));
    if (waiting.size >= WAITING_MAX) return Promise.resolve(refuse('TOO_FAST'));
    const id = ++asked;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      started().postMessage({ kind: 'read', id, read } satisfies ToReader);
    });
  }

  return {
    readText,
    async read<N extends ReportName>(read: ReportQuery<N>) {
      const answer = await readText(read as ReportQuery);
      return answer.ok
        ? { ok: true, answer: JSON.parse(answer.text) as Reports[N]['answer'] }
        : answer;
    },
    async stop() {
      stopped = true;
      const thread = worker;
      if (!thread) return;
      const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
      thread.postMessage({ kind: 'stop' } satisfies ToReader);
      // A report may be running; its caller no longer waits for it.
      const limit = setTimeout(() => void thread.terminate(), STOP_MS);
      await exited;
      clearTimeout(limit);
    },
  };
}

const STOP_MS = 500;
