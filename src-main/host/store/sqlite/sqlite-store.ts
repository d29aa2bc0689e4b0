/**
 * The store on SQLite: one writing connection, group commit where one command's failure is its own,
 * and what to do when the disk says no.
 */
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { isActive } from '../../../../src-shared/model/operations/alerts';
import { currentName } from '../../../../src-shared/commands/former-names';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { QueuedJob } from '../../../../src-shared/events/events';
import type { Answer, Query } from '../../../../src-shared/queries/queries';
import { inLane } from '../../domain/tickets/issue-tickets';
import type {
  PreparedCommand,
  CommandResult,
  GroupResult,
  PositionOf,
  Store,
  StoredEvent,
  StoreFault,
  StoreQuery,
  StoreTrouble,
} from '../../ports/store';
import { answerQuery } from './query-answers';
import { firstBrokenLink, missingSinceTail, readTail, writeTail } from './write/hash-chain';
import { copyBeforeMigration, hasOrders } from './backup/copy-before-migration';
import { hasRoom, isReadOnly, saysReadOnly } from './connection/disk';
import { chainOf, readIdentity, writeIdentity } from './connection/identity';
import type { IdentityFiles } from './connection/identity';
import { migrate, pendingMigrations } from './connection/migrate';
import { openDatabase, withoutWaiting } from './connection/open-database';
import { rememberOwnFiles } from './connection/own-files';
import { prepare } from './statements';
import { jobFrom } from './rows/print-jobs';
import type { JobRow } from './rows/print-jobs';
import { truncateWal } from './connection/wal-file';
import {
  asAlert,
  codeOf,
  isIoError,
  lostFor,
  passingTrouble,
  storeRefusal,
} from './connection/store-trouble';
import { StaleLease } from './write/write-changes';
import { fault } from '../../../../src-shared/base/fault-points';
import { LEASED_JOBS, UNDECIDED_JOBS } from './row-tools/state-lists';

/**
 * After an I/O error this many of the newest dispatches are checked again before the store goes on.
 */
const LINKS_TO_RECHECK = 200;
/** A disk that was well is asked about its room and its rights at every so many looks. */
const LOOKS_PER_DISK_LOOK = 4;
/**
 * A database that nobody wrote to for so many looks (half a minute) is tried: some disks fail
 * without a word.
 */
const LOOKS_PER_TRY = 75;

export type SqliteStoreOptions = {
  readonly folder: string;
  readonly addon: string | null;
  /** The files outside the folder that say which restaurant this is. None: it has no identity. */
  readonly identity?: IdentityFiles;
  readonly onFault: (fault: StoreFault) => void;
  /** After an I/O error the database was opened anew and found sound. */
  readonly onReopened?: () => void;
  /** The program's version: the copy that is made before its migrations is called by it. */
  readonly version?: string;
  /** By hand alone: somebody has a backup elsewhere, and no room for the copy. */
  readonly migrateWithoutCopy?: boolean;
  /** Told once the database has another schema. */
  readonly onMigrated?: (migrated: Migrated) => void;
};

/** `copy`: where the database of before is kept; null: it had no orders, or nobody wanted one. */
export type Migrated = { readonly from: number; readonly to: number; readonly copy: string | null };

