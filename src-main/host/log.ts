/**
 * The host's log: JSON lines in the data folder. Codes, addresses and counts; never a customer's data, a token or a PIN. A file that is full
 * makes room for the next one, and the oldest goes.
 */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { openLogLines } from './log-lines';

export type Log = pino.Logger;

export type LogHandle = { readonly log: Log; stop(): void };

/** So much of each of so many files: days of a busy house, and no more of its disk than that. */
const FILE_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;

/** Fields that no line shows, whoever logs what. */
const HIDDEN = ['token', 'pin', 'pinHash', 'password', 'passphrase', 'clave', 'secret', 'secreto', 'authorization', 'cookie'];
const CENSOR = '[oculto]';
/** Secrets inside a sentence or a stack: a bearer token, a token beside the screens' protocol, the owner's link. */
const IN_WORDS = /(Bearer\s+|\btoken\.|#propietario=|#vincular=)[\w.~+/=-]+/g;

export function openLog(dataDir: string): LogHandle {
  const folder = path.join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'host.log');
  const destination = openLogLines(file);
  let size = existsSync(file) ? statSync(file).size : 0;
  const log = pino(
    {
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: CENSOR },
      hooks: {
        streamWrite(line) {
          const shown = line.replace(IN_WORDS, `$1${CENSOR}`);
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
    } catch {
      // The disk is full, or somebody holds a file: it goes on growing, and is tried again a file's worth later.
    }
  }

  return {
    log,
    stop() {
      try {
        destination.flushSync();
      } catch {
        // The disk takes nothing: the last lines are lost.
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
