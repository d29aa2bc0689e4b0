/** Looks for counters from a station: who announces itself on the LAN, and who answers at an address. What is heard proves nothing; screens check the key. */
import { randomBytes } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { net } from 'electron';
import { z } from 'zod';
import type { FoundHost, NotChosen } from '../../src-shared/bridge';

const LISTEN_MS = 2_500;
const ANSWER_MS = 5_000;

export async function findHosts(): Promise<readonly FoundHost[]> {
  const { Bonjour } = await import('bonjour-service');
  const found = new Map<string, FoundHost>();
  // A network that forbids multicast is no error: then nobody is heard.
  const bonjour = new Bonjour({}, () => {});
  try {
    bonjour.find({ type: 'comanda' }, ({ name, addresses = [], port, txt }) => {
      const address = addresses.find((one) => isIPv4(one));
      if (address === undefined) return;
      const scheme = (txt as { https?: unknown } | undefined)?.https === '1' ? 'https' : 'http';
      const origin = `${scheme}://${address}:${port}`;
      found.set(origin, { name: name.replace(/^Comanda /, ''), origin });
    });
    await pause(LISTEN_MS);
  } finally {
    await new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve())));
  }
  return [...found.values()];
}

const Identity = z.object({ restaurante: z.string(), clave: z.string().regex(/^[\w-]{43}$/) });

export type Looked =
  | { readonly ok: true; readonly hostKey: string }
  | { readonly ok: false; readonly why: Extract<NotChosen, 'away' | 'stranger' | 'certificate'> };

/** Asks who is there, and nothing else. */
export async function lookAtHost(origin: string): Promise<Looked> {
  try {
    const challenge = randomBytes(24).toString('base64url');
    const response = await net.fetch(`${origin}/identidad?reto=${challenge}`, {
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const read = Identity.safeParse(await response.json());
    return read.success ? { ok: true, hostKey: read.data.clave } : { ok: false, why: 'stranger' };
  } catch (error) {
    const { message } = error as Error;
    if (/ERR_CERT/.test(message)) return { ok: false, why: 'certificate' };
    // Something answers, in another tongue.
    return { ok: false, why: error instanceof SyntaxError || /INVALID_HTTP|SSL|REDIRECT/.test(message) ? 'stranger' : 'away' };
  }
}
