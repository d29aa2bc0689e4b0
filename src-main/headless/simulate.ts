/** Rehearses a full evening from the command line, on a temporary host with virtual printers. */
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
 * Resolves to the result. `restaurantFile` null: the sample restaurant. `tell` is called with each
 * change. `mustEnd` returns a reason to end early, or null.
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
    // This first host only reads the restaurant file, by the rules of a start. It prints nothing.
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
