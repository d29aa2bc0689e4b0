/** Reads the desktop app's switches, for machines set up without a person. See docs/operations.md. */
import { app } from 'electron';
import type { MachineNow } from '../../../src-shared/ipc/desktop-bridge';
import { ConfigRefused, defaultStateDir, readConfig } from '../../host/runtime/config';
import type { HostConfig } from '../../host/runtime/config';
import { APP_VIEWS } from '../../host/net/http/static-files';
import { readHostAddress } from './host-address';

export function given(name: string): string | undefined {
  return app.commandLine.getSwitchValue(name) || undefined;
}

/** `--kiosk=/cocina`: one of the views. */
export function kioskPath(): string {
  const path = given('kiosk') ?? '/';
  if (!APP_VIEWS.includes(path))
    throw new ConfigRefused(`--kiosk=${path} no es una vista: ${APP_VIEWS.join(', ')}`);
  return path;
}

/** `--counter`, `--station=192.168.1.5`. */
export function machineFromSwitches(): MachineNow | null {
  if (app.commandLine.hasSwitch('counter')) return { is: 'counter' };
  const at = given('station');
  if (at === undefined) return null;
  const address = readHostAddress(at);
  if (!address) throw new ConfigRefused(`--station=${at} no es una dirección.`);
  return { is: 'station', host: address.origin };
}

export function configFromSwitches(dataDir: string): HostConfig {
  return readConfig({
    dataDir,
    port: given('port'),
    httpPort: given('http-port'),
    host: given('host'),
    migrateWithoutCopy: app.commandLine.hasSwitch('migrate-without-copy'),
    advertise: !app.commandLine.hasSwitch('no-advertise'),
    restaurantFile: given('restaurant') ?? null,
    sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
    stateDir: defaultStateDir(),
  });
}
