/**
 * The queue: print jobs and their attempts as rows. Taking and settling are guarded by state and
 * token, here and nowhere else.
 */
import type { Database, Statement } from 'better-sqlite3';
import type {
  PrintCause,
  PrintJob,
  PrintJobState,
  PrintMark,
} from '../../../../../src-shared/model/print-job';
import type { TicketHead } from '../../../../../src-shared/model/ticket';
import type { Priority } from '../../../../../src-shared/base/vocabulary';
import type { Attempt, Change } from '../../../domain/engine/rule';
import { groupedBy } from '../row-tools/group-rows';
import { isFields, jsonOr } from '../row-tools/json-column';
import { fault } from '../../../../../src-shared/base/fault-points';
import { LEASED_JOBS, UNDECIDED_JOBS } from '../row-tools/state-lists';

export type JobRow = {
  seq: number;
  ticket_seq: number;
  printer_id: string;
  state: string;
  priority: number;
  ahead: number;
  paper_lines: number;
  mark: string;
  cause: string | null;
  crashes: number;
  tries: number;
  queued_at: number;
  settled_at: number | null;
  token: number | null;
  /** Of its newest try; read where people are told of it. */
  unprintable?: number | null;
};

/** Stored as a number so that the queue's index is in printing order. */
const RANK: Readonly<Record<Priority, number>> = { urgent: 0, normal: 1, low: 2 };
const BY_RANK: readonly Priority[] = ['urgent', 'normal', 'low'];

type JobChange = Extract<Change, { set: 'printJob' }>;
type AttemptEnd = Extract<Change, { set: 'attempt' }>;

/** What a change may speak of, as the row has it. */
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

