/**
 * Is this the host that this device was paired with? It signs a challenge of ours with the key
 * whose public half we were given then. What is proven is the address, or over https the name
 * (src-shared/host-proof.ts). Browsers check signatures at the counter itself and on https; on
 * plain http, where they offer none, and in older ones the check is a library's.
 */
import { isDirect, signedText } from '../../../src-shared/screen-api/host-proof';
import { socketOrigin } from './bridge';
import { newKey } from '../state/ids';

type Bytes = Uint8Array<ArrayBuffer>;

export type HostIdentity = 'same' | 'stranger' | 'away';

/** `pinned`: 32 bytes in base64url. */
export async function checkHost(
  origin: string,
  pinned: string,
  signal: AbortSignal,
): Promise<HostIdentity> {
  const challenge = newKey();
  // A machine between may fetch the signature, but the host signs whom it was called by, and where
  // the call came in.
  const calledBy = await calledAt(origin);
  if (calledBy === null) return 'away';
  let answer: unknown;
  let isSignedBy: Verify;
  try {
    // Where a library is needed it comes while the host is asked. It comes from the host too: one
    // that is away says nothing of it.
    const [response, verify] = await Promise.all([
      fetch(`${origin}/identidad?reto=${challenge}`, { signal, cache: 'no-store' }),
      verifier(),
    ]);
    answer = await response.json();
    isSignedBy = verify;
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

type Verify = (key: Bytes, signature: Bytes, message: Bytes) => boolean | Promise<boolean>;

/**
 * The browser's own takes a millisecond, the library's first one up to a tenth of a second of a
 * page that is just starting.
 */
async function verifier(): Promise<Verify> {
  if (await hasOwn()) {
    const { subtle } = crypto;
    return async (key, signature, message) =>
      subtle.verify(
        'Ed25519',
        await subtle.importKey('raw', key, 'Ed25519', false, ['verify']),
        signature,
        message,
      );
  }
  const { verify } = await import('./signature-library');
  return (key, signature, message) => verify(signature, message, key);
}

/** A browser on plain http has no `subtle`, an older one knows no such keys: any 32 bytes tell. */
async function hasOwn(): Promise<boolean> {
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return false;
  return subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']).then(
    () => true,
    () => false,
  );
}

function fromBase64Url(text: string): Bytes {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
