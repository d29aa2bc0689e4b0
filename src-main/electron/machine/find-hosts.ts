/**
 * Finds counters for a station: by mDNS announcements on the LAN, and by asking an address.
 *
 * An announcement or an answer proves nothing by itself: the screens check the host's key.
 */
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { net } from 'electron';
import { z } from 'zod';
import { isDirect, signedText } from '../../../src-shared/screen-api/host-proof';
import type { FoundHost, ChoiceFailed } from '../../../src-shared/ipc/desktop-bridge';
import { shownText } from '../../../src-shared/text/plain-text';

const LISTEN_MS = 2_500;
const ANSWER_MS = 5_000;
/** Longest answer that is read. A real one has a few hundred bytes. */
const ANSWER_BYTES = 16 * 1024;
/** Limits for announcements on the LAN, above what a real restaurant has. */
const MOST = { hosts: 20, letters: 60 } as const;

async function findHosts(): Promise<readonly FoundHost[]> {
  const { Bonjour } = await import('bonjour-service');
  const found = new Map<string, FoundHost>();
  // A network without multicast is no error: the search finds no host.
  const bonjour = new Bonjour({}, () => {});
  try {
    bonjour.find({ type: 'comanda' }, ({ name, addresses = [], port, txt }) => {
      const address = addresses.find((one) => isIPv4(one));
      if (address === undefined || found.size >= MOST.hosts) return;
      const scheme = (txt as { https?: unknown } | undefined)?.https === '1' ? 'https' : 'http';
      const origin = `${scheme}://${address}:${port}`;
      found.set(origin, {
        name: shownText(name)
          .replace(/^Comanda /, '')
          .slice(0, MOST.letters),
        origin,
      });
    });
    await pause(LISTEN_MS);
  } finally {
    await new Promise<void>((resolve) =>
      bonjour.unpublishAll(() => bonjour.destroy(() => resolve())),
    );
  }
  return [...found.values()];
}

const Identity = z.object({
  restaurante: z.string(),
  clave: z.string().regex(/^[\w-]{43}$/),

  direccion: z.string().max(60),
  firma_direccion: z.string().max(200),
});

export type ProbeResult =
  | { readonly ok: true; readonly hostKey: string }
  | {
      readonly ok: false;
      readonly why: Extract<ChoiceFailed, 'away' | 'stranger' | 'certificate'>;
    };

/** Asks a host for its identity, and checks that it owns the key that it names. */
export async function probeHost(origin: string): Promise<ProbeResult> {
  try {
    const challenge = randomBytes(24).toString('base64url');
    const response = await net.fetch(`${origin}/identidad?reto=${challenge}`, {
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const read = Identity.safeParse(JSON.parse(await beginningOf(response)));
    if (!read.success) return { ok: false, why: 'stranger' };
    const { clave, direccion, firma_direccion: signature } = read.data;
    // The host must prove that it owns the key: an earlier pairing resumes by it.
    const { host, protocol } = new URL(origin);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: clave }, format: 'jwk' });
    const signed = Buffer.from(signedText(challenge, host, direccion));
    return isDirect(host, protocol === 'https:', direccion) &&
      verify(null, signed, key, Buffer.from(signature, 'base64url'))
      ? { ok: true, hostKey: clave }
      : { ok: false, why: 'stranger' };
  } catch (error) {
    const { message } = error as Error;
    if (/ERR_CERT/.test(message)) return { ok: false, why: 'certificate' };
    // Another program answers, or another protocol.
    return {
      ok: false,
      why:
        error instanceof SyntaxError || /INVALID_HTTP|SSL|REDIRECT/.test(message)
          ? 'stranger'
          : 'away',
    };
  }
}

/** Throws if the answer is longer than ANSWER_BYTES. */
async function beginningOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > ANSWER_BYTES) throw new SyntaxError('too long to be an answer');
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Returns a search that joins the one under way, so that only one runs at a time. */
export function oneSearch(): () => Promise<readonly FoundHost[]> {
  let running: Promise<readonly FoundHost[]> | null = null;
  return () => (running ??= findHosts().finally(() => (running = null)));
}
