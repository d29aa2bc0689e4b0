/** Bearer tokens: what of them is kept. */
import { createHash } from 'node:crypto';

/** Tokens are 256 bits of chance, so a plain SHA-256 keeps them: there is nothing to guess. Hex. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
