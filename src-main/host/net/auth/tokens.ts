/** Bearer tokens: how they are made and stored. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The hash that is stored, hex. A token is random, so a plain SHA-256 is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** An `Authorization` header with a token. The scheme is case-insensitive (RFC 9110, 11.1). */
export const BEARER = /^Bearer +([^\s]{1,200})$/i;
