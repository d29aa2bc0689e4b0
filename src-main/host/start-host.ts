/**
 * The composition root: opens everything in order, hands each part what it needs, and closes it all
 * again in reverse.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paperFiles } from '../virtual-printer/paper-files';
import { publicAbout, aboutProgram } from './runtime/about';
import { tuneGarbageCollector } from './runtime/gc-tuning';
import type { HostConfig } from './runtime/config';
import { CoreRefused, startCore } from './core/core-client';
import { startBackupService } from './operations/backup-service';
import { backupJobs } from './core/backup-client';
import type { Core } from './core/core-client';
import { createReportReader } from './core/reader-client';
import { createRestaurant } from './operations/first-start';
import { startHealthMonitor } from './operations/health-monitor';
import { offerBackup } from './operations/offline-maintenance';
import { createRehearsals } from './operations/rehearsal-service';
import { openLog, limitedLog } from './runtime/log';
import { adviceFor, refuseEmptyFolder, refuseNewDatabase } from './operations/known-folder';
import { createMetrics } from './operations/metrics';
import { startMailDelivery } from './delivery/mail-delivery';
import { smtpMailer } from './delivery/smtp-mailer';
import { writeCliSecret } from './net/auth/cli-secret';
import { createIdentify } from './net/auth/identify';
import { createCounters } from './net/limits/counters';
import { createFloodGauge } from './net/limits/flood-gauge';
import { openGateway } from './net/gateway';
import { startOrderFeed } from './net/public-api/order-feed';
import { createRequests } from './net/public-api/public-requests';
import type { ConnectionTimes } from './net/tcp/connection';
import { startTcpListener } from './net/tcp/listener';
import { systemClock } from './ports/clock';
import type { ListQueues, PrintControl } from './ports/print-control';
import type { WorkerLauncher } from './ports/worker-launcher';
import { stopLeftoverWorkers } from './printing/queue/leftover-workers';
import { startPrintService } from './printing/queue/print-service';
import { followTurbo } from './operations/turbo-mode';
import { stopInReverse } from './runtime/stop-in-reverse';
import { supportBundle } from './operations/support-bundle';
import { startVirtualPrinters } from './printing/virtual-printers';
import type { StoreTrouble } from './ports/store';
import { finishRestore, isNewHere, noLongerNewHere } from './store/sqlite/backup/backup';
import { FolderTaken, lockDataFolder } from './store/sqlite/connection/data-folder-lock';
import type { FolderLock } from './store/sqlite/connection/data-folder-lock';
import { forgetIdentity, identityFiles } from './store/sqlite/connection/identity';

export { FolderUnexpected } from './operations/known-folder';
export { CoreRefused } from './core/core-client';
export { FolderTaken } from './store/sqlite/connection/data-folder-lock';

/** How the parts that differ between Node and Electron come in, and where the built files are. */
export type HostParts = {
  readonly coreEntry: URL;
  readonly readerEntry: URL;
  readonly backupEntry: URL;
  readonly launcher: WorkerLauncher;
  /** Where the shell knows the system's print queues better than `lpstat`. */
  readonly listQueues?: ListQueues;
  /** The folder of the built screens; there may be none in it. */
  readonly appFolder: string | null;
  /** Something a person should read: a port taken, a printer moved, a loss found. */
  readonly onNotice: (words: string) => void;
  /**
   * The core died or hung. The host refuses by name from now on; whoever runs it should stop and
   * start it again.
   */
  readonly onCoreGone: (words: string) => void;
  /**
   * The data folder is gone, or its disk is not to be trusted any more. Whoever runs the host
   * should stop it and tell a person, who has to act first.
   */
  readonly onStoreLost: (words: string) => void;
  /**
   * Something holds from a start on (a backup that lies ready, a certificate): stop this host and
   * start it again. `why` for people.
   */
  readonly onRestart: (why: string) => void;
  /** Only tests set these. */
  readonly times?: Partial<ConnectionTimes>;
};

export type Host = {
  readonly tcpAddresses: readonly string[];
  readonly httpAddresses: readonly string[];
  /**
   * The one-time link of a restaurant that has no owner yet, or came to this machine by a backup;
   * null: it is not needed.
   */
  readonly ownerLink: string | null;
  /** Another one, by hand: it voids the one before. */
  newOwnerLink(): string;
  readonly paperFolder: string;
  readonly virtualPrinters: readonly string[];
  readonly lossFound: string | null;
  /** SHA-256 of the certificate that it speaks https with, as Node writes it; null: plain http. */
  readonly certificate: string | null;
  readonly core: Core;
  readonly workerPids: readonly number[];
  /** Takes no more orders, lets the tickets in print end, and closes. */
  stop(): Promise<void>;
};

/**
 * A store that is lost refuses by name for so long before the host ends, so that senders and
 * screens hear why, ms.
 */
const REFUSES_FOR_MS = 2_000;

/**
 * Starts a host on its data folder. Throws FolderTaken, FolderUnexpected, CoreRefused or an error
 * of the system, each with words for a person.
 */
