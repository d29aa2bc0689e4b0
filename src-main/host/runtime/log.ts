/**
 * Writes the host's log: JSON lines in the data folder, in files that rotate by size.
 *
 * Lines hold codes, addresses and counts, never a customer's data, a token or a PIN.
 */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { CENSOR, withoutSecrets } from '../../program/scrub';
import { openLogLines } from './log-lines';

export type Log = pino.Logger;

export type LogHandle = { readonly log: Log; stop(): void };

/** Size and number of files: enough for days of a busy restaurant. */
const FILE_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;

/** Fields that are censored in every line. */
const HIDDEN = [
  'token',
  'pin',
  'pinHash',
  'password',
  'passphrase',
  'clave',
  'secret',
  'secreto',
  'authorization',
  'cookie',
];

/** `head`: first line of every file. It names the program that writes it. */
export function openLog(dataDir: string, head: object = {}): LogHandle {
  const folder = path.join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'host.log');
  const destination = openLogLines(file);
  let size = existsSync(file) ? statSync(file).size : 0;
  const log = pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: CENSOR,
      },
      hooks: {
        streamWrite(line) {
          const shown = withoutSecrets(line);
          size += Buffer.byteLength(shown);
          if (size > FILE_BYTES) {
            size = 0;
            // Rotate after this line, which still belongs to the full file.
            setImmediate(rotate);
          }
          return shown;
        },
      },
    },
    destination,
  );

  /** Renames host.log to host.log.1, host.log.1 to host.log.2, and so on. */
  function rotate(): void {
    try {
      destination.flushSync();
      for (let no = KEPT_FILES - 1; no > 0; no--) {
        const from = no === 1 ? file : `${file}.${no - 1}`;
        if (existsSync(from)) renameSync(from, `${file}.${no}`);
      }
      destination.reopen(file);
      log.info(head, 'program');
    } catch {
      // The disk is full, or another program holds a file: the file grows on, and the next try is
      // FILE_BYTES later.
    }
  }

  const flush = (): void => {
    try {
      destination.flushSync();
    } catch {
      // The disk is gone or full.
    }
  };
  // A crash file includes the log's last lines: flush before it is written.
  process.on('uncaughtExceptionMonitor', flush);
  log.info(head, 'program');

  return {
    log,
    stop() {
      process.off('uncaughtExceptionMonitor', flush);
      flush();
      destination.end();
    },
  };
}

/**
 * Logs at most one line a second of each kind, with the number of lines left out (`more`), so that
 * many bad clients cannot fill the disk.
 */
export function limitedLog(
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
