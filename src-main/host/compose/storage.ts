/** Opens what holds the data: folder and log, the core on its database, the report reader. */
import { mkdirSync } from 'node:fs';
import { startCore, CoreRefused } from '../core/core-client';
import type { Core, CoreCallbacks } from '../core/core-client';
import { createReportReader } from '../core/reader-client';
import type { ReportReader } from '../core/reader-client';
import { createCounters } from '../net/limits/counters';
import type { HostConfig } from '../runtime/config';
import { createRestaurant } from '../operations/first-start';
import { adviceFor, refuseEmptyFolder, refuseNewDatabase } from '../operations/known-folder';
import { offerBackup } from '../operations/offline-maintenance';
import { systemClock } from '../ports/clock';
import type { StoreTrouble } from '../ports/store';
import { aboutProgram } from '../runtime/about';
import { limitedLog, openLog } from '../runtime/log';
import { finishRestore } from '../store/sqlite/backup/backup';
import { FolderTaken, lockDataFolder } from '../store/sqlite/connection/data-folder-lock';
import type { FolderLock } from '../store/sqlite/connection/data-folder-lock';
import { forgetIdentity, identityFiles } from '../store/sqlite/connection/identity';
import type { HostParts, Start } from './host-parts';

/**
 * Time between the report that the store is lost and the end of the host, ms. Meanwhile senders and
 * screens receive the reason with each refusal.
 */
const REFUSES_FOR_MS = 2_000;

export type Storage = {
  readonly core: Core;
  readonly past: ReportReader;
  /** Text about rows that are missing at this start; null: none. */
  readonly lossFound: string | null;
  readonly state: StoreState;
};

/** Whether orders can be stored now, as the core reports it. */
export type StoreState = {
  trouble: StoreTrouble | null;
  isCoreGone: boolean;
  /** A store fault is over. `cause` is the fault's code. */
  onRecovered: (cause: string) => void;
};

/** Locks the data folder, opens the log and finishes a staged restore. */
export function openDataFolder(
  config: HostConfig,
  parts: HostParts,
  onStop: Start['onStop'],
): Start {
  const { dataDir } = config;
  const identity = config.stateDir === null ? [] : identityFiles(config.stateDir, dataDir);
  if (config.isNew) forgetIdentity(identity);
  else refuseEmptyFolder(dataDir, identity);
  const lock = lockFolder(dataDir, config.sqliteAddon);
  onStop(() => lock.release());

  const about = aboutProgram();
  const { log, stop: closeLog } = openLog(dataDir, about);
  onStop(closeLog);
  const notice = (words: string): void => {
    log.warn({ words }, 'notice');
    parts.onNotice(words);
  };

  const replaced = finishRestore(dataDir);
  if (replaced !== null) {
    // The restored database may be older than the recorded identity, which is intended here.
    forgetIdentity(identity);
    notice(`Se volvió a un respaldo. La base de antes quedó en ${replaced}.`);
  }
  return {
    config,
    parts,
    about,
    identity,
    log,
    warn: limitedLog(log),
    onBug: (error) => log.error({ err: error }, 'bug'),
    notice,
    counters: createCounters(),
    onStop,
  };
}

function lockFolder(dataDir: string, addon: string | null): FolderLock {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return lockDataFolder(dataDir, addon);
  } catch (error) {
    if (error instanceof FolderTaken) throw error;
    throw new Error(
      `la carpeta de datos ${dataDir} no se puede usar (${(error as Error).message}).`,
      { cause: error },
    );
  }
}

/** Starts the core and the report reader. A first start also sets up the restaurant. */
export async function openStorage(start: Start): Promise<Storage> {
  const { config, parts, identity, notice, warn, onStop } = start;
  const { dataDir, sqliteAddon: addon } = config;
  const state: StoreState = { trouble: null, isCoreGone: false, onRecovered: () => {} };
  const core = await startCore(
    parts.coreEntry,
    { folder: dataDir, addon, identity, migrateWithoutCopy: config.migrateWithoutCopy },
    systemClock,
    coreCallbacks(start, state),
  ).catch((error: unknown) => {
    throw error instanceof CoreRefused ? offerBackup(error, dataDir, addon) : error;
  });
  onStop(() => core.stop());
  const { lossFound } = await core.ask({ name: 'health' });
  if (lossFound)
    notice(`ATENCIÓN: ${lossFound} Restaure el último respaldo o revise el disco antes de seguir.`);
  await refuseNewDatabase(core, identity);
  await createRestaurant(core, config.restaurantFile);

  const past = createReportReader(parts.readerEntry, { folder: dataDir, addon }, (words) =>
    warn('reader', { words }),
  );
  onStop(() => past.stop());
  return { core, past, lossFound, state };
}

/** Turns reports of the core into notices, log lines and the store's state. */
function coreCallbacks(start: Start, state: StoreState): CoreCallbacks {
  const { about, parts, log, warn, notice, counters, onBug } = start;
  return {
    onFault(fault) {
      counters.storeFault();
      warn('store fault', fault);
    },
    onTrouble: (trouble) => followTrouble(start, state, trouble),
    onReopened() {
      notice(
        'El disco falló al escribir. La base se abrió otra vez y está sana; haga un respaldo y revise el disco.',
      );
      state.onRecovered('io_error');
    },
    onMigrated(from, to, copy) {
      // Schema 0 is a database that was just created: there is no migration to report.
      if (from > 0) log.info({ from, to, copy, version: about.version }, 'database migrated');
      if (copy !== null)
        notice(`La base pasó del esquema ${from} al ${to}. La de antes quedó en ${copy}.`);
    },
    onBug,
    onGone(words) {
      state.isCoreGone = true;
      log.fatal({ words }, 'core gone');
      parts.onCoreGone(words);
    },
  };
}

/** `trouble` null: orders are stored again. A lost store also ends the host, after a delay. */
function followTrouble(
  { config: { dataDir }, parts, log, notice, onStop }: Start,
  state: StoreState,
  trouble: StoreTrouble | null,
): void {
  const before = state.trouble;
  state.trouble = trouble;
  if (trouble === null) {
    if (before === null) return;
    // An alert can only be stored now. STORE_BUSY needs none: another program held the database
    // for a moment.
    if (before.code !== 'STORE_BUSY') state.onRecovered(before.code);
    notice('Los pedidos se guardan otra vez.');
    return;
  }
  const advice = `${trouble.words} ${adviceFor(trouble, dataDir)}`;
  notice(trouble.isLost ? advice : trouble.words);
  if (!trouble.isLost) return;
  log.fatal({ words: trouble.words }, 'store lost');
  const ending = setTimeout(() => parts.onStoreLost(advice), REFUSES_FOR_MS);
  onStop(() => clearTimeout(ending));
}
