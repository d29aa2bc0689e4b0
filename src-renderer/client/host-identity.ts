/**
 * Is this the host that this device was paired with? It signs a challenge of ours with the key whose public half we were given then.
 * What is proven is the address, or over https the name (src-shared/host-proof.ts). Browsers check signatures at the counter itself and on
 * https; on plain http, where they offer none, and in older ones the check is a library's.
 */
import { hashes, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { isDirect, signedText } from '../../src-shared/host-proof';
import { socketOrigin } from './bridge';
import { newKey } from './ids';

hashes.sha512 = sha512;

type Bytes = Uint8Array<ArrayBuffer>;

export type Identity = 'same' | 'stranger' | 'away';

/** `pinned`: 32 bytes in base64url. */
export async function checkHost(origin: string, pinned: string, signal: AbortSignal): Promise<Identity> {
  const challenge = newKey();
  // A machine between may fetch the signature, but the host signs whom it was called by, and where the call came in.
  const calledBy = await calledAt(origin);
  if (calledBy === null) return 'away';
  let answer: unknown;
  try {
    const response = await fetch(`${origin}/identidad?reto=${challenge}`, { signal, cache: 'no-store' });
    answer = await response.json();
  } catch {
    return 'away';
  }
  // Whatever else stands there is no signature.
  const { direccion, firma_direccion } = Object(answer) as Readonly<Record<string, unknown>>;
  const cameInAt = String(direccion);
  const { host, protocol } = calledBy;
  try {
    const message = new TextEncoder().encode(signedText(challenge, host, cameInAt));
    const isFine =
      isDirect(host, protocol === 'wss:', cameInAt) &&
      (await isSignedBy(fromBase64Url(pinned), fromBase64Url(String(firma_direccion)), message));
    return isFine ? 'same' : 'stranger';
  } catch {
    return 'stranger';
  }
}

/** The address that the host hears itself called by; null: the app knows none just now. */
async function calledAt(origin: string): Promise<URL | null> {
  const socket = await socketOrigin(origin);
  return socket === '' ? null : new URL(socket);
}

/** The browser's own takes a millisecond, the library's first one up to a tenth of a second of a page that is just starting. */
async function isSignedBy(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  const own = await ownKey(key);
  return own ? crypto.subtle.verify('Ed25519', own, signature, message) : verify(signature, message, key);
}

async function ownKey(key: Bytes): Promise<CryptoKey | null> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  try {
    return (await subtle?.importKey('raw', key, 'Ed25519', false, ['verify'])) ?? null;
  } catch {
    return null; // a browser that knows no such keys yet
  }
}

function fromBase64Url(text: string): Bytes {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
