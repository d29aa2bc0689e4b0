/** Letters beside fallbacks as rows, and where they go. */
import type { Database } from 'better-sqlite3';
import { MailSettings } from '../../../../../src-shared/mail';
import type { DueMail } from '../../../../../src-shared/mail';
import type { PrintCause, PrintMark } from '../../../../../src-shared/print-job';
import type { TicketDocument } from '../../../../../src-shared/ticket';
import type { Change, NewMail } from '../../../domain/decision';

/** One letter tells of this many tickets at the most. */
const IN_ONE_LETTER = 20;

type DueRow = { seq: number; document: string; mark: string; job_seq: number; cause: string | null; queued_at: number };

export function mailRows(db: Database) {
  const insert = db.prepare(
    `INSERT INTO mails (ticket_seq, job_seq, mark, cause, state, tries, retry_at, queued_at) VALUES (?, ?, ?, ?, 'queued', 0, ?, ?)`,
  );
  const update = db.prepare('UPDATE mails SET state = ?, tries = ?, retry_at = ?, error = ? WHERE seq = ?');
  const tries = db.prepare<[number], { seq: number; tries: number }>(
    `SELECT seq, tries FROM mails WHERE seq = ? AND state = 'queued'`,
  );
  const due = db.prepare<[number, number], DueRow>(
    `SELECT m.seq, t.document, m.mark, m.job_seq, m.cause, m.queued_at FROM mails m JOIN tickets t ON t.seq = m.ticket_seq
     WHERE m.state = 'queued' AND m.retry_at <= ? ORDER BY m.seq LIMIT ?`,
  );
  const setting = db.prepare<[], string>(`SELECT value FROM settings WHERE name = 'mail'`).pluck();
  const putSetting = db.prepare(
    `INSERT INTO settings (name, value) VALUES ('mail', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const dropSetting = db.prepare(`DELETE FROM settings WHERE name = 'mail'`);
  return {
    put({ ticketId, jobSeq, mark, cause, queuedAt }: NewMail) {
      insert.run(Number(ticketId), jobSeq, JSON.stringify(mark), cause, queuedAt, queuedAt);
    },
    set({ seq, state, tries: tried, retryAt, error }: Extract<Change, { set: 'mail' }>) {
      update.run(state, tried, retryAt, error, seq);
    },
    tries: (seq: number) => tries.get(seq) ?? null,
    due: (at: number): readonly DueMail[] =>
      due.all(at, IN_ONE_LETTER).map((row) => ({
        seq: row.seq,
        document: JSON.parse(row.document) as TicketDocument,
        mark: JSON.parse(row.mark) as PrintMark,
        jobSeq: row.job_seq,
        cause: row.cause as PrintCause | null,
        queuedAt: row.queued_at,
      })),
    settings(): MailSettings | null {
      const value = setting.get();
      return value === undefined ? null : MailSettings.parse(JSON.parse(value));
    },
    setSettings(settings: MailSettings | null) {
      if (settings === null) dropSetting.run();
      else putSetting.run(JSON.stringify(settings));
    },
  };
}
