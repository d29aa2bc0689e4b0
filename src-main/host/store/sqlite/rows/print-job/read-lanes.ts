/** Reads print jobs by state: queued in a lane, leased, undecided. */
import type { Database } from 'better-sqlite3';
import type { PrintJob } from '../../../../../../src-shared/model/print-job';
import type { Priority } from '../../../../../../src-shared/base/vocabulary';
import { LEASED_JOBS, UNDECIDED_JOBS } from '../../row-tools/state-lists';
import { jobFrom, RANK } from './job-row';
import type { JobRow } from './job-row';

export function laneReads(db: Database) {
  const head = db.prepare<[string, number], JobRow>(
    `SELECT * FROM print_jobs WHERE printer_id = +? AND state = 'queued' AND priority = +? ORDER BY ahead DESC, seq LIMIT 1`,
  );
  const sendingOn = db
    .prepare<[string], number>(
      `SELECT 1 FROM print_jobs WHERE printer_id = ? AND state IN ${LEASED_JOBS}`,
    )
    .pluck();
  const sending = db.prepare<[], JobRow & { claimed_at: number | null }>(
    `SELECT j.*, a.claimed_at FROM print_jobs j LEFT JOIN attempts a ON a.token = j.token WHERE j.state IN ${LEASED_JOBS}`,
  );
  const waitingOn = db.prepare<[string, number], JobRow>(
    `SELECT * FROM print_jobs WHERE printer_id = +? AND state = 'queued' ORDER BY priority, ahead DESC, seq LIMIT ?`,
  );
  // Includes jobs that no lane takes: those of an unknown printer or priority.
  const queuedBefore = db.prepare<[number], JobRow>(
    `SELECT * FROM print_jobs WHERE state = 'queued'
     AND (queued_at < ? OR priority NOT IN (0, 1, 2) OR printer_id NOT IN (SELECT id FROM printers))`,
  );
  const queued = db.prepare<[], JobRow>(`SELECT * FROM print_jobs WHERE state = 'queued'`);
  const liveByPrinter = db.prepare<[], { printer_id: string; live: number }>(
    `SELECT printer_id, count(*) AS live FROM (
       SELECT printer_id FROM print_jobs WHERE state = 'queued'
       UNION ALL SELECT printer_id FROM print_jobs WHERE state IN ${LEASED_JOBS}
       UNION ALL SELECT printer_id FROM print_jobs WHERE state IN ${UNDECIDED_JOBS}
     ) GROUP BY printer_id`,
  );
  const forSomeone = db.prepare<[number, number], JobRow>(
    `SELECT * FROM print_jobs WHERE state IN ${UNDECIDED_JOBS} AND seq > +? ORDER BY seq LIMIT ?`,
  );
  const waitingForSomeone = db
    .prepare<[], number>(`SELECT count(*) FROM print_jobs WHERE state IN ${UNDECIDED_JOBS}`)
    .pluck();
  return {
    head: (printerId: string, priority: Priority) => head.get(printerId, RANK[priority]),
    isBusy: (printerId: string) => sendingOn.get(printerId) !== undefined,
    sending: () => sending.all(),
    queued: () => queued.all(),
    waitingOn: (printerId: string, limit: number) => waitingOn.all(printerId, limit),
    queuedBefore: (at: number) => queuedBefore.all(at),
    /** Undecided jobs above `after`, oldest first; `limit` null: all. */
    forSomeone: (after: number, limit: number | null): readonly PrintJob[] =>
      forSomeone.all(after, limit ?? -1).map(jobFrom),
    liveByPrinter: () => new Map(liveByPrinter.all().map((row) => [row.printer_id, row.live])),
    waitingForSomeone: () => waitingForSomeone.get() ?? 0,
  };
}
