/** The store on SQLite: one writing connection that commits commands in groups. */
import path from 'node:path';
import { isActive } from '../../../../src-shared/model/operations/alerts';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { QueuedJob } from '../../../../src-shared/events/events';
import type { Answer, Query } from '../../../../src-shared/queries/queries';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import { inLane } from '../../domain/tickets/issue-tickets';
import type {
  PreparedCommand,
  GroupResult,
  LaneSeed,
  PositionOf,
  Store,
  StoreFault,
  StoreQuery,
  StoreTrouble,
} from '../../ports/store';
import { decideOneByOne, decideTogether } from './decide-group';
import { IdentityWriter } from './identity-writer';
import { answerQuery } from './query-answers';
import type { StoreCounters } from './query-answers';
import { StoreAvailability } from './store-availability';
import type { AvailabilityOptions } from './store-availability';
import { writeTail } from './write/hash-chain';
import type { IdentityFiles } from './connection/identity';
import { openDatabase } from './connection/open-database';
import { asAlert } from './connection/store-trouble';
import { truncateWal } from './connection/wal-file';
import { prepare } from './statements';
import { jobFrom } from './rows/print-job/job-row';
import type { JobRow } from './rows/print-job/job-row';
import { bringToSchema } from './start/bring-to-schema';
import type { Migrated, MigrationOptions } from './start/bring-to-schema';
import { discardOrphans } from './start/discard-orphans';
import { lossAtStart } from './start/loss-at-start';
import { fault } from '../../../../src-shared/base/fault-points';

export type { Migrated };

export type SqliteStoreOptions = AvailabilityOptions &
  MigrationOptions & {
    /** Files outside the folder that identify its restaurant. None: the folder has no identity. */
    readonly identity?: IdentityFiles;
  };

/**
 * Opens, migrates and checks the database of a data folder. Throws DatabaseRefused with a message
 * for the staff.
 */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  return new SqliteStore(options);
}

class SqliteStore implements Store {
  readonly #file: string;
  readonly #tailFile: string;
  readonly #identity: IdentityWriter;
  readonly #availability: StoreAvailability;
  readonly #lossFound: string | null;
  readonly #counters: StoreCounters;
  #commits = 0;
  #commands = 0;
  /** The chain's sequence in the tail file. */
  #tailSeq = 0;

  constructor(options: SqliteStoreOptions) {
    const { folder, addon, identity = [], onFault } = options;
    this.#file = path.join(folder, 'comanda.db');
    this.#tailFile = path.join(folder, 'chain.tail');
    const db = openDatabase(this.#file, addon);
    bringToSchema(db, options);
    discardOrphans(db, onFault);
    const open = prepare(db);
    this.#identity = new IdentityWriter(folder, identity, onFault);
    this.#availability = new StoreAvailability(this.#file, open, options, this.#identity);
    this.#lossFound = lossAtStart(db, open.writer.head.seq, this.#tailFile, identity);
    this.#counters = {
      file: this.#file,
      counts: () => ({
        commits: this.#commits,
        commands: this.#commands,
        failures: this.#availability.failures,
        lossFound: this.#lossFound,
      }),
    };
  }

  get trouble(): StoreTrouble | null {
    return this.#availability.trouble;
  }

  async commit(group: readonly PreparedCommand[]): Promise<GroupResult> {
    const availability = this.#availability;
    const refusal = availability.startGroup();
    if (refusal !== null) return refuseAll(group, refusal);
    try {
      const { open } = availability;
      open.statements.begin.run();
      const done =
        decideTogether(open, group) ??
        decideOneByOne(open, group, (name, error) => availability.commandFailed(name, error));
      if (fault('store.commit-late')) setImmediate(() => open.statements.commit.run());
      else open.statements.commit.run();
      // A COMMIT into files without a path is lost with the process.
      if (!availability.hasOwnFiles()) return refuseAll(group, refuse('FOLDER_LOST'));
      this.#commits++;
      if (
        fault('store.killed-after-commit') &&
        group.some(({ command }) => command.key === 'crash')
      )
        process.kill(process.pid, 'SIGKILL');
      this.#commands += group.length;
      availability.endGroup(group, done);
      return done;
    } catch (error) {
      return refuseAll(group, availability.groupFailed(error));
    }
  }

  async look(): Promise<void> {
    this.#availability.look();
  }

  async noteIoError(fault: StoreFault): Promise<void> {
    this.#availability.noteIoError(fault);
  }

  async ask<N extends StoreQuery>(query: Query<N>, placeOf: PositionOf): Promise<Answer<N>> {
    const { open } = this.#availability;
    return answerQuery(query as Query<StoreQuery>, placeOf, open, this.#counters) as Answer<N>;
  }

  async laneSeed(): Promise<LaneSeed> {
    const { rows } = this.#availability.open;
    const queued = (row: JobRow): QueuedJob => inLane(jobFrom(row));
    return {
      printers: rows.printers.all(),
      queued: rows.jobs.queued().map(queued),
      sending: rows.jobs.sending().map(queued),
    };
  }

  async today(day: string): ReturnType<Store['today']> {
    const { statements, rows } = this.#availability.open;
    const { trouble } = this.#availability;
    const row = statements.today.get(day) as { orders: number; mean: number | null };
    const active = rows.alerts
      .kept()
      .filter(isActive)
      .map((alert) => ({
        ...alert,
        about: alert.subject === null ? null : (rows.printers.byId(alert.subject)?.name ?? null),
      }));
    return {
      orders: row.orders,
      meanSeconds: row.mean === null ? null : Math.round(row.mean) / 1000,
      paper: rows.paper.ofDay(day),
      waitingForSomeone: rows.jobs.waitingForSomeone(),
      alerts: trouble === null ? active : [asAlert(trouble), ...active],
    };
  }

  async cutoverHour(): Promise<number> {
    return this.#availability.open.rows.settings.restaurant().cutoverHour;
  }

  async prune(before: EpochMs): Promise<number> {
    if (this.trouble !== null) return 0;
    const { db, rows } = this.#availability.open;
    truncateWal(db, this.#file);
    return rows.receipts.prune(before);
  }

  async rest(): Promise<void> {
    const { open } = this.#availability;
    this.#identity.write(open);
    const { head } = open.writer;
    if (head.seq === this.#tailSeq || this.trouble !== null) return;
    // The file is written by its path, which may lead into another restaurant's folder by now.
    if (!this.#availability.hasOwnFiles()) return;
    writeTail(this.#tailFile, head);
    this.#tailSeq = head.seq;
  }

  async close(): Promise<void> {
    // A full disk must not prevent closing. The tail file is then a little behind, which raises no
    // alarm.
    await this.rest().catch(() => {});
    this.#availability.open.db.close();
  }
}

function refuseAll(group: readonly PreparedCommand[], refusal: Refusal): GroupResult {
  return { results: group.map(() => refusal), events: [] };
}
