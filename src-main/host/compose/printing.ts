/** Starts what brings tickets to paper and to mail: virtual printers, print service, mail delivery. */
import path from 'node:path';
import { paperFiles } from '../../virtual-printer/paper-files';
import { startMailDelivery } from '../delivery/mail-delivery';
import { smtpMailer } from '../delivery/smtp-mailer';
import { systemClock } from '../ports/clock';
import type { Mailer } from '../ports/mailer';
import type { PrintControl } from '../ports/print-control';
import { stopLeftoverWorkers } from '../printing/queue/leftover-workers';
import { startPrintService } from '../printing/queue/print-service';
import { startVirtualPrinters } from '../printing/virtual-printers';
import type { Start } from './host-parts';
import type { Operations } from './operations';
import type { Storage } from './storage';

export type Printing = {
  readonly mailer: Mailer;
  /** Null: the host was started without printing. */
  readonly control: PrintControl | null;
  readonly workerPids: () => readonly number[];
  /** Folder for the paper of virtual printers. */
  readonly paperFolder: string;
  /** Names of the virtual printers that this host runs. */
  readonly virtualPrinters: readonly string[];
};

/** Ends print workers of an earlier host process, which may still hold printer connections. */
export async function stopOldWorkers({ config, log }: Start): Promise<void> {
  const left = await stopLeftoverWorkers(config.dataDir);
  if (left > 0) log.warn({ left }, 'old print workers ended');
}

export async function startPrinting(
  start: Start,
  storage: Storage,
  operations: Operations,
): Promise<Printing> {
  const { config, notice, onStop } = start;
  const paper = paperFiles(config.dataDir);
  const virtualPrinters = await startVirtualPrinters(storage.core, paper, notice);
  onStop(() => virtualPrinters.stop());

  const onMailTrouble = (words: string): void => {
    notice(words);
    void operations.watch.raise({ kind: 'mail' });
  };
  const mailer = smtpMailer(path.join(config.dataDir, 'smtp.password'), (address) =>
    onMailTrouble(`El servidor de correo no acepta a ${address}; los demás reciben los avisos.`),
  );
  const paperOnly = { mailer, paperFolder: paper.folder, virtualPrinters: virtualPrinters.names };
  return config.printing
    ? { ...paperOnly, ...(await startQueue(start, storage, operations, mailer, onMailTrouble)) }
    : { ...paperOnly, control: null, workerPids: () => [] };
}

async function startQueue(
  { config, parts, warn, notice, onStop }: Start,
  { core, state }: Storage,
  { watch }: Operations,
  mailer: Mailer,
  onMailTrouble: (words: string) => void,
): Promise<Pick<Printing, 'control' | 'workerPids'>> {
  const service = await startPrintService({
    core,
    launcher: parts.launcher,
    clock: systemClock,
    dataDir: config.dataDir,
    isFolderOurs: () => state.trouble?.code !== 'FOLDER_LOST',
    size: config.workers ?? (await core.ask({ name: 'settings' })).upkeep.workers.least,
    ownPorts: () => [config.port, config.httpPort],
    listQueues: parts.listQueues,
    onWorkerGone: (pid, words) => warn('print worker gone', { pid, words }),
    onTrouble: (words) => warn('print desk', { words }),
    onAlert: notice,
  });
  onStop(() => service.stop());
  const { control, pool } = service;
  onStop(watch.addGauge({ isPrinting: true }));
  // `--workers` fixes the number of workers. Without it the core sizes the pool by the queue.
  if (config.workers === null) onStop(watch.addGauge({ pool }));
  const mail = startMailDelivery({
    core,
    mailer,
    clock: systemClock,
    draw: control.draw,
    onTrouble: (words) => warn('mail', { words }),
    onAlert: onMailTrouble,
  });
  onStop(() => mail.stop());
  return { control, workerPids: () => pool.pids };
}
