/**
 * Runs each backup job in a thread of its own.
 *
 * A folder may be on a network that does not respond. Its thread then waits, the host goes on, and
 * no other job is sent to that folder until the thread has ended.
 */
import type { Worker } from 'node:worker_threads';
import type { Backup, BackupFacts } from '../../../src-shared/model/operations/backups';
import type { EpochMs } from '../../../src-shared/base/vocabulary';
import { startThread } from './start-thread';

export type BackupJob = { readonly addon: string | null } & (
  | { readonly kind: 'make'; readonly folder: string; readonly to: string }
  /** With a passphrase the copy is encrypted. */
  | {
      readonly kind: 'copy';
      readonly from: string;
      readonly to: string;
      readonly passphrase: string | null;
    }
  /** `scratch`: path for the decrypted copy of an encrypted backup, while it is inspected. */
  | {
      readonly kind: 'inspect';
      readonly file: string;
      readonly passphrase: string | null;
      readonly scratch: string;
    }
  | {
      readonly kind: 'stage';
      readonly folder: string;
      readonly file: string;
      readonly passphrase: string | null;
    }
  | { readonly kind: 'check'; readonly folder: string }
  /** Lists the backups of a second folder and checks whether it can be written. */
  | { readonly kind: 'look'; readonly folder: string; readonly dataDir: string }
  | {
      readonly kind: 'thin';
      readonly folder: string;
      readonly keep: number;
      readonly made: EpochMs;
      readonly copiesBefore: EpochMs;
    }
);

export type FolderSeen = {
  readonly backups: readonly Backup[];
  /** Why the folder cannot be written, for the staff; null: it can. */
  readonly trouble: string | null;
};

export type BackupJobDone =
  | {
      readonly ok: true;
      readonly facts: BackupFacts | null;
      readonly seen: FolderSeen | null;
      /** Failures that did not stop the job, for the staff. */
      readonly troubles: readonly string[];
    }
  /** `isBad`: the backup or the database is damaged; false: the system reported an error. */
  | { readonly ok: false; readonly words: string; readonly isBad: boolean };

export type BackupJobs = {
  /** Never rejects. `place`: the folder that may not respond, if any. */
  run(job: BackupJob, place?: string | null): Promise<BackupJobDone>;
  /** Lists a second folder. Resolves within a few seconds. */
  look(folder: string, dataDir: string): Promise<FolderSeen>;
  /** Aborts running jobs. The next start removes their incomplete files. */
  stop(): Promise<void>;
};

export type JobLimits = {
  /** Listing takes milliseconds; a disk that slept takes seconds to wake, ms. */
  readonly look: number;
  /** Copying a large backup to a slow USB stick, ms. */
  readonly work: number;
};
const LIMITS: JobLimits = { look: 8_000, work: 30 * 60_000 };

export function backupJobs(entry: URL, limits: JobLimits = LIMITS): BackupJobs {
  const threads = new Set<Worker>();
  /** By folder, the thread that exceeded its limit. */
  const silent = new Map<string, Worker>();

  function run(
    job: BackupJob,
    place: string | null = null,
    limitMs = limits.work,
  ): Promise<BackupJobDone> {
    if (place !== null && silent.has(place)) return Promise.resolve(noAnswer(place));
    return new Promise((resolve) => {
      const thread = startThread('backup', entry, job);
      threads.add(thread);
      const limit =
        place === null ? undefined : setTimeout(() => leave(place, thread, resolve), limitMs);
      thread.once('exit', () => {
        clearTimeout(limit);
        threads.delete(thread);
        if (place !== null && silent.get(place) === thread) silent.delete(place);
      });
      thread.once('message', resolve);
      thread.once('error', (error) => resolve({ ok: false, words: error.message, isBad: false }));
      thread.once('exit', () =>
        resolve({ ok: false, words: 'el hilo de respaldo terminó', isBad: false }),
      );
    });
  }

  /** The thread ends once the system call returns. `stop` does not wait for it. */
  function leave(place: string, thread: Worker, resolve: (done: BackupJobDone) => void): void {
    silent.set(place, thread);
    threads.delete(thread);
    thread.unref();
    void thread.terminate();
    resolve(noAnswer(place));
  }

  return {
    run,
    async look(folder, dataDir) {
      const done = await run({ kind: 'look', folder, dataDir, addon: null }, folder, limits.look);
      if (!done.ok) return { backups: [], trouble: done.words };
      return done.seen ?? { backups: [], trouble: null };
    },
    async stop() {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}

function noAnswer(place: string): BackupJobDone {
  return { ok: false, words: `la carpeta ${place} no contesta`, isBad: false };
}
