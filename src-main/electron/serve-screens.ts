/** Serves the screens to the window: app:// files, the host's certificate, the bridge. */
import { fileURLToPath } from 'node:url';
import { oneSearch } from './machine/find-hosts';
import type { Machine } from './machine/machine';
import { configFromSwitches } from './machine/switches';
import { serveApp } from './window/app-scheme';
import { handleBridge } from './window/bridge-handlers';
import { trustOwnCertificate } from './window/own-certificate';

/** `folder`: the built screens. */
export function serveScreens(machine: Machine, folder: URL, dataDir: string): void {
  const hostOrigin = async (): Promise<string | null> => {
    await machine.whenOpen();
    return machine.origin;
  };
  serveApp({
    folder: fileURLToPath(folder),
    hostOrigin,
    socketOrigins: () => socketOrigins(machine, dataDir),
  });
  trustOwnCertificate(() => machine.counter?.host.certificate ?? null);
  handleBridge({
    'comanda:socket-origin': async () => (await hostOrigin())?.replace(/^http/, 'ws') ?? '',
    'comanda:machine': () => machine.now,
    'comanda:find-hosts': oneSearch(),
    'comanda:choose': (choice) => machine.choose(choice),
  });
}

/** A counter's address is known before its host is open, but not whether it uses https. */
function socketOrigins({ now, origin }: Machine, dataDir: string): readonly string[] {
  if (now?.is === 'station' && origin !== null) return [origin.replace(/^http/, 'ws')];
  const { httpPort } = configFromSwitches(dataDir);
  return [`ws://127.0.0.1:${httpPort}`, `wss://127.0.0.1:${httpPort}`];
}
