/**
 * Jobs of the backup thread as the host gives them: each in a thread of its own, which ends with
 * it. A folder may lie on a network that does not answer: then its thread waits, the host goes on,
 * and nobody else is sent there until it has come back.
 */
import type { Worker } from 'node:worker_threads';
import type { Backup, BackupFacts } from '../../../src-shared/model/operations/backups';
import type { EpochMs } from '../../../src-shared/base/vocabulary';
import { startThread } from './start-thread';

export type BackupJob = { readonly addon: string | null } & (
  | { readonly kind: 'make'; readonly folder: string; readonly to: string }
  /** With a passphrase it is sealed on the way. */
  | {
      readonly kind: 'copy';
      readonly from: string;
      readonly to: string;
      readonly passphrase: string | null;
    }
  /** `scratch`: where a sealed one may be opened for as long as it is looked into. */
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
  /** Of a second folder: what is in it, and whether it can be written. */
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
  /** Why it cannot be written, in words; null: it can. */
  readonly trouble: string | null;
};

export type BackupJobDone =
  | {
      readonly ok: true;
      readonly facts: BackupFacts | null;
      readonly seen: FolderSeen | null;
      /** What went wrong beside it, in words. */
      readonly troubles: readonly string[];
    }
  /** `isBad`: the backup or the database is; else the system said no. */
  | { readonly ok: false; readonly words: string; readonly isBad: boolean };

export type BackupJobs = {
  /** Never rejects. `place`: the folder that may not answer, if any. */
  run(job: BackupJob, place?: string | null): Promise<BackupJobDone>;
  /** Looks at a second folder, within a few seconds. */
  look(folder: string, dataDir: string): Promise<FolderSeen>;
  /** What is under way is given up; what it left half done goes at the next start. */
  stop(): Promise<void>;
};

export type JobLimits = {
  /** A look takes milliseconds; a disk that slept takes seconds to wake, ms. */
  readonly look: number;
  /** A large copy to a slow stick, ms. */
  readonly work: number;
};
const LIMITS: JobLimits = { look: 8_000, work: 30 * 60_000 };

export function backupJobs(entry: URL, limits: JobLimits = LIMITS): BackupJobs {
  const threads = new Set<Worker>();
  /** By its folder, the thread that did not come back in time. */
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

  /** It ends as soon as the system lets go of it; a stop does not wait for that. */
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
