/** Answers report queries on a read-only connection, each within a time limit. */
import path from 'node:path';
import Database from 'better-sqlite3';
import type { ReportQuery, ReportName, Reports } from '../../../../../src-shared/queries/reports';
import { tillReportReader } from './cut';
import { pastReader } from './past';
import { salesReader } from './sales';
import { timesReader } from './times';

/** A long read prevents the write-back of the log, and a person waits for it. */
const READ_LIMIT_MS = 60_000;

/** The read exceeded its time limit. A shorter span may succeed. */
export class ReadTooLong extends Error {}

export type Reader = {
  read<N extends ReportName>(asked: ReportQuery<N>): Reports[N]['answer'];
  close(): void;
};

export function openReader(folder: string, addon: string | null, limitMs = READ_LIMIT_MS): Reader {
  const db = new Database(path.join(folder, 'comanda.db'), {
    readonly: true,
    fileMustExist: true,
    ...(addon ? { nativeBinding: addon } : {}),
  });
  const sales = salesReader(db);
  const { times, chart } = timesReader(db);
  const { cut, shifts, shiftCount } = tillReportReader(db);
  const { audit, auditCount, find, foundCount, papers } = pastReader(db);

  function answer(asked: ReportQuery, breathe: () => void): Reports[ReportName]['answer'] {
    switch (asked.name) {
      case 'sales':
        return sales(asked.span, breathe);
      case 'times':
        return times(asked.span, breathe);
      case 'chart':
        return chart(asked.day);
      case 'cut':
        return cut(asked.now);
      case 'papers':
        return papers(asked.printer, asked.before ?? null);
      case 'shifts':
        return shifts(asked.before ?? null);
      case 'shiftCount':
        return shiftCount();
      case 'audit':
        return audit(asked.audit, breathe);
      case 'auditCount':
        return auditCount(asked.audit, breathe);
      case 'find':
        return find(asked.find, breathe);
      case 'foundCount':
        return foundCount(asked.find, breathe);
    }
  }

  return {
    read<N extends ReportName>(asked: ReportQuery<N>) {
      const until = performance.now() + limitMs;
      return answer(asked as ReportQuery, () => {
        if (performance.now() > until) throw new ReadTooLong();
      });
    },
    close: () => void db.close(),
  };
}
