/** The backup thread's entry: runs one backup job, which may take minutes. */
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { catchCrashes } from '../../program/catch-crashes';
import {
  BackupInvalid,
  inspectPlain,
  isSealed,
  writeBackup,
  seal,
  stageRestore,
  unseal,
} from '../store/sqlite/backup/backup';
import { checkDatabase } from '../store/sqlite/backup/check-database';
import { backupsIn, cannotWrite, thin } from '../store/sqlite/backup/backup-folder';
import type { BackupJob, BackupJobDone } from '../core/backup-client';
import { fault, quotingError } from '../../../src-shared/base/fault-points';

const port = parentPort;
if (!port) throw new Error('backup-thread runs as a worker thread only');
catchCrashes({ thread: 'backup' });
const DONE = { ok: true, facts: null, seen: null, troubles: [] } as const;

port.postMessage(
  await run(workerData as BackupJob).catch((error: Error): BackupJobDone => ({
    ok: false,
    words: error.message,
    isBad: error instanceof BackupInvalid,
  })),
);

async function run(job: BackupJob): Promise<BackupJobDone> {
  const { addon } = job;
  switch (job.kind) {
    case 'make': {
      if (fault('store.backup-throws')) {
        setImmediate(() => {
          throw quotingError();
        });
        await new Promise(() => {});
      }
      const facts = writeBackup(job.folder, job.to, { addon });
      return { ...DONE, facts };
    }
    case 'copy': {
      if (job.passphrase !== null) await seal(job.from, job.to, job.passphrase);
      else {
        // The copy has another name until it is complete: a USB stick may be removed meanwhile.
        copyFileSync(job.from, `${job.to}.half`);
        inspectPlain(`${job.to}.half`, addon);
        renameSync(`${job.to}.half`, job.to);
      }
      return DONE;
    }
    case 'inspect': {
      if (!isSealed(job.file)) return { ...DONE, facts: inspectPlain(job.file, addon) };
      if (job.passphrase === null)
        throw new BackupInvalid('este respaldo tiene clave; hace falta para abrirlo');
      const opened = `${job.scratch}.opened`;
      try {
        await unseal(job.file, opened, job.passphrase);
        return { ...DONE, facts: inspectPlain(opened, addon) };
      } finally {
        rmSync(opened, { force: true });
      }
    }
    case 'stage':
      return {
        ...DONE,
        facts: await stageRestore(job.folder, job.file, { addon, passphrase: job.passphrase }),
      };
    case 'check': {
      const fault = checkDatabase(job.folder, addon);
      if (fault !== null) throw new BackupInvalid(fault);
      return DONE;
    }
    case 'look': {
      const { folder, dataDir } = job;
      const trouble = cannotWrite(folder, dataDir);
      return { ...DONE, seen: { backups: backupsIn(folder, 'second'), trouble } };
    }
    case 'thin':
      return { ...DONE, troubles: thin(job.folder, job.keep, job) };
  }
}
