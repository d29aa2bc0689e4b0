/** Inserts and changes print jobs. Every change is guarded by state and lease token. */
import type { Database, Statement } from 'better-sqlite3';
import type { PrintJob } from '../../../../../../src-shared/model/print-job';
import type { Change } from '../../../../domain/engine/rule';
import { fault } from '../../../../../../src-shared/base/fault-points';
import { RANK } from './job-row';
import type { JobRow } from './job-row';

type JobChange = Extract<Change, { set: 'printJob' }>;

/** The columns that a change may set, each with its value; undefined: the change leaves it. */
const CHANGED: readonly {
  readonly column: keyof JobRow;
  readonly of: (change: JobChange) => string | number | null | undefined;
}[] = [
  { column: 'token', of: ({ token }) => token },
  { column: 'priority', of: ({ priority }) => priority && RANK[priority] },
  { column: 'ahead', of: ({ ahead }) => (ahead === undefined ? undefined : Number(ahead)) },
  { column: 'mark', of: ({ mark }) => mark && JSON.stringify(mark) },
  { column: 'cause', of: ({ cause }) => cause },
  { column: 'crashes', of: ({ crashes }) => crashes },
  { column: 'tries', of: ({ tries }) => tries },
  { column: 'queued_at', of: ({ queuedAt }) => queuedAt },
  { column: 'settled_at', of: ({ settledAt }) => settledAt },
];

export function jobWrites(db: Database) {
  const insert = db.prepare(
    `INSERT INTO print_jobs (seq, ticket_seq, printer_id, state, priority, ahead, paper_lines, mark, cause, queued_at, settled_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // One statement for each set of columns that occurs, which are few. A statement that names all
  // columns costs twice as much to bind.
  const updates = new Map<string, Statement>();
  // The WHERE checks state and lease: the write of a worker that lost its lease finds no row.
  function updateOf(columns: string, isHeld: boolean): Statement {
    const known = updates.get(`${columns} ${isHeld}`);
    if (known) return known;
    const token = fault('store.no-token-in-update') ? ' AND (1 OR token = ?)' : ' AND token = ?';
    const made = db.prepare(
      `UPDATE print_jobs SET state = ?${columns} WHERE seq = ? AND state = ?${isHeld ? token : ''}`,
    );
    updates.set(`${columns} ${isHeld}`, made);
    return made;
  }
  return {
    put(j: PrintJob) {
      insert.run(
        j.seq,
        Number(j.ticketId),
        j.printerId,
        j.state,
        RANK[j.priority],
        Number(j.ahead),
        j.paperLines,
        JSON.stringify(j.mark),
        j.cause,
        j.queuedAt,
        j.settledAt,
      );
    },
    /** False: the job is no longer in the state, or under the lease, that the decision read. */
    set(change: JobChange): boolean {
      const columns = CHANGED.flatMap(({ column, of }) => {
        const value = of(change);
        return value === undefined ? [] : [{ column, value }];
      });
      const { id, from, to, heldBy } = change;
      const holder = heldBy === undefined ? [] : [heldBy];
      const update = updateOf(
        columns.map(({ column }) => `, ${column} = ?`).join(''),
        heldBy !== undefined,
      );
      const { changes } = update.run(
        to,
        ...columns.map(({ value }) => value),
        Number(id),
        from,
        ...holder,
      );
      return changes === 1;
    },
  };
}
