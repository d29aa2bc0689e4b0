/**
 * Is this the host that this device was paired with? It signs a challenge of ours with the key whose public half we were given then.
 * A name on the LAN proves nothing: any machine may call itself `comanda.local`. Browsers offer no signatures on plain http, so the
 * check is a library's.
 */
import { hashes, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { newKey } from './ids';

hashes.sha512 = sha512;

/** The host's own prefix: what it signs here is nothing else. */
const PREFIX = 'comanda-host:';

export type Identity = 'same' | 'stranger' | 'away';

/** `pinned`: 32 bytes in base64url. */
export async function checkHost(origin: string, pinned: string, signal: AbortSignal): Promise<Identity> {
  const challenge = newKey();
  let answer: unknown;
  try {
    const response = await fetch(`${origin}/identidad?reto=${challenge}`, { signal, cache: 'no-store' });
    answer = await response.json();
  } catch {
    return 'away';
  }
  const { firma } = (answer ?? {}) as { firma?: unknown };
  if (typeof firma !== 'string') return 'stranger';
  try {
    const message = new TextEncoder().encode(PREFIX + challenge);
    return verify(fromBase64Url(firma), message, fromBase64Url(pinned)) ? 'same' : 'stranger';
  } catch {
    return 'stranger';
  }
}

function fromBase64Url(text: string): Uint8Array {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
