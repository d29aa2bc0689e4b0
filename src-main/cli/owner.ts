/** The owner's proof at the host's own machine: a secret that only this account can read. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectWire, errorOf } from './wire-client';
import type { Answer, HostAddress } from './wire-client';

export type OwnerReach = { readonly port: number; readonly dataDir: string };
export type Reach = HostAddress & { readonly token?: string };

/** One request; null when it was refused, which was said on stderr. */
export async function ask({ token, host, port }: Reach, request: object, ifStranger?: string): Promise<Answer | null> {
  const client = await connectWire({ host, port });
  const answer = await client.request({ ...request, ...(token === undefined ? {} : { token }) });
  client.close();
  const error = errorOf(answer);
  if (!error) return answer;
  const hint = error.startsWith('FALTA_TOKEN') && ifStranger !== undefined ? `\n${ifStranger}` : '';
  process.stderr.write(`${error}${hint}\n`);
  return null;
}

/** Null where it cannot be read, which was said on stderr. */
export function ownerSecret(dataDir: string): string | null {
  const file = path.join(dataDir, 'cli.secret');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    process.stderr.write(
      `No se puede leer ${file}: abra el servidor y ejecute esto en su mismo equipo y usuario, con el mismo --data-dir.\n`,
    );
    return null;
  }
}

/** The same as the restaurant's owner. */
export async function askAsOwner({ port, dataDir }: OwnerReach, request: object): Promise<Answer | null> {
  const file = path.join(dataDir, 'cli.secret');
  const token = ownerSecret(dataDir);
  if (token === null) return null;
  return ask({ host: 'localhost', port, token }, request, `(se usó ${file}; ¿es el --data-dir de este servidor?)`);
}
