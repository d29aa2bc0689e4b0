/**
 * The host's log: JSON lines in the data folder. Codes, addresses and counts; never a customer's
 * data, a token or a PIN. A file that is full makes room for the next one, and the oldest goes.
 */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { CENSOR, withoutSecrets } from '../../program/scrub';
import { openLogLines } from './log-lines';

export type Log = pino.Logger;

export type LogHandle = { readonly log: Log; stop(): void };

/** So much of each of so many files: days of a busy house, and no more of its disk than that. */
const FILE_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;

/** Fields that no line shows, whoever logs what. */
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

/** `head` is what every file of it begins with: which program wrote it. */
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
            // Behind this line, which still goes to the full one.
            setImmediate(turn);
          }
          return shown;
        },
      },
    },
    destination,
  );

  /** host.log, host.log.1 (the one before), and so on. */
  function turn(): void {
    try {
      destination.flushSync();
      for (let no = KEPT_FILES - 1; no > 0; no--) {
        const from = no === 1 ? file : `${file}.${no - 1}`;
        if (existsSync(from)) renameSync(from, `${file}.${no}`);
      }
      destination.reopen(file);
      log.info(head, 'program');
    } catch {
      // The disk is full, or somebody holds a file: it goes on growing, and is tried again a file's
      // worth later.
    }
  }

  const flush = (): void => {
    try {
      destination.flushSync();
    } catch {
      // nothing was ever written, or the disk is gone
    }
  };
  // Before a crash is written down with the log's last lines.
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
 * At most one line a second of each kind, with how many it stands for: a storm of bad clients must
 * not fill the disk.
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
