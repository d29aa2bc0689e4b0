/** Bearer tokens: how they are made, and what of them is kept. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits of chance. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** There is nothing to guess in a token, so a plain SHA-256 keeps it. Hex. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
