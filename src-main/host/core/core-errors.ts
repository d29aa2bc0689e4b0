/** Errors with which the core's client rejects. */
import type { BackupFacts } from '../../../src-shared/model/operations/backups';
import type { Remedy } from '../ports/store';

/** The query could not be read from the disk. The core goes on, and the fault is in the log. */
export class QueryFailed extends Error {}

/** The core thread has ended or does not respond. */
export class CoreGone extends Error {}

/** The core could not start. The message is for the staff. */
export class CoreRefused extends Error {
  /**
   * `backup`: the newest backup that could replace the database. `howTo`: the command to type for
   * that, where there is no button.
   */
  constructor(
    readonly why: string,
    readonly backup: { readonly file: string; readonly facts: BackupFacts } | null = null,
    howTo = '',
    readonly remedy: Remedy = 'backup',
  ) {
    super(why + howTo);
  }
}
