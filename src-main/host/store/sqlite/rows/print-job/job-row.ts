/** The shape of a row of `print_jobs`, and the print job it holds. */
import type {
  PrintCause,
  PrintJob,
  PrintJobState,
  PrintMark,
} from '../../../../../../src-shared/model/print-job';
import type { Priority } from '../../../../../../src-shared/base/vocabulary';
import { jsonOr } from '../../row-tools/json-column';

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
  /** Characters of the newest try that could not be printed; read by joined queries only. */
  unprintable?: number | null;
};

/** Stored as a number: the index of the lanes is then in printing order. */
export const RANK: Readonly<Record<Priority, number>> = { urgent: 0, normal: 1, low: 2 };
const BY_RANK: readonly Priority[] = ['urgent', 'normal', 'low'];

/** Stands in for a mark that cannot be read: the paper may be a second one. */
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
