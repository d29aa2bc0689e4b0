/** What the shells (Node, Electron) give the host, and what each step of the start shares. */
import type { HostConfig } from '../runtime/config';
import type { AboutProgram } from '../runtime/about';
import type { Log } from '../runtime/log';
import type { Counters } from '../net/limits/counters';
import type { ConnectionTimes } from '../net/tcp/connection-times';
import type { ListQueues } from '../ports/print-control';
import type { WorkerLauncher } from '../ports/worker-launcher';
import type { IdentityFiles } from '../store/sqlite/connection/identity';

/** What differs between Node and Electron, and where the built files are. */
export type HostParts = {
  readonly coreEntry: URL;
  readonly readerEntry: URL;
  readonly backupEntry: URL;
  readonly launcher: WorkerLauncher;
  /** Lists the system's print queues, where the shell does it better than `lpstat`. */
  readonly listQueues?: ListQueues;
  /** Folder of the built screens, which may be empty. Null: serve no screens. */
  readonly appFolder: string | null;
  /** Text for a person: a port in use, a printer that moved, data that is missing. */
  readonly onNotice: (words: string) => void;
  /** The core died or hangs. The host now refuses with CORE_GONE; the shell should restart it. */
  readonly onCoreGone: (words: string) => void;
  /**
   * The data folder is gone or its disk failed. The shell should stop the host and ask a person to
   * act before the next start.
   */
  readonly onStoreLost: (words: string) => void;
  /**
   * A change takes effect at the next start (a staged backup, a certificate): the shell should stop
   * this host and start it again. `why` is text for people.
   */
  readonly onRestart: (why: string) => void;
  /** Set by tests only. */
  readonly times?: Partial<ConnectionTimes>;
};

/** The running start: settings, log and the stop list, which every step uses. */
export type Start = {
  readonly config: HostConfig;
  readonly parts: HostParts;
  readonly about: AboutProgram;
  readonly identity: IdentityFiles;
  readonly log: Log;
  /** Logs a warning, at most one line a second of each kind. */
  readonly warn: (kind: string, details: Readonly<Record<string, unknown>>) => void;
  readonly onBug: (error: unknown) => void;
  /** Logs text for a person and shows it. */
  readonly notice: (words: string) => void;
  readonly counters: Counters;
  /**
   * Adds a stop function. The host calls all of them in reverse order, also if a later step of the
   * start throws.
   */
  readonly onStop: (stop: () => unknown) => void;
};
