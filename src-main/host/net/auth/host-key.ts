/**
 * The host's own key, made at its first start: a device learns its public half when it is paired
 * and asks for a signature before it sends anything to whoever answers at the host's address. It
 * proves who answers; it hides nothing (docs/security.md).
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
   * Signs a challenge of a device's own making together with the address by which it called;
   * base64url. The prefix keeps it from being a signature of anything else, the address from being
   * one that another machine fetched here and hands out as its own.
   */
  sign(challenge: string, calledBy: string): string;
  /**
   * The same with the address at which the call came in on this machine. Whoever answers to a name
   * can pass the call on and hand out the first signature; it cannot make the call come in at an
   * address of its own.
   */
  signAt(challenge: string, calledBy: string, at: string): string;
};

export const CHALLENGE_PREFIX = 'comanda-host:';

/**
 * One that is damaged is set aside and made anew, and `notice` says so: devices have to be paired
 * again, but the restaurant opens.
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

/** Null: it is none of ours. */
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
