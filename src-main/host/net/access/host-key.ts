/**
 * The host's own key, made at its first start: a device learns its public half when it is paired and asks for a signature before it
 * sends anything to whoever answers by the host's name. It proves who answers; it hides nothing (docs/security.md).
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type HostKey = {
  /** Ed25519, the 32 bytes in base64url. */
  readonly publicKey: string;
  /**
   * Signs a challenge of a device's own making together with the address by which it called; base64url. The prefix keeps it from being a
   * signature of anything else, the address from being one that another machine fetched here and hands out as its own.
   */
  sign(challenge: string, calledBy: string): string;
};

export const CHALLENGE_PREFIX = 'comanda-host:';

export function openHostKey(dataDir: string): HostKey {
  const file = path.join(dataDir, 'host.key');
  const key = existsSync(file) ? createPrivateKey(readFileSync(file)) : makeKey(file);
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: x,
    sign: (challenge, calledBy) =>
      sign(null, Buffer.from(`${CHALLENGE_PREFIX}${challenge}@${calledBy.toLowerCase()}`), key).toString('base64url'),
  };
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  chmodSync(file, 0o600);
  return privateKey;
}
