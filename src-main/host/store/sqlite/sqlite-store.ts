/** The store on SQLite: one writing connection, group commit where one command's failure is its own, and what to do when the disk says no. */
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { isStanding } from '../../../../src-shared/alerts';
import { refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import type { QueuedJob } from '../../../../src-shared/events';
import type { Answer, Query } from '../../../../src-shared/queries';
import { inLane } from '../../domain/issue-tickets';
import { StoreLost } from '../../ports/store';
import type { Deed, DeedResult, GroupResult, PlaceOf, Store, StoredEvent, StoreFault, StoreQuery } from '../../ports/store';
import { answer } from './answers';
import { firstBrokenLink, lossAgainstTail, readTail, writeTail } from './chain';
import { migrate } from './migrate';
import { openDatabase } from './open-database';
import { prepare } from './prepared';
import { jobFrom } from './rows/print-jobs';
import type { JobRow } from './rows/print-jobs';
import { trimLog } from './log-file';
import { FenceHeld } from './write-changes';

/** After an I/O error this many of the newest dispatches are checked again before the store goes on. */
const LINKS_TO_RECHECK = 200;

export type SqliteStoreOptions = {
  readonly folder: string;
  readonly addon: string | null;
  readonly onFault: (fault: StoreFault) => void;
};

/** Opens, migrates and checks the database of a data folder. Throws DatabaseRefused in words. */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const file = path.join(options.folder, 'comanda.db');
  const tailFile = path.join(options.folder, 'chain.tail');
  const first = openDatabase(file, options.addon);
  migrate(first);
  let open = prepare(first);
  const lossFound = lossAgainstTail(open.db, readTail(tailFile)) ?? brokenOfLate(open.db, open.writer.head.seq);
  let tailSeq = 0;
  let commits = 0;
  let commands = 0;
  let failures = 0;
  const aside = { file, counts: () => ({ commits, commands, failures, lossFound }) };

  function decideOne({ command, rule, context, body }: Deed, events: StoredEvent[]): DeedResult {
    const { rows, facts, writer } = open;
    const { actor, key, name } = command;
    const known = body === null ? undefined : rows.receipts.find(actor.id, key);
    if (known && body !== null) {
      if (known.command !== name || !known.body.equals(body)) return refuse('KEY_REUSED', { key });
      return { ok: true, reply: JSON.parse(known.reply), repeated: true };
    }
    const decision = rule.decide(command.input, facts.load(rule.needs(command.input, context)) as never, context);
    if (!decision.ok) return decision;
    writer.write(decision.changes);
    for (const draft of decision.events) {
      open.eventSeq++;
      events.push(rows.events.put(draft, open.eventSeq, context.now));
    }
    if (body !== null) rows.receipts.put(actor.id, key, name, body, JSON.stringify(decision.reply), context.now);
    return { ok: true, reply: decision.reply, repeated: false };
  }

  /**
   * The whole group without savepoints, since nearly always every command of it can be written, and the copies of pages that
   * savepoints keep are a sixth of an order's cost. Null, with nothing written, when one could not.
   */
  function decideTogether(group: readonly Deed[]): GroupResult | null {
    const events: StoredEvent[] = [];
    try {
      return { results: group.map((deed) => decideOne(deed, events)), events };
    } catch (error) {
      // After an I/O error nothing this connection says can be built on.
      if (!open.db.inTransaction || isIoError(error)) throw error;
      open.statements.rollback.run();
      forget();
      open.statements.begin.run();
      return null;
    }
  }

  /** Each command behind a savepoint of its own, so that one that cannot be written takes no other with it. */
  function decideEachAlone(group: readonly Deed[]): GroupResult {
    const events: StoredEvent[] = [];
    const results = group.map((deed) => {
      const mark = events.length;
      open.statements.savepoint.run();
      try {
        const result = decideOne(deed, events);
        open.statements.release.run();
        return result;
      } catch (error) {
        if (!open.db.inTransaction || isIoError(error)) throw error;
        events.length = mark;
        open.statements.rollbackTo.run();
        forget();
        open.statements.release.run();
        if (error instanceof FenceHeld) return refuse('LEASE_LOST');
        failures++;
        report(options, deed.command.name, error);
        return storeRefusal(error);
      }
    });
    return { results, events };
  }

  /** After a rollback the numbers kept in memory follow the tables back. */
  function forget(): void {
    open.writer.reloadHead();
    open.facts.forget();
    open.eventSeq = open.rows.events.lastSeq();
  }

  /** SQLite may have ended the whole transaction: then nothing of the group is stored, whatever was decided before. */
  function loseGroup(group: readonly Deed[], error: unknown): GroupResult {
    failures++;
    if (open.db.inTransaction) open.statements.rollback.run();
    const refusal = storeRefusal(error);
    report(options, 'commit', error);
    if (isIoError(error)) reopen();
    else forget();
    return { results: group.map(() => refusal), events: [] };
  }

  /** An fsync that failed once proves nothing when it succeeds the second time: start again from what the disk really holds. */
  function reopen(): void {
    try {
      open.db.close();
      open = prepare(openDatabase(file, options.addon));
      const health = String(open.db.pragma('quick_check', { simple: true }));
      const broken = firstBrokenLink(open.db, Math.max(1, open.writer.head.seq - LINKS_TO_RECHECK));
      if (health !== 'ok' || broken !== null)
        throw new StoreLost(`la base no está sana después de un error de disco (${health}, envío ${broken ?? '-'})`);
    } catch (error) {
      throw error instanceof StoreLost ? error : new StoreLost(`la base no se pudo abrir de nuevo: ${String(error)}`);
    }
  }

  return {
    async commit(group) {
      try {
        open.statements.begin.run();
        const done = decideTogether(group) ?? decideEachAlone(group);
        open.statements.commit.run();
        commits++;
        commands += group.length;
        return done;
      } catch (error) {
        return loseGroup(group, error);
      }
    },

    async ask<N extends StoreQuery>(query: Query<N>, placeOf: PlaceOf): Promise<Answer<N>> {
      return answer(query as Query<StoreQuery>, placeOf, open, aside) as Answer<N>;
    },

    async laneSeed() {
      const { rows } = open;
      const queued = (row: JobRow): QueuedJob => inLane(jobFrom(row));
      return {
        printers: rows.printers.all(),
        queued: rows.jobs.queued().map(queued),
        sending: rows.jobs.sending().map(queued),
      };
    },

    async today(day) {
      const row = open.statements.today.get(day) as { orders: number; mean: number | null };
      return {
        orders: row.orders,
        meanSeconds: row.mean === null ? null : Math.round(row.mean) / 1000,
        paper: open.rows.jobs.paperToday(day),
        waitingForSomeone: open.rows.jobs.waitingForSomeone(),
        alerts: open.rows.alerts
          .kept()
          .filter(isStanding)
          .map((alert) => ({
            ...alert,
            about: alert.subject === null ? null : (open.rows.printers.byId(alert.subject)?.name ?? null),
          })),
      };
    },

    async cutoverHour() {
      return open.rows.settings.restaurant().cutoverHour;
    },

    async prune(before) {
      trimLog(open.db, file);
      return open.rows.receipts.prune(before);
    },

    async rest() {
      const { head } = open.writer;
      if (head.seq === tailSeq) return;
      writeTail(tailFile, head);
      tailSeq = head.seq;
    },

    async close() {
      // A full disk must not keep the database from being closed; the tail is then a little short, which is no alarm.
      await this.rest().catch(() => {});
      open.db.close();
    },
  };
}

/** The newest dispatches are looked at before anything is built on them; the whole chain is checked a little later, beside the orders. */
function brokenOfLate(db: Database, last: number): string | null {
  const broken = firstBrokenLink(db, Math.max(1, last - LINKS_TO_RECHECK));
  return broken === null ? null : `La cadena de envíos se rompe en el ${broken}: ese envío fue cambiado o falta.`;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

function isIoError(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_IOERR');
}

function storeRefusal(error: unknown): Refusal {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL') return refuse('DISK_FULL');
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return refuse('STORE_BUSY');
  if (code.startsWith('SQLITE_')) return refuse('STORE_FAILED');
  return refuse('INTERNAL');
}

function report({ onFault }: SqliteStoreOptions, where: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  onFault({ where, code: codeOf(error) || 'ERROR', message });
}
