/** Discards print jobs whose ticket is missing, once at a start. */
import type { Database } from 'better-sqlite3';
import type { StoreFault } from '../../../ports/store';
import { faultOf } from '../connection/store-trouble';
import { LEASED_JOBS, UNDECIDED_JOBS } from '../row-tools/state-lists';

/**
 * A print job whose ticket is missing (a lost page, an edit by another program) can be neither
 * printed nor shown, and would block its lane forever. This program writes no such rows, so one
 * check at the start is enough.
 */
export function discardOrphans(db: Database, onFault: (fault: StoreFault) => void): void {
  try {
    const { changes } = db
      .prepare(
        `UPDATE print_jobs SET state = 'discarded', settled_at = queued_at, token = NULL
         WHERE seq IN (
           SELECT seq FROM print_jobs WHERE state = 'queued'
           UNION ALL SELECT seq FROM print_jobs WHERE state IN ${LEASED_JOBS}
           UNION ALL SELECT seq FROM print_jobs WHERE state IN ${UNDECIDED_JOBS}
         ) AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.seq = ticket_seq)`,
      )
      .run();
    if (changes > 0)
      onFault(
        faultOf(
          'print_jobs',
          new Error(`${changes} prints of tickets that are gone were let go of`),
        ),
      );
  } catch (error) {
    // If the disk takes no writes, the first order is refused with the reason.
    onFault(faultOf('print_jobs', error));
  }
}
