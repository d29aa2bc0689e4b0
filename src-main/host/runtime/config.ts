/**
 * The host's settings from outside: checked once, with an answer in words for what does not fit.
 */
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { figure } from '../../../src-shared/base/fault-points';

/**
 * Above, an outgoing connection may own the port, and a client that retries it can end up connected
 * to itself.
 */
const HIGHEST_PORT = 32_767;
const Port = z.coerce
  .number()
  .int()
  .min(1)
  .max(HIGHEST_PORT, {
    error: `a lo sumo ${HIGHEST_PORT}: más arriba el sistema reparte puertos a otros`,
  });

export const HostConfig = z.strictObject({
  dataDir: z.string().min(1),
  host: z.string().min(1).max(255).default('localhost'),
  port: Port.default(8888),
  httpPort: Port.default(4780),
  /** Print worker processes; null: as many as the house has decided (`Upkeep`). */
  workers: z.coerce.number().int().min(1).max(16).nullable().default(null),
  maxConnections: z.coerce
    .number()
    .int()
    .min(1)
    .max(50_000)
    .default(figure('tcp.connections', 2_000)),
  /** False: orders are taken, stored and queued, and wait until a start with printing on. */
  printing: z.boolean().default(true),
  /** A restaurant file for the very first start; without one the sample is set up. */
  restaurantFile: z.string().nullable().default(null),
  /** The owner's certificate and its key, both PEM files: the HTTP port then speaks https alone. */
  tlsCert: z.string().nullable().default(null),
  tlsKey: z.string().nullable().default(null),
  /** Told on the LAN by mDNS while the LAN is open. */
  advertise: z.boolean().default(true),
  sqliteAddon: z.string().nullable().default(null),
  /**
   * The folder of what is known of data folders outside of them; null: this one has no identity (a
   * rehearsal's, a test's).
   */
  stateDir: z.string().nullable().default(null),
  /** The data folder may be empty though a restaurant was there. */
  isNew: z.boolean().default(false),
  /**
   * A new version's migrations without the copy that is made before them: for who has no room, and
   * a backup elsewhere.
   */
  migrateWithoutCopy: z.boolean().default(false),
});
export type HostConfig = z.infer<typeof HostConfig>;

export class ConfigRefused extends Error {}

export function readConfig(given: z.input<typeof HostConfig>): HostConfig {
  const parsed = HostConfig.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigRefused(
    `${issue?.path.join('.') ?? 'configuración'}: ${issue?.message ?? 'no es válida'}`,
  );
}

/** Where is kept which restaurant a data folder held: never inside of that folder. */
export function defaultStateDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.COMANDA_STATE_DIR) return path.resolve(env.COMANDA_STATE_DIR);
  const home = os.homedir();
  if (process.platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Comanda');
  if (process.platform === 'darwin')
    return path.join(home, 'Library', 'Application Support', 'Comanda-estado');
  return path.join(env.XDG_STATE_HOME ?? path.join(home, '.local', 'state'), 'comanda');
}

/** Where a restaurant's data lives when nobody says: the system's own place for such things. */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.COMANDA_DATA_DIR) return path.resolve(env.COMANDA_DATA_DIR);
  const home = os.homedir();
  if (process.platform === 'win32')
    return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Comanda');
  if (process.platform === 'darwin')
    return path.join(home, 'Library', 'Application Support', 'Comanda');
  return path.join(env.XDG_DATA_HOME ?? path.join(home, '.local', 'share'), 'comanda');
}
