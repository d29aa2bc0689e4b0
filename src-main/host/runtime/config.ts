/** Settings of the host from the command line or switches, checked once at the start. */
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { figure } from '../../../src-shared/base/fault-points';

/**
 * Above are the system's ephemeral ports: an outgoing connection may own the port, and a client that
 * retries it can connect to itself.
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
  /** Number of print worker processes. Null: by the restaurant's settings (`Upkeep`). */
  workers: z.coerce.number().int().min(1).max(16).nullable().default(null),
  maxConnections: z.coerce
    .number()
    .int()
    .min(1)
    .max(50_000)
    .default(figure('tcp.connections', 2_000)),
  /** False: orders are stored and queued, and printed after a start with printing on. */
  printing: z.boolean().default(true),
  /** Restaurant file for the first start. Null: the sample restaurant. */
  restaurantFile: z.string().nullable().default(null),
  /** PEM files of the owner's certificate and its key. With them the HTTP port speaks only https. */
  tlsCert: z.string().nullable().default(null),
  tlsKey: z.string().nullable().default(null),
  /** Announce the host by mDNS while the LAN is open. */
  advertise: z.boolean().default(true),
  sqliteAddon: z.string().nullable().default(null),
  /**
   * Folder where the identities of data folders are recorded, outside of them. Null: record none (a
   * rehearsal, a test).
   */
  stateDir: z.string().nullable().default(null),
  /** Start even if the data folder held a restaurant and is empty now. */
  isNew: z.boolean().default(false),
  /** Migrate without copying the database first, for a full disk with a backup elsewhere. */
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

/** Default folder for the identities of data folders, never inside one of them. */
export function defaultStateDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.COMANDA_STATE_DIR) return path.resolve(env.COMANDA_STATE_DIR);
  const home = os.homedir();
  if (process.platform === 'win32')
    return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'Comanda');
  if (process.platform === 'darwin')
    return path.join(home, 'Library', 'Application Support', 'Comanda-estado');
  return path.join(env.XDG_STATE_HOME ?? path.join(home, '.local', 'state'), 'comanda');
}

/** Default data folder: the system's place for application data. */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.COMANDA_DATA_DIR) return path.resolve(env.COMANDA_DATA_DIR);
  const home = os.homedir();
  if (process.platform === 'win32')
    return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Comanda');
  if (process.platform === 'darwin')
    return path.join(home, 'Library', 'Application Support', 'Comanda');
  return path.join(env.XDG_DATA_HOME ?? path.join(home, '.local', 'share'), 'comanda');
}
