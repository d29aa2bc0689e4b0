/**
 * How the command line shows who it is by TCP: the token that it was given, else, at the host's own
 * machine, `cli.secret`. Without either it is a program like any other here.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectWire, errorOf } from './wire-client';
import type { TcpReply, TcpAddress, WireClient } from './wire-client';

export type HostTarget = TcpAddress & { readonly token?: string; readonly dataDir?: string };

/**
 * always: in the restaurant's name. ifAsked: only where this machine's programs need a token too;
 * what it sends stays a program's.
 */
type When = 'always' | 'ifAsked';

/** A connection whose requests carry the proof. */
export async function connectAs(
  { token, dataDir, ...address }: HostTarget,
  when: When = 'always',
): Promise<WireClient> {
  const client = await connectWire(address);
  const kept =
    token === undefined && isHere(address.host) && dataDir !== undefined
      ? readSecret(dataDir)
      : null;
  /** What goes with the next request, and what to try where that is refused. */
  let [shown, instead] =
    token !== undefined ? [token, null] : when === 'always' ? [kept, null] : [null, kept];
  /** A secret of another host's folder is no proof here. */
  let isDoubtful = token === undefined && shown !== null;

  const say = (value: unknown): Promise<TcpReply> =>
    client.request(shown === null ? value : { ...(value as object), token: shown });

  return {
    ...client,
    async request(value) {
      const answer = await say(value);
      if (!isTokenMissing(answer)) {
        isDoubtful = false;
        return answer;
      }
      if (instead !== null) [shown, instead] = [instead, null];
      else if (isDoubtful) [shown, isDoubtful] = [null, false];
      else return answer;
      return say(value);
    },
  };
}

function isTokenMissing(answer: TcpReply): boolean {
  return errorOf(answer)?.startsWith('FALTA_TOKEN') === true;
}

/** The secret is for a host of this machine alone. */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

function readSecret(dataDir: string): string | null {
  try {
    return readFileSync(secretFile(dataDir), 'utf8');
  } catch {
    return null; // no host has been opened on this folder, or it is another account's
  }
}

export function secretFile(dataDir: string): string {
  return path.join(dataDir, 'cli.secret');
}
