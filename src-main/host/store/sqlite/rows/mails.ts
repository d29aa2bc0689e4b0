/** Reads and writes queued mail messages and the mail settings. */
import type { Database } from 'better-sqlite3';
import { MailSettings } from '../../../../../src-shared/model/mail';
import type { DueMail, DueMails } from '../../../../../src-shared/model/mail';
import type { PrintCause, PrintMark } from '../../../../../src-shared/model/print-job';
import type { TicketDocument, TicketKind } from '../../../../../src-shared/model/ticket';
import type { Change, MailDraft } from '../../../domain/engine/rule';
import { headNow } from '../../../domain/tickets/paper-head';
import type { alertRows } from './alerts';
import { jsonOr } from '../row-tools/json-column';
import type { orderRows } from './orders';

/** The longest delay of a mail message (`domain/mails.ts`). */
const LONGEST_WAIT_MS = 30 * 60_000;
/** Most tickets in one mail message. */
const IN_ONE_LETTER = 20;

type DueRow = {
  seq: number;
  alert_seq: number | null;
  queued_at: number;
  order_number: number | null;
  error: string | null;
} & TicketPart;
/** Null: the mail message is about an alert. */
type TicketPart = {
  document: string | null;
  kind: string | null;
  mark: string | null;
  job_seq: number | null;
  cause: string | null;
};

/** Tables that hold the subjects of mail messages. */
type Told = {
  readonly alerts: Pick<ReturnType<typeof alertRows>, 'bySeq'>;
  readonly orders: Pick<ReturnType<typeof orderRows>, 'byNumber'>;
};

export function mailRows(db: Database, told: Told) {
  const insert = db.prepare(
    `INSERT INTO mails (ticket_seq, job_seq, mark, cause, alert_seq, state, tries, retry_at, queued_at)
     VALUES (@ticketSeq, @jobSeq, @mark, @cause, @alert, 'queued', 0, @queuedAt, @queuedAt)`,
  );
  const update = db.prepare(
    'UPDATE mails SET state = ?, tries = ?, retry_at = ?, error = ? WHERE seq = ?',
  );
  const later = db.prepare(`UPDATE mails SET retry_at = retry_at + ? WHERE state = 'queued'`);
  const notAhead = db.prepare(
    `UPDATE mails SET retry_at = @at WHERE state = 'queued' AND retry_at > @at + @longest`,
  );
  const tries = db.prepare<[number], { seq: number; tries: number }>(
    `SELECT seq, tries FROM mails WHERE seq = ? AND state = 'queued'`,
  );
  const due = db.prepare<[number, number], DueRow>(
    `SELECT m.seq, t.document, t.kind, t.order_number, m.mark, m.job_seq, m.cause, m.alert_seq, m.queued_at, m.error
     FROM mails m LEFT JOIN tickets t ON t.seq = m.ticket_seq
     WHERE m.state = 'queued' AND m.retry_at <= ? ORDER BY m.seq LIMIT ?`,
  );
  const setting = db.prepare<[], string>(`SELECT value FROM settings WHERE name = 'mail'`).pluck();
  const putSetting = db.prepare(
    `INSERT INTO settings (name, value) VALUES ('mail', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const dropSetting = db.prepare(`DELETE FROM settings WHERE name = 'mail'`);
  return {
    put(mail: MailDraft) {
      const { queuedAt } = mail;
      if ('alert' in mail)
        insert.run({
          ticketSeq: null,
          jobSeq: null,
          mark: null,
          cause: null,
          alert: mail.alert,
          queuedAt,
        });
      else {
        const { ticketId, jobSeq, mark, cause } = mail;
        insert.run({
          ticketSeq: Number(ticketId),
          jobSeq,
          mark: JSON.stringify(mark),
          cause,
          alert: null,
          queuedAt,
        });
      }
    },
    set({ seq, state, tries: tried, retryAt, error }: Extract<Change, { set: 'mail' }>) {
      update.run(state, tried, retryAt, error, seq);
    },
    later: (byMs: number): void => void later.run(byMs),
    notAhead: (at: number): void => void notAhead.run({ at, longest: LONGEST_WAIT_MS }),
    tries: (seq: number) => tries.get(seq) ?? null,
    /** A row that cannot be read is reported by its number; the others are sent. */
    due(at: number): Pick<DueMails, 'mails' | 'unreadable'> {
      const read = due
        .all(at, IN_ONE_LETTER)
        .map((row) => ({ seq: row.seq, mail: readable(row, told) }));
      return {
        mails: read.flatMap(({ mail }) => mail ?? []),
        unreadable: read.filter(({ mail }) => mail === null).map(({ seq }) => seq),
      };
    },
    settings(): MailSettings | null {
      const value = setting.get();
      const read = MailSettings.safeParse(
        value === undefined ? null : jsonOr<unknown>(value, null, () => true),
      );
      return read.success ? read.data : null;
    },
    setSettings(settings: MailSettings | null) {
      if (settings === null) dropSetting.run();
      else putSetting.run(JSON.stringify(settings));
    },
  };
}

function readable(row: DueRow, told: Told): DueMail | null {
  try {
    return dueFrom(row, told);
  } catch {
    return null; // a document that is no JSON
  }
}

function dueFrom(row: DueRow, { alerts, orders }: Told): DueMail | null {
  const { seq, document, kind, mark, job_seq: jobSeq, queued_at: queuedAt, error: lastError } = row;
  if (row.alert_seq !== null) {
    const alert = alerts.bySeq(row.alert_seq);
    return alert && { seq, queuedAt, lastError, kind: 'alert', alert };
  }
  // The table's CHECK excludes such a row.
  if (document === null || mark === null || jobSeq === null) return null;
  const sent = { kind: kind as TicketKind, document: JSON.parse(document) as TicketDocument };
  return {
    seq,
    queuedAt,
    lastError,
    kind: 'ticket',
    document: sent.document,
    head: headNow(sent, row.order_number === null ? null : orders.byNumber(row.order_number)),
    mark: JSON.parse(mark) as PrintMark,
    jobSeq,
    cause: row.cause as PrintCause | null,
  };
}
