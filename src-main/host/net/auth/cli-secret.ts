/** The secret that proves that a client runs on this machine, under the host's account. */
import { randomBytes } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a new secret at each start, in a file that only this account can read. */
export function writeCliSecret(dataDir: string): string {
  const secret = randomBytes(32).toString('base64url');
  const file = path.join(dataDir, 'cli.secret');
  writeFileSync(file, secret, { mode: 0o600 });
  chmodSync(file, 0o600); // an older file keeps its mode otherwise
  return secret;
}
