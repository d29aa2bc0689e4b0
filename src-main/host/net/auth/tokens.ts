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

/**
 * An `Authorization` header with a token in it. The scheme's name is written in any case (RFC 9110,
 * 11.1).
 */
export const BEARER = /^Bearer +([^\s]{1,200})$/i;