/** Opens, migrates and checks the database of a data folder. Throws DatabaseRefused in words. */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const file = path.join(options.folder, 'comanda.db');
  const tailFile = path.join(options.folder, 'chain.tail');
  const { identity: identityAt = [] } = options;
  const first = openDatabase(file, options.addon);
  bringToSchema(first, options);
  letGoOfOrphans(first, options);
  let open = prepare(first);
  const files = rememberOwnFiles(file);
  const lossFound = lossAtStart();
  let trouble: StoreTrouble | null = null;
  /** What kept a command of the group under way from being stored. */
  let passing: StoreTrouble | null = null;
  let ioErrors = 0;
  /**
   * An I/O error came from a disk that turned read-only: the connection must not be used again once
   * that is over.
   */
  let mustReopen = false;
  let looks = 0;
  let tailSeq = 0;
  let identityWritten = '';
  let commits = 0;
  /** Counted for a fault point alone. */
  let recoveries = 0;
  let commands = 0;
  let failures = 0;
  const aside = { file, counts: () => ({ commits, commands, failures, lossFound }) };

  function decideOne(
    { command, rule, context, body }: PreparedCommand,
    events: StoredEvent[],
  ): CommandResult {
    const { rows, facts, writer } = open;
    const { actor, key, name } = command;
    const known = body === null ? undefined : rows.receipts.find(actor.id, key);
    const isRepeat = !(name === 'addLines' && fault('store.receipt-ignored-for-add'));
    if (known && body !== null && isRepeat) {
      const isSame = currentName(known.command) === name && known.body.equals(body);
      if (!isSame) return refuse('KEY_REUSED', { key });
      return { ok: true, reply: JSON.parse(known.reply), repeated: true };
    }
    if (fault('store.full-at-recovery') && name === 'recoverJobs' && ++recoveries <= 6)
      throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    const decision = rule.decide(
      command.input,
      facts.load(rule.needs(command.input, context)) as never,
      context,
    );
    if (!decision.ok) return decision;
    writer.write(decision.changes);
    for (const draft of decision.events) {
      open.eventSeq++;
      events.push(rows.events.put(draft, open.eventSeq, context.now));
    }
    const remember = (): void => {
      if (body !== null)
        rows.receipts.put(actor.id, key, name, body, JSON.stringify(decision.reply), context.now);
    };
    if (fault('store.receipt-late')) setTimeout(remember, 1);
    else remember();
    return { ok: true, reply: decision.reply, repeated: false };
  }

  /**
   * The whole group without savepoints, since nearly always every command of it can be written, and
   * the copies of pages that savepoints keep are a sixth of an order's cost. Null, with nothing
   * written, when one could not.
   */
  function decideTogether(group: readonly PreparedCommand[]): GroupResult | null {
    const events: StoredEvent[] = [];
    try {
      return { results: group.map((prepared) => decideOne(prepared, events)), events };
    } catch (error) {
      // After an I/O error nothing this connection says can be built on.
      if (!open.db.inTransaction || isIoError(error)) throw error;
      open.statements.rollback.run();
      forget();
      open.statements.begin.run();
      return null;
    }
  }

  /**
   * Each command behind a savepoint of its own, so that one that cannot be written takes no other
   * with it.
   */
  function decideEachAlone(group: readonly PreparedCommand[]): GroupResult {
    const events: StoredEvent[] = [];
    const results = group.map((prepared) => {
      const mark = events.length;
      open.statements.savepoint.run();
      try {
        const result = decideOne(prepared, events);
        open.statements.release.run();
        return result;
      } catch (error) {
        if (!open.db.inTransaction || isIoError(error)) throw error;
        events.length = mark;
        open.statements.rollbackTo.run();
        forget();
        open.statements.release.run();
        if (error instanceof StaleLease) return refuse('LEASE_LOST');
        failures++;
        report(options, prepared.command.name, error);
        passing = passingTrouble(error, file) ?? passing;
        return storeRefusal(error, file);
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

  function lossAtStart(): string | null {
    const tail = readTail(tailFile);
    // A restored database has no tail file yet, and is meant to be older than what was here.
    const identity = tail === null ? null : readIdentity(identityAt);
    return (
      missingSinceTail(open.db, tail) ??
      missingSinceTail(open.db, identity && chainOf(identity)) ??
      brokenOfLate(open.db, open.writer.head.seq)
    );
  }

  /**
   * SQLite may have ended the whole transaction: then nothing of the group is stored, whatever was
   * decided before.
   */
  function loseGroup(group: readonly PreparedCommand[], error: unknown): GroupResult {
    failures++;
    report(options, 'commit', error);
    const refusal = storeRefusal(error, file);
    passing = passingTrouble(error, file);
    try {
      if (open.db.inTransaction) open.statements.rollback.run();
      if (!isIoError(error)) forget();
      else if (refusal.code === 'DISK_READ_ONLY') mustReopen = true;
      else {
        afterIoError();
        // It is over, or the store is lost.
        passing = null;
      }
    } catch (worse) {
      report(options, 'rollback', worse);
      lose(
        'STORE_FAILED',
        `La base de datos no se pudo dejar como estaba después de un error (${codeOf(worse)}).`,
      );
    }
    suffer(passing);
    return refuseAll(group, trouble?.isLost ? refuse(trouble.code) : refusal);
  }

  /** Trouble that goes on keeps the time at which it began. */
  function suffer(now: StoreTrouble | null): void {
    if (now !== null && !trouble?.isLost && trouble?.code !== now.code) trouble = now;
  }

  function refuseAll(group: readonly PreparedCommand[], refusal: Refusal): GroupResult {
    return { results: group.map(() => refusal), events: [] };
  }

  function lose(code: 'STORE_FAILED' | 'FOLDER_LOST', words: string): void {
    if (trouble?.isLost) return;
    trouble = lostFor(code, words);
    keepIdentity();
  }

  /**
   * Whether the files are still ours; once they are not, they never are again: what was stored
   * meanwhile is elsewhere.
   */
  function hasItsFiles(): boolean {
    const gone = trouble?.isLost ? null : files.lost();
    if (gone !== null)
      lose(
        'FOLDER_LOST',
        `${gone} ya no está, o es otro archivo: la carpeta de datos se borró, se movió, se desmontó o se reemplazó con Comanda abierta.`,
      );
    return !trouble?.isLost;
  }

  function afterIoError(): void {
    if (++ioErrors > 1)
      return lose(
        'STORE_FAILED',
        'El disco de los datos falló por segunda vez: lo que se escriba ya no es seguro.',
      );
    if (hasItsFiles()) reopen();
    if (!trouble?.isLost && !mustReopen) options.onReopened?.();
  }

  /**
   * An fsync that failed once proves nothing when it succeeds the second time: start again from
   * what the disk really holds.
   */
  function reopen(): void {
    try {
      open.db.close();
      open = prepare(openDatabase(file, options.addon, { fileMustExist: true }));
      files.forgetLog();
      if (!hasItsFiles()) return;
      const health = String(open.db.pragma('quick_check', { simple: true }));
      const broken = firstBrokenLink(open.db, Math.max(1, open.writer.head.seq - LINKS_TO_RECHECK));
      if (health !== 'ok' || broken !== null)
        lose(
          'STORE_FAILED',
          `La base no está sana después de un error de disco (${health}, envío ${broken ?? '-'}).`,
        );
    } catch (error) {
      // Nothing can be read meanwhile either.
      mustReopen = isReadOnly(options.folder);
      if (mustReopen) suffer(passingTrouble(error, file));
      else
        lose(
          'STORE_FAILED',
          `La base no se pudo abrir de nuevo después de un error de disco: ${String(error)}.`,
        );
    }
  }

  /**
   * An order that was stored says that the disk is well; what the host writes for itself may be too
   * small to say so.
   */
  function learn(group: readonly PreparedCommand[], { results }: GroupResult): void {
    if (passing !== null) suffer(passing);
    else if (
      results.some((result, index) => result.ok && !result.repeated && group[index]?.body !== null)
    )
      trouble = null;
  }

  /** A page of the database written as it was, to see whether anything can be. */
  function tryToWrite(): void {
    looks = 0;
    try {
      withoutWaiting(open.db, () => void open.db.pragma('user_version = 0'));
      // A page that can be written does not mend one that is damaged; the next order says whether
      // it was that.
      if (trouble?.code !== 'STORE_FAILED') trouble = null;
    } catch (error) {
      // Another program may write at this moment; whoever sends an order waits for it.
      if (trouble !== null || storeRefusal(error, file).code !== 'STORE_BUSY') loseGroup([], error);
    }
  }

  function lookAtDisk(): void {
    if (trouble === null) {
      looks++;
      const isDue =
        looks % LOOKS_PER_DISK_LOOK === 0 &&
        (saysReadOnly(options.folder) || !hasRoom(options.folder));
      if (isDue || looks >= LOOKS_PER_TRY) tryToWrite();
      return;
    }
    if (trouble.code === 'DISK_FULL' && !hasRoom(options.folder)) return;
    if (trouble.code === 'DISK_READ_ONLY' && isReadOnly(options.folder)) return;
    if (mustReopen) {
      mustReopen = false;
      reopen();
    }
    if (!trouble.isLost && !mustReopen) tryToWrite();
  }

  /** Nothing depends on it but the words of a later start. */
  function keepIdentity(): void {
    if (identityAt.length === 0) return;
    try {
      const { head } = open.writer;
      const identity = {
        version: 1 as const,
        folder: options.folder,
        restaurant: open.rows.settings.restaurant().name,
        ...open.rows.orders.extent(),
        hasOwner: open.rows.devices.people().some(({ role }) => role === 'owner'),
        chain: { seq: head.seq, hash: Buffer.from(head.hash).toString('hex') },
      };
      const text = JSON.stringify(identity);
      if (text === identityWritten) return;
      writeIdentity(identityAt, identity);
      identityWritten = text;
    } catch (error) {
      report(options, 'identity', error);
    }
  }

  return {
    get trouble() {
      return trouble;
    },

    async commit(group) {
      if (!hasItsFiles() || mustReopen)
        return refuseAll(group, refuse(trouble?.code ?? 'STORE_FAILED'));
      try {
        passing = null;
        open.statements.begin.run();
        const done = decideTogether(group) ?? decideEachAlone(group);
        if (fault('store.commit-late')) setImmediate(() => open.statements.commit.run());
        else open.statements.commit.run();
        // A COMMIT into files that nobody can find again is none.
        if (!hasItsFiles()) return refuseAll(group, refuse('FOLDER_LOST'));
        commits++;
        if (
          fault('store.killed-after-commit') &&
          group.some(({ command }) => command.key === 'crash')
        )
          process.kill(process.pid, 'SIGKILL');
        commands += group.length;
        if (done.events.length > 0) looks = 0;
        learn(group, done);
        return done;
      } catch (error) {
        return loseGroup(group, error);
      }
    },

    async look() {
      if (hasItsFiles()) lookAtDisk();
    },

    async noteIoError(fault) {
      report(options, fault.where, Object.assign(new Error(fault.message), { code: fault.code }));
      if (trouble === null && !isReadOnly(options.folder)) afterIoError();
    },

    async ask<N extends StoreQuery>(query: Query<N>, placeOf: PositionOf): Promise<Answer<N>> {
      return answerQuery(query as Query<StoreQuery>, placeOf, open, aside) as Answer<N>;
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
      const standing = open.rows.alerts
        .kept()
        .filter(isActive)
        .map((alert) => ({
          ...alert,
          about:
            alert.subject === null ? null : (open.rows.printers.byId(alert.subject)?.name ?? null),
        }));
      return {
        orders: row.orders,
        meanSeconds: row.mean === null ? null : Math.round(row.mean) / 1000,
        paper: open.rows.paper.ofDay(day),
        waitingForSomeone: open.rows.jobs.waitingForSomeone(),
        alerts: trouble === null ? standing : [asAlert(trouble), ...standing],
      };
    },

    async cutoverHour() {
      return open.rows.settings.restaurant().cutoverHour;
    },

    async prune(before) {
      if (trouble !== null) return 0;
      truncateWal(open.db, file);
      return open.rows.receipts.prune(before);
    },

    async rest() {
      keepIdentity();
      const { head } = open.writer;
      // By its path it would be written into another restaurant's folder.
      if (head.seq === tailSeq || trouble !== null || !hasItsFiles()) return;
      writeTail(tailFile, head);
      tailSeq = head.seq;
    },

    async close() {
      // A full disk must not keep the database from being closed; the tail is then a little short,
      // which is no alarm.
      await this.rest().catch(() => {});
      open.db.close();
    },
  };
}

/** A database with orders is copied first: nothing else leads back to the version of before. */
function bringToSchema(db: Database, options: SqliteStoreOptions): void {
  try {
    const { from, to, pending } = pendingMigrations(db);
    if (pending.length === 0) return;
    const { folder, addon, version = '0.0.0', migrateWithoutCopy = false, onMigrated } = options;
    const isCopied = !migrateWithoutCopy && hasOrders(db);
    const copy = isCopied
      ? copyBeforeMigration(db, { folder, addon, version, now: Date.now() })
      : null;
    migrate(db);
    onMigrated?.({ from, to, copy });
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * A print whose ticket is gone (a page lost, a stranger's hand) can be neither printed nor shown,
 * and would stand before every other one of its lane for ever. Rows that point to nothing do not
 * come about here, so once at the start is enough.
 */
function letGoOfOrphans(db: Database, options: SqliteStoreOptions): void {
  try {
    const { changes } = db
      .prepare(
        `UPDATE print_jobs SET state = 'discarded', settled_at = queued_at, token = NULL
         WHERE seq IN (
           SELECT seq FROM print_jobs WHERE state = 'queued'
           UNION ALL SELECT seq FROM print_jobs WHERE state IN ${LEASED_JOBS}
           UNION ALL SELECT seq FROM print_jobs WHERE state IN ${UNDECIDED_JOBS}
         ) AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.seq = ticket_seq)`,
      )
      .run();
    if (changes > 0)
      report(
        options,
        'print_jobs',
        new Error(`${changes} prints of tickets that are gone were let go of`),
      );
  } catch (error) {
    // A disk that takes no write now is told of with the first order.
    report(options, 'print_jobs', error);
  }
}

/**
 * The newest dispatches are looked at before anything is built on them; the whole chain is checked
 * a little later, beside the orders.
 */
function brokenOfLate(db: Database, last: number): string | null {
  const broken = firstBrokenLink(db, Math.max(1, last - LINKS_TO_RECHECK));
  return broken === null
    ? null
    : `La cadena de envíos se rompe en el ${broken}: ese envío fue cambiado o falta.`;
}

function report({ onFault }: SqliteStoreOptions, where: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  onFault({ where, code: codeOf(error) || 'ERROR', message });
}
