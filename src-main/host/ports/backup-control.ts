/** Port for backups: listing, making, checking and restoring. Implemented by the backup desk. */
import type { Backup, BackupFacts, BackupList } from '../../../src-shared/model/operations/backups';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Actor } from '../../../src-shared/base/vocabulary';

export interface BackupControl {
  list(): Promise<BackupList>;
  make(
    actor: Actor,
  ): Promise<{ readonly ok: true; readonly name: string; readonly facts: BackupFacts } | Refusal>;
  /** Checks a whole backup and returns its facts. `passphrase` null: the restaurant's own. */
  inspect(
    name: string,
    where: Backup['where'],
    passphrase: string | null,
  ): Promise<BackupFacts | Refusal>;
  /** Restarts the host with this backup. The present database is kept beside it. */
  restore(
    name: string,
    where: Backup['where'],
    passphrase: string | null,
    actor: Actor,
  ): Promise<BackupFacts | Refusal>;
  /** Sets the passphrase for copies in the second folder, from the next one on. Empty: removes it. */
  keepPassphrase(text: string): void;
}
