/**
 * Authenticates the command line by TCP: with `--token`, or with `cli.secret` on the host's machine.
 *
 * Without either, the host treats it like any other program of this machine.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectWire, errorOf } from './wire-client';
import type { TcpReply, TcpAddress, WireClient } from './wire-client';

export type HostTarget = TcpAddress & { readonly token?: string; readonly dataDir?: string };

/**
 * always: send the secret with each request, and act for the restaurant. ifAsked: send it only after
 * a FALTA_TOKEN refusal (programs of this machine need a token too); otherwise act as a program.
 */
type When = 'always' | 'ifAsked';

/** A connection whose requests carry the token or the secret. */
export async function connectAs(
  { token, dataDir, ...address }: HostTarget,
  when: When = 'always',
): Promise<WireClient> {
  const client = await connectWire(address);
  const secret =
    token === undefined && isHere(address.host) && dataDir !== undefined
      ? readSecret(dataDir)
      : null;
  /** Proof of the next request, and the one to try after a refusal. */
  let [proof, fallback] =
    token !== undefined ? [token, null] : when === 'always' ? [secret, null] : [null, secret];
  /** The secret may belong to the folder of another host: then retry once without it. */
  let isUnsure = token === undefined && proof !== null;

  const send = (value: unknown): Promise<TcpReply> =>
    client.request(proof === null ? value : { ...(value as object), token: proof });

  return {
    ...client,
    async request(value) {
      const answer = await send(value);
      if (!isTokenMissing(answer)) {
        isUnsure = false;
        return answer;
      }
      if (fallback !== null) [proof, fallback] = [fallback, null];
      else if (isUnsure) [proof, isUnsure] = [null, false];
      else return answer;
      return send(value);
    },
  };
}

function isTokenMissing(answer: TcpReply): boolean {
  return errorOf(answer)?.startsWith('FALTA_TOKEN') === true;
}

/** The secret must not leave this machine. */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function readSecret(dataDir: string): string | null {
  try {
    return readFileSync(secretFile(dataDir), 'utf8');
  } catch {
    return null; // No host has run on this folder, or the file belongs to another account.
  }
}

export function secretFile(dataDir: string): string {
  return path.join(dataDir, 'cli.secret');
}
