/** Jobs of the backup thread as the host gives them: each in a thread of its own, which ends with it. */
import type { Worker } from 'node:worker_threads';
import type { BackupFacts } from '../../../src-shared/backups';
import { startThread } from './start-thread';

export type BackupJob = { readonly addon: string | null } & (
  | { readonly kind: 'make'; readonly folder: string; readonly to: string }
  /** With a passphrase it is sealed on the way. */
  | { readonly kind: 'copy'; readonly from: string; readonly to: string; readonly passphrase: string | null }
  /** `scratch`: where a sealed one may be opened for as long as it is looked into. */
  | { readonly kind: 'inspect'; readonly file: string; readonly passphrase: string | null; readonly scratch: string }
  | { readonly kind: 'stage'; readonly folder: string; readonly file: string; readonly passphrase: string | null }
  | { readonly kind: 'check'; readonly folder: string }
);

export type BackupJobDone =
  | { readonly ok: true; readonly facts: BackupFacts | null }
  /** `isBad`: the backup or the database is; else the system said no. */
  | { readonly ok: false; readonly words: string; readonly isBad: boolean };

export type BackupJobs = {
  /** Never rejects. */
  run(job: BackupJob): Promise<BackupJobDone>;
  /** What is under way is given up; what it left half done goes at the next start. */
  stop(): Promise<void>;
};

export function backupJobs(entry: URL): BackupJobs {
  const threads = new Set<Worker>();
  const run = (job: BackupJob): Promise<BackupJobDone> =>
    new Promise((resolve) => {
      const thread = startThread('backup', entry, job);
      threads.add(thread);
      thread.once('exit', () => threads.delete(thread));
      thread.once('message', resolve);
      thread.once('error', (error) => resolve({ ok: false, words: error.message, isBad: false }));
      thread.once('exit', () => resolve({ ok: false, words: 'el hilo de respaldo terminó', isBad: false }));
    });
  return {
    run,
    async stop() {
      await Promise.all([...threads].map((thread) => thread.terminate()));
    },
  };
}
