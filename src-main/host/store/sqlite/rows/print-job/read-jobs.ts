/** Reads print jobs by id and by ticket. */
import type { Database } from 'better-sqlite3';
import type { PrintJob } from '../../../../../../src-shared/model/print-job';
import { groupedBy } from '../../row-tools/group-rows';
import { jobFrom } from './job-row';
import type { JobRow } from './job-row';

export function jobReads(db: Database) {
  const byId = db.prepare<[number], JobRow>('SELECT * FROM print_jobs WHERE seq = ?');
  const ofTicket = db.prepare<[number], JobRow>(
    'SELECT j.*, a.unprintable FROM print_jobs j LEFT JOIN attempts a ON a.token = j.token WHERE j.ticket_seq = +? ORDER BY j.seq',
  );
  const ofTickets = db.prepare<[string], JobRow>(
    `SELECT j.*, a.unprintable FROM print_jobs j LEFT JOIN attempts a ON a.token = j.token
     WHERE j.ticket_seq IN (SELECT value FROM json_each(?)) ORDER BY j.ticket_seq, j.seq`,
  );
  return {
    byId: (id: string) => byId.get(Number(id)),
    ofTicket: (ticketSeq: number): readonly PrintJob[] => ofTicket.all(ticketSeq).map(jobFrom),
    /** Jobs of many tickets in one statement, by ticket number. */
    ofTickets: (ticketSeqs: readonly number[]): ReadonlyMap<number, readonly PrintJob[]> =>
      groupedBy(ofTickets.all(JSON.stringify(ticketSeqs)), (row) => row.ticket_seq, jobFrom),
  };
}
