/**
 * How many connections this process may hold: what the system gives it, less what database,
 * printers and logs need, shared out between the ports.
 */
import { readFileSync } from 'node:fs';

/** Kept for database, printers, the workers' channels and logs. */
const RESERVED = 128;
/**
 * Of the rest, what people and programs by HTTP may take; orders by TCP have the other three
 * quarters.
 */
const HTTP_SHARE = 1 / 4;

export type ConnectionShares = { readonly tcp: number; readonly http: number };

export function connectionShares(): ConnectionShares {
  const free = Math.max(8, fileDescriptorLimit() - RESERVED);
  const http = Math.max(2, Math.floor(free * HTTP_SHARE));
  return { http, tcp: free - http };
}

/**
 * The soft limit on open files, which Node raises to the hard one at start; a large number where
 * there is none to read.
 */
function fileDescriptorLimit(): number {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    return found?.[1] ? Number(found[1]) : 65_536;
  } catch {
    return process.platform === 'darwin' ? 10_240 : 65_536;
  }
}
