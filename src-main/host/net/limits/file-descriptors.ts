/** Shares the file descriptors of the process between the TCP and HTTP ports. */
import { readFileSync } from 'node:fs';

/** Reserved for database, printers, the channels of workers, and logs. */
const RESERVED = 128;
/** Share of HTTP in the rest; the TCP port has the other three quarters. */
const HTTP_SHARE = 1 / 4;

export type ConnectionShares = { readonly tcp: number; readonly http: number };

export function connectionShares(): ConnectionShares {
  const free = Math.max(8, fileDescriptorLimit() - RESERVED);
  const http = Math.max(2, Math.floor(free * HTTP_SHARE));
  return { http, tcp: free - http };
}

/**
 * The soft limit on open files, which Node raises to the hard limit at start. A large number if it
 * cannot be read.
 */
function fileDescriptorLimit(): number {
  try {
    const found = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    return found?.[1] ? Number(found[1]) : 65_536;
  } catch {
    return process.platform === 'darwin' ? 10_240 : 65_536;
  }
}
