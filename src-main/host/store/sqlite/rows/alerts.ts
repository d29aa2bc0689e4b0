/** Reads and writes alerts, and measures the recent load that raises them. */
import type { Database } from 'better-sqlite3';
import { DEFAULT_ALERT_RULES, AlertRules } from '../../../../../src-shared/model/operations/alerts';
import type {
  Alert,
  AlertKind,
  LaneLoad,
  Load,
} from '../../../../../src-shared/model/operations/alerts';
import type { Change } from '../../../domain/engine/rule';
import type { AlertFacts } from '../../../domain/engine/facts';
import type { paperTimes } from './paper-times';
import type { settingRows } from './settings';
import { LEASED_JOBS } from '../row-tools/state-lists';

/**
 * A print in `sending` for longer, ms, has lost its worker: the longest session that the desk
 * allows (`session-limits.ts`) is well below this.
 */
const LONGEST_TRY_MS = 20 * 60_000;

type AlertRow = {
  seq: number;
  kind: string;
  subject: string | null;
  figure: number | null;
  threshold: number | null;
  cause: string | null;
  raised_at: number;
  ended_at: number | null;
  seen_by: string | null;
};

export function alertRows(
  db: Database,
  settings: ReturnType<typeof settingRows>,
  paper: Pick<ReturnType<typeof paperTimes>, 'recentMeanMs'>,
) {
  const kept = db.prepare<[], AlertRow>(
    'SELECT * FROM alerts WHERE ended_at IS NULL OR seen_by IS NULL ORDER BY seq',
  );
  const bySeq = db.prepare<[number], AlertRow & { about: string | null }>(
    'SELECT a.*, p.name AS about FROM alerts a LEFT JOIN printers p ON p.id = a.subject WHERE a.seq = +?',
  );
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM alerts').pluck();
  const mailed = db.prepare<[], { seq: number; at: number }>(
    `SELECT alert_seq AS seq, max(queued_at) AS at FROM mails
     WHERE alert_seq IS NOT NULL AND alert_seq IN (SELECT seq FROM alerts WHERE ended_at IS NULL OR seen_by IS NULL) GROUP BY alert_seq`,
  );
  const insert = db.prepare(
    'INSERT INTO alerts (seq, kind, subject, figure, threshold, cause, raised_at) VALUES (@seq, @kind, @subject, @figure, @limit, @cause, @raisedAt)',
  );
  const update = db.prepare(
    'UPDATE alerts SET ended_at = coalesce(?, ended_at), seen_by = coalesce(?, seen_by) WHERE seq = ?',
  );
  const renew = db.prepare(
    'UPDATE alerts SET figure = @figure, threshold = @limit, cause = @cause, raised_at = @raisedAt, ended_at = NULL WHERE seq = @seq',
  );
  // A printer is idle since its newest try ended or its oldest print was queued, whichever is
  // later. The newest tries of all printers are enough: a printer without one among them has been
  // idle for longer than those tries took. Ends in the future, of a clock that was ahead, do not
  // count, nor does a try that lasts longer than any try can.
  const lanes = db.prepare<{ now: number; longest: number }, LaneLoad>(
    `WITH tried AS (
       SELECT j.printer_id, max(CASE WHEN a.ended_at > @now THEN 0 ELSE coalesce(a.ended_at, @now) END) AS at
       FROM (SELECT job_seq, ended_at FROM attempts ORDER BY token DESC LIMIT 200) a JOIN print_jobs j ON j.seq = a.job_seq
       GROUP BY j.printer_id
     )
     SELECT j.printer_id AS printerId, count(*) AS waiting, sum(j.paper_lines) * p.ms_per_line AS waitMs,
       coalesce(
         (SELECT CASE WHEN s.state = 'blocked' THEN 0 ELSE max(0, @now - a.claimed_at - @longest) END
          FROM print_jobs s LEFT JOIN attempts a ON a.token = s.token WHERE s.printer_id = p.id AND s.state IN ${LEASED_JOBS}),
         max(0, @now - max(min(j.queued_at), coalesce(t.at, 0)))) AS idleMs
     FROM print_jobs j JOIN printers p ON p.id = j.printer_id LEFT JOIN tried t ON t.printer_id = p.id
     WHERE j.state = 'queued' GROUP BY j.printer_id`,
  );
  const alerts = (): readonly Alert[] => kept.all().map(alertFrom);
  return {
    kept: alerts,
    /** With the name of the alert's subject. */
    bySeq(seq: number): (Alert & { readonly about: string | null }) | null {
      const row = bySeq.get(seq);
      return row ? { ...alertFrom(row), about: row.about } : null;
    },
    facts: (): AlertFacts => ({
      kept: alerts(),
      next: (last.get() ?? 0) + 1,
      mailedAt: new Map(mailed.all().map(({ seq, at }) => [seq, at])),
    }),
    put(alert: Alert) {
      insert.run(alert);
    },
    set({ seq, endedAt, seenBy }: Extract<Change, { set: 'alert' }>) {
      update.run(endedAt ?? null, seenBy ?? null, seq);
    },
    renew({ seq, figure, limit, cause, raisedAt }: Alert) {
      renew.run({ seq, figure, limit, cause, raisedAt });
    },
    load(now: number): Load {
      const busy = lanes.all({ now, longest: LONGEST_TRY_MS });
      return {
        waiting: busy.reduce((sum, lane) => sum + lane.waiting, 0),
        meanMs: paper.recentMeanMs(now),
        lanes: busy,
      };
    },
    rules(): AlertRules {
      const read = AlertRules.safeParse(settings.read('watch'));
      return read.success ? read.data : DEFAULT_ALERT_RULES;
    },
  };
}

function alertFrom(row: AlertRow): Alert {
  return {
    seq: row.seq,
    kind: row.kind as AlertKind,
    subject: row.subject,
    figure: row.figure,
    limit: row.threshold,
    cause: row.cause,
    raisedAt: row.raised_at,
    endedAt: row.ended_at,
    seenBy: row.seen_by,
  };
}
