/** Sends requests as the restaurant's owner, proved by a secret that only this account can read. */
import { readFileSync } from 'node:fs';
import { connectAs, secretFile } from './proof';
import type { HostTarget } from './proof';
import { errorOf } from './wire-client';
import type { TcpReply } from './wire-client';

export type { HostTarget } from './proof';
export type OwnerTarget = { readonly port: number; readonly dataDir: string };

/** Sends one request. Null: the host refused it, and stderr has the reason. */
export async function ask(reach: HostTarget, request: object): Promise<TcpReply | null> {
  const client = await connectAs(reach);
  const answer = await client.request(request);
  client.close();
  const error = errorOf(answer);
  if (!error) return answer;
  process.stderr.write(`${error}${hintFor(error, reach)}\n`);
  return null;
}

/** Hint for a refusal by missing rights: the secret is most often missing or of another folder. */
export function hintFor(error: string, { token, dataDir }: HostTarget): string {
  if (
    token !== undefined ||
    dataDir === undefined ||
    !/^(FALTA_TOKEN|ALCANCE_FALTA|NO_PERMITIDO)/.test(error)
  )
    return '';
  return `\n(se buscó ${secretFile(dataDir)}; ¿es el --data-dir de este servidor?)`;
}

/** Null: the secret cannot be read, and stderr has the reason. */
export function ownerSecret(dataDir: string): string | null {
  const file = secretFile(dataDir);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    process.stderr.write(
      `No se puede leer ${file}: abra el servidor y ejecute esto en su mismo equipo y usuario, con el mismo --data-dir.\n`,
    );
    return null;
  }
}

/** Like `ask`, as the owner, and only on the host's machine. */
export async function askAsOwner(
  { port, dataDir }: OwnerTarget,
  request: object,
): Promise<TcpReply | null> {
  return ownerSecret(dataDir) === null ? null : ask({ host: 'localhost', port, dataDir }, request);
}
