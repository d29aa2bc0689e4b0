/** The owner's proof at the host's own machine: a secret that only this account can read. */
import { readFileSync } from 'node:fs';
import { connectAs, secretFile } from './proof';
import type { HostTarget } from './proof';
import { errorOf } from './wire-client';
import type { TcpReply } from './wire-client';

export type { HostTarget } from './proof';
export type OwnerTarget = { readonly port: number; readonly dataDir: string };

/** One request; null when it was refused, which was said on stderr. */
export async function ask(reach: HostTarget, request: object): Promise<TcpReply | null> {
  const client = await connectAs(reach);
  const answer = await client.request(request);
  client.close();
  const error = errorOf(answer);
  if (!error) return answer;
  process.stderr.write(`${error}${hintFor(error, reach)}\n`);
  return null;
}

/** A refusal for want of rights is most often another folder's secret, or none. */
export function hintFor(error: string, { token, dataDir }: HostTarget): string {
  if (
    token !== undefined ||
    dataDir === undefined ||
    !/^(FALTA_TOKEN|ALCANCE_FALTA|NO_PERMITIDO)/.test(error)
  )
    return '';
  return `\n(se buscó ${secretFile(dataDir)}; ¿es el --data-dir de este servidor?)`;
}

/** Null where it cannot be read, which was said on stderr. */
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

/** The same as the restaurant's owner. */
export async function askAsOwner(
  { port, dataDir }: OwnerTarget,
  request: object,
): Promise<TcpReply | null> {
  return ownerSecret(dataDir) === null ? null : ask({ host: 'localhost', port, dataDir }, request);
}
