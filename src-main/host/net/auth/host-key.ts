/**
 * The host's key pair, made at its first start.
 *
 * A device learns the public key when it is paired. Before it sends anything to the host's address,
 * it asks for a signature. The signature proves the identity of the host; it encrypts nothing
 * (docs/security.md).
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { signedText } from '../../../../src-shared/screen-api/host-proof';
import { writeDurably } from '../../../program/durable-file';

export type HostKey = {
  /** Ed25519, the 32 bytes in base64url. */
  readonly publicKey: string;
  /**
   * Signs a challenge made by a device together with the address that it called; base64url. The
   * prefix keeps the signature from being valid elsewhere. The address keeps another machine from
   * fetching it here and presenting it as its own.
   */
  sign(challenge: string, calledBy: string): string;
  /**
   * The same with the local address of the connection. Another machine under the same name could
   * relay the call and the first signature, but cannot make the call arrive at an address of its
   * own.
   */
  signAt(challenge: string, calledBy: string, at: string): string;
};

export const CHALLENGE_PREFIX = 'comanda-host:';

/**
 * A damaged key file is renamed and replaced, and `notice` reports it: devices must be paired
 * again, but the host starts.
 */
export function openHostKey(dataDir: string, notice: (words: string) => void): HostKey {
  const file = path.join(dataDir, 'host.key');
  const key = existsSync(file)
    ? (keyIn(readFileSync(file)) ?? remakeKey(file, notice))
    : makeKey(file);
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const signed = (text: string): string => sign(null, Buffer.from(text), key).toString('base64url');
  return {
    publicKey: x,
    sign: (challenge, calledBy) =>
      signed(`${CHALLENGE_PREFIX}${challenge}@${calledBy.toLowerCase()}`),
    signAt: (challenge, calledBy, at) => signed(signedText(challenge, calledBy.toLowerCase(), at)),
  };
}

/** Null: not a valid key. */
function keyIn(text: Buffer): KeyObject | null {
  try {
    const key = createPrivateKey(text);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function remakeKey(file: string, notice: (words: string) => void): KeyObject {
  renameSync(file, `${file}.mala`);
  const key = makeKey(file);
  notice(
    'La clave por la que los dispositivos reconocen a este servidor (host.key) estaba dañada. Se hizo otra, y la vieja quedó en host.key.mala: ' +
      'vuelva a emparejar los dispositivos, o cierre Comanda y ponga host.key de una copia.',
  );
  return key;
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeDurably(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return privateKey;
}