export async function startHost(config: HostConfig, parts: HostParts): Promise<Host> {
  tuneGarbageCollector();
  const stops: (() => unknown)[] = [];
  try {
    return await compose(config, parts, stops);
  } catch (error) {
    // Why it did not open is what a person should hear.
    await stopInReverse(stops, () => {});
    throw error;
  }
}

function openFolder(dataDir: string, addon: string | null): FolderLock {
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

async function compose(
  config: HostConfig,
  parts: HostParts,
  stops: (() => unknown)[],
): Promise<Host> {
  const { dataDir } = config;
  const identity = config.stateDir === null ? [] : identityFiles(config.stateDir, dataDir);
  if (config.isNew) forgetIdentity(identity);
  else refuseEmptyFolder(dataDir, identity);
  const lock = openFolder(dataDir, config.sqliteAddon);
  stops.push(() => lock.release());

  const about = aboutProgram();
  const { log, stop: closeLog } = openLog(dataDir, about);
  stops.push(closeLog);
  const warn = limitedLog(log);
  const onBug = (error: unknown): void => log.error({ err: error }, 'bug');
  const notice = (words: string): void => {
    log.warn({ words }, 'notice');
    parts.onNotice(words);
  };

  const replaced = finishRestore(dataDir);
  if (replaced !== null) {
    // What is there now may be older than what was, and is meant to be.
    forgetIdentity(identity);
    notice(`Se volvió a un respaldo. La base de antes quedó en ${replaced}.`);
  }

  const left = await stopLeftoverWorkers(dataDir);
  if (left > 0) log.warn({ left }, 'old print workers ended');

  const counters = createCounters();
  let isCoreGone = false;
  let trouble: StoreTrouble | null = null;
  let tellStore: (cause: string) => void = () => {};
  const coreOptions = {
    folder: dataDir,
    addon: config.sqliteAddon,
    identity,
    migrateWithoutCopy: config.migrateWithoutCopy,
  };
  const core = await startCore(parts.coreEntry, coreOptions, systemClock, {
    onFault(fault) {
      counters.storeFault();
      warn('store fault', fault);
    },
    onTrouble(now) {
      const before = trouble;
      trouble = now;
      if (now === null) {
        // It can only be stored now. Another program that had the database for a moment is no news.
        if (before !== null && before.code !== 'STORE_BUSY') tellStore(before.code);
        if (before !== null) notice('Los pedidos se guardan otra vez.');
        return;
      }
      notice(now.isLost ? `${now.words} ${adviceFor(now, dataDir)}` : now.words);
      if (!now.isLost) return;
      log.fatal({ words: now.words }, 'store lost');
      const ending = setTimeout(
        () => parts.onStoreLost(`${now.words} ${adviceFor(now, dataDir)}`),
        REFUSES_FOR_MS,
      );
      stops.push(() => clearTimeout(ending));
    },
    onReopened() {
      notice(
        'El disco falló al escribir. La base se abrió otra vez y está sana; haga un respaldo y revise el disco.',
      );
      tellStore('io_error');
    },
    onMigrated(from, to, copy) {
      // A database that was just created had no schema to be brought from.
      if (from > 0) log.info({ from, to, copy, version: about.version }, 'database migrated');
      if (copy !== null)
        notice(`La base pasó del esquema ${from} al ${to}. La de antes quedó en ${copy}.`);
    },
    onBug,
    onGone(words) {
      isCoreGone = true;
      log.fatal({ words }, 'core gone');
      parts.onCoreGone(words);
    },
  }).catch((error: unknown) => {
    throw error instanceof CoreRefused ? offerBackup(error, dataDir, config.sqliteAddon) : error;
  });
  stops.push(() => core.stop());
  const { lossFound } = await core.ask({ name: 'health' });
  if (lossFound)
    notice(`ATENCIÓN: ${lossFound} Restaure el último respaldo o revise el disco antes de seguir.`);
  await refuseNewDatabase(core, identity);
  await createRestaurant(core, config.restaurantFile);

  const past = createReportReader(
    parts.readerEntry,
    { folder: dataDir, addon: config.sqliteAddon },
    (words) => warn('reader', { words }),
  );
  stops.push(() => past.stop());
  const watch = await startHealthMonitor({
    core,
    clock: systemClock,
    dataDir,
    onTrouble: (words) => warn('house watch', { words }),
  });
  stops.push(() => watch.stop());
  // It is over when it can be stored, and stays until somebody has read it.
  tellStore = (cause) =>
    void watch.raise({ kind: 'store', cause }).then(() => watch.end('store'), onBug);
  const turbo = await followTurbo(core);
  stops.push(() => turbo.stop());
  // At peak hour the log says what is wrong, and nothing else.
  turbo.onChange((isOn) => (log.level = isOn ? 'warn' : 'info'));
  const metrics = createMetrics(core, systemClock, dataDir);
  stops.push(() => metrics.stop());
  const floods = createFloodGauge();
  watch.addGauge({ flood: floods.worst });
  if (lossFound) await watch.raise({ kind: 'database' });

  const backups = startBackupService({
    core,
    watch,
    jobs: backupJobs(parts.backupEntry),
    clock: systemClock,
    dataDir,
    addon: config.sqliteAddon,
    onTrouble: (words) => warn('backup', { words }),
    onNotice: notice,
    onRestart: () => parts.onRestart('Se vuelve al respaldo elegido'),
  });
  stops.push(() => backups.stop());
  watch.addGauge({ backupAgeMs: backups.ageMs });

  const paper = paperFiles(dataDir);
  const virtualPrinters = await startVirtualPrinters(core, paper, notice);
  stops.push(() => virtualPrinters.stop());

  let workerPids: () => readonly number[] = () => [];
  let control: PrintControl | null = null;
  const mailTrouble = (words: string): void => {
    notice(words);
    void watch.raise({ kind: 'mail' });
  };
  const mailer = smtpMailer(path.join(dataDir, 'smtp.password'), (address) =>
    mailTrouble(`El servidor de correo no acepta a ${address}; los demás reciben los avisos.`),
  );
  if (config.printing) {
    const desk = await startPrintService({
      core,
      launcher: parts.launcher,
      clock: systemClock,
      dataDir,
      isFolderOurs: () => trouble?.code !== 'FOLDER_LOST',
      size: config.workers ?? (await core.ask({ name: 'settings' })).upkeep.workers.least,
      ownPorts: () => [config.port, config.httpPort],
      listQueues: parts.listQueues,
      onWorkerGone: (pid, words) => warn('print worker gone', { pid, words }),
      onTrouble: (words) => warn('print desk', { words }),
      onAlert: notice,
    });
    stops.push(() => desk.stop());
    stops.push(watch.addGauge({ isPrinting: true }));
    // A number from outside stands; else the house says how many, as the queue is.
    if (config.workers === null) stops.push(watch.addGauge({ pool: desk.pool }));
    workerPids = () => desk.pool.pids;
    control = desk.control;
    const mailDesk = startMailDelivery({
      core,
      mailer,
      clock: systemClock,
      draw: desk.control.draw,
      onTrouble: (words) => warn('mail', { words }),
      onAlert: mailTrouble,
    });
    stops.push(() => mailDesk.stop());
  }

  // The same program again, on a folder of its own; nobody but the owner's page hears of it.
  const rehearsals = createRehearsals({
    core,
    config,
    open: (other) =>
      startHost(other, {
        ...parts,
        onNotice: () => {},
        onRestart: () => {},
        onCoreGone: () => {},
        onStoreLost: () => {},
      }),
    onTrouble: (words) => warn('rehearsal', { words }),
  });
  stops.push(() => rehearsals.stop());

  const feed = startOrderFeed(core);
  stops.push(() => feed.stop());
  const requests = createRequests({ core, control, mailer }, counters);
  const identify = createIdentify(core, writeCliSecret(dataDir));
  const door = await openGateway({
    config,
    core,
    past,
    requests,
    control,
    mailer,
    backups,
    rehearsals,
    restart: parts.onRestart,
    support: () => supportBundle(core, config, workerPids().length, about),
    appFolder: parts.appFolder,
    identify,
    workers: () => workerPids().length,
    refusesWith: () => (isCoreGone ? 'CORE_GONE' : (trouble?.code ?? null)),
    about: publicAbout(about),
    isTurbo: () => turbo.isOn,
    isNewHere: isNewHere(dataDir),
    metrics,
    onRefused: floods.refused,
    notice,
    onBug,
  });
  stops.push(() => door.stop());
  const tcp = await startTcpListener({
    host: config.host,
    port: config.port,
    maxConnections: config.maxConnections,
    deps: {
      requests,
      feed,
      counters,
      onBug,
    },
    identify: (source, token) => identify.sender(source, token),
    onRefused: floods.refused,
    onNotice: notice,
    ...(parts.times ? { times: parts.times } : {}),
  });
  stops.push(() => tcp.stop());
  metrics.ask({
    workers: () => workerPids().length,
    screens: () => door.screens,
    connections: () => tcp.connections,
    isTurbo: () => turbo.isOn,
    backupAgeMs: backups.ageMs,
    faults() {
      const {
        cliente: sender,
        servidor: host,
        base_de_datos: database,
        conexiones_rotas: connection,
      } = counters.figures;
      return { sender, host, database, connection };
    },
  });
  noLongerNewHere(dataDir);
  log.info(
    { tcp: tcp.addresses, http: door.addresses, workers: workerPids().length },
    'host started',
  );

  return {
    get tcpAddresses() {
      return tcp.addresses;
    },
    get httpAddresses() {
      return door.addresses;
    },
    ownerLink: door.ownerLink,
    newOwnerLink: () => door.newOwnerLink(),
    paperFolder: paper.folder,
    virtualPrinters: virtualPrinters.names,
    lossFound,
    certificate: door.certificate,
    core,
    get workerPids() {
      return workerPids();
    },
    async stop() {
      log.info('host stopping');
      await stopInReverse(stops, (words) => warn('stop', { words }));
    },
  };
}