export function printJobRows(db: Database) {
  const insert = db.prepare(
    `INSERT INTO print_jobs (seq, ticket_seq, printer_id, state, priority, ahead, paper_lines, mark, cause, queued_at, settled_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // A statement a set of columns: few sets ever come up, and one statement that names all columns
  // each time costs twice as much to bind.
  const updates = new Map<string, Statement>();
  /** The WHERE is the fence: a late worker's write finds no row. */
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
  const insertAttempt = db.prepare(
    'INSERT INTO attempts (token, job_seq, worker, shown_time, head, claimed_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const endAttempt = db.prepare(
    'UPDATE attempts SET ended_at = ?, first_byte_at = ?, outcome = ?, cause = ?, bytes = ?, sha256 = ?, unprintable = ?, heard = ? WHERE token = ?',
  );
  const confirmAttempt = db.prepare(
    "UPDATE attempts SET outcome = 'confirmed', cause = NULL, ended_at = ? WHERE token = ?",
  );
  const shown = db.prepare<[number], { shown_time: string; head: string | null }>(
    'SELECT a.shown_time, a.head FROM print_jobs j JOIN attempts a ON a.token = j.token WHERE j.seq = ?',
  );
  // As the index attempts_with_head says it.
  const forgetGuest = db.prepare(
    `UPDATE attempts SET head = iif(json_valid(head), json_replace(head, '$.customer', NULL, '$.address', NULL, '$.phone', NULL), NULL)
     WHERE head IS NOT NULL
     AND job_seq IN (SELECT j.seq FROM tickets t JOIN print_jobs j ON j.ticket_seq = t.seq WHERE t.order_number = ?)`,
  );
  const byId = db.prepare<[number], JobRow>('SELECT * FROM print_jobs WHERE seq = ?');
  const ofTicket = db.prepare<[number], JobRow>(
    'SELECT j.*, a.unprintable FROM print_jobs j LEFT JOIN attempts a ON a.token = j.token WHERE j.ticket_seq = +? ORDER BY j.seq',
  );
  const ofTickets = db.prepare<[string], JobRow>(
    `SELECT j.*, a.unprintable FROM print_jobs j LEFT JOIN attempts a ON a.token = j.token
     WHERE j.ticket_seq IN (SELECT value FROM json_each(?)) ORDER BY j.ticket_seq, j.seq`,
  );
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
  /** And those that no lane would ever take: an unknown printer or rank. */
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
    /** False when the job was no longer where the decision saw it. */
    set(change: JobChange): boolean {
      const spoken = CHANGED.flatMap(({ column, of }) => {
        const value = of(change);
        return value === undefined ? [] : [{ column, value }];
      });
      const { id, from, to, heldBy } = change;
      const holder = heldBy === undefined ? [] : [heldBy];
      const update = updateOf(
        spoken.map(({ column }) => `, ${column} = ?`).join(''),
        heldBy !== undefined,
      );
      const { changes } = update.run(
        to,
        ...spoken.map(({ value }) => value),
        Number(id),
        from,
        ...holder,
      );
      return changes === 1;
    },
    putAttempt(a: Attempt) {
      insertAttempt.run(
        a.token,
        Number(a.jobId),
        a.worker,
        a.shownTime,
        a.head && JSON.stringify(a.head),
        a.claimedAt,
      );
    },
    endAttempt(end: AttemptEnd) {
      endAttempt.run(
        end.endedAt,
        end.firstByteAt,
        end.outcome,
        end.cause,
        end.bytes,
        end.sha256,
        end.unprintable,
        end.heard,
        end.token,
      );
    },
    confirmAttempt(token: number, endedAt: number) {
      confirmAttempt.run(endedAt, token);
    },
    /** The time its newest try printed on it; null before the first. */
    shownTime: (seq: number): string | null => shown.get(seq)?.shown_time ?? null,
    /** Whose its newest try said it is; null: as it was sent. */
    shownHead(seq: number): TicketHead | null {
      const head = shown.get(seq)?.head ?? null;
      return head === null ? null : jsonOr<TicketHead | null>(head, null, isFields);
    },
    forgetGuest: (orderNumber: number): void => void forgetGuest.run(orderNumber),
    byId: (id: string) => byId.get(Number(id)),
    ofTicket: (ticketSeq: number): readonly PrintJob[] => ofTicket.all(ticketSeq).map(jobFrom),
    /** The same for a crowd of tickets at once, by the ticket's number. */
    ofTickets: (ticketSeqs: readonly number[]): ReadonlyMap<number, readonly PrintJob[]> =>
      groupedBy(ofTickets.all(JSON.stringify(ticketSeqs)), (row) => row.ticket_seq, jobFrom),
    head: (printerId: string, priority: Priority) => head.get(printerId, RANK[priority]),
    isBusy: (printerId: string) => sendingOn.get(printerId) !== undefined,
    sending: () => sending.all(),
    queued: () => queued.all(),
    waitingOn: (printerId: string, limit: number) => waitingOn.all(printerId, limit),
    queuedBefore: (at: number) => queuedBefore.all(at),
    /** Oldest first, after that one; without a limit: all of them. */
    forSomeone: (after: number, limit: number | null): readonly PrintJob[] =>
      forSomeone.all(after, limit ?? -1).map(jobFrom),
    liveByPrinter: () => new Map(liveByPrinter.all().map((row) => [row.printer_id, row.live])),
    waitingForSomeone: () => waitingForSomeone.get() ?? 0,
  };
}

/** Where nobody can read what a paper says of itself, it says that it may be a second one. */
const MAY_BE_A_COPY: PrintMark = { kind: 'possible-duplicate', firstTriedAt: '?' };

function isMark(value: unknown): boolean {
  return typeof (value as { readonly kind?: unknown } | null)?.kind === 'string';
}

export function jobFrom(row: JobRow): PrintJob {
  return {
    id: String(row.seq),
    seq: row.seq,
    ticketId: String(row.ticket_seq),
    printerId: row.printer_id,
    state: row.state as PrintJobState,
    priority: BY_RANK[row.priority] ?? 'normal',
    ahead: row.ahead === 1,
    paperLines: row.paper_lines,
    mark: jsonOr(row.mark, MAY_BE_A_COPY, isMark),
    cause: row.cause as PrintCause | null,
    queuedAt: row.queued_at,
    settledAt: row.settled_at,
    ...(row.unprintable ? { unprintable: row.unprintable } : {}),
  };
}
