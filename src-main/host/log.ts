/** The host's log: JSON lines in the data folder. Codes, addresses and counts; never a customer's data, a token or a PIN. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';

export type Log = pino.Logger;

export type LogHandle = { readonly log: Log; stop(): void };

export function openLog(dataDir: string): LogHandle {
  const folder = path.join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const destination = pino.destination({ dest: path.join(folder, 'host.log'), sync: false, minLength: 0 });
  // A full disk must not take the host down with its log.
  destination.on('error', () => {});
  const log = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    log,
    stop() {
      try {
        destination.flushSync();
      } catch {
        // nothing was ever written, or the disk is gone
      }
      destination.end();
    },
  };
}

/** At most one line a second of each kind, with how many it stands for: a storm of bad clients must not fill the disk. */
export function quietly(
  log: Log,
  now: () => number = () => performance.now(),
): (kind: string, details: Readonly<Record<string, unknown>>) => void {
  const kinds = new Map<string, { at: number; held: number }>();
  return (kind, details) => {
    const last = kinds.get(kind);
    if (last && now() - last.at < 1_000) {
      last.held++;
      return;
    }
    kinds.set(kind, { at: now(), held: 0 });
    log.warn({ ...details, ...(last && last.held > 0 ? { more: last.held } : {}) }, kind);
  };
}
