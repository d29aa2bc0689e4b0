/**
 * A full evening rehearsed from the command line: a host on a folder of its own, with virtual
 * printers, beside whatever else runs here.
 */
import type { Rehearsal, ServicePace } from '../../src-shared/model/operations/rehearsal';
import type { Snapshot } from '../../src-shared/live/snapshot';
import { readConfig } from '../host/runtime/config';
import type { HostConfig } from '../host/runtime/config';
import {
  dropFolder,
  freePorts,
  runRehearsal,
  rehearsalFolder,
} from '../host/operations/run-rehearsal';
import type { Stage } from '../host/operations/run-rehearsal';
import { startHost } from '../host/start-host';
import { nodeParts } from './main';

/**
 * `restaurantFile` null: the sample restaurant. Resolves to how it went; `tell` gets it on its way,
 * and it ends early where `mustEnd` says why.
 */
export async function simulate(
  restaurantFile: string | null,
  pace: ServicePace,
  tell: (now: Rehearsal) => void,
  mustEnd: () => string | null,
): Promise<Rehearsal> {
  const open = (config: HostConfig): Promise<Stage> =>
    startHost(config, {
      ...nodeParts(),
      appFolder: null,
      onNotice: () => {},
      onRestart: () => {},
      onCoreGone: () => {},
      onStoreLost: () => {},
    });
  const folder = rehearsalFolder();
  try {
    // Only to read the restaurant as the program reads it: nothing is printed there, and nobody
    // knows its ports.
    const port = await freePorts(2);
    const config = readConfig({
      dataDir: folder,
      restaurantFile,
      printing: false,
      advertise: false,
      host: '127.0.0.1',
      port,
      httpPort: port + 1,
      sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
    });
    const { place } = await readPlace(config, open);
    return await runRehearsal({ place, config, open, tell, mustEnd, pace });
  } finally {
    dropFolder(folder);
  }
}

async function readPlace(
  config: HostConfig,
  open: (config: HostConfig) => Promise<Stage>,
): Promise<Snapshot> {
  const stage = await open(config);
  try {
    const { text } = await stage.core.ask({ name: 'snapshot', fromDay: '9999-12-31' });
    return JSON.parse(text) as Snapshot;
  } finally {
    await stage.stop();
  }
}
