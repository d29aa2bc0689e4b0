/**
 * What an owner may ask about backups: implemented by the backup desk, handed to the sockets by
 * start-host.
 */
import type { Backup, BackupFacts, BackupList } from '../../../src-shared/model/operations/backups';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Actor } from '../../../src-shared/base/vocabulary';

export interface BackupControl {
  list(): Promise<BackupList>;
  make(
    actor: Actor,
  ): Promise<{ readonly ok: true; readonly name: string; readonly facts: BackupFacts } | Refusal>;
  /** What is in one, after all of it was checked. `passphrase` null: the house's own. */
  inspect(
    name: string,
    where: Backup['where'],
    passphrase: string | null,
  ): Promise<BackupFacts | Refusal>;
  /** Puts it ready and has the host start again with it; the database of now is kept beside. */
  restore(
    name: string,
    where: Backup['where'],
    passphrase: string | null,
    actor: Actor,
  ): Promise<BackupFacts | Refusal>;
  /** Of copies in the second folder, from the next one on; an empty one forgets it. */
  keepPassphrase(text: string): void;
}
