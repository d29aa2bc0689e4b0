/**
 * The command line's secret: by it `comanda` proves that it stands at this machine, with the
 * account that the host runs under.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A fresh secret each start, in a file that this account alone may read. */
export function writeCliSecret(dataDir: string): string {
  const secret = randomBytes(32).toString('base64url');
  const file = path.join(dataDir, 'cli.secret');
  writeFileSync(file, secret, { mode: 0o600 });
  chmodSync(file, 0o600); // an older file keeps its mode otherwise
  return secret;
}
