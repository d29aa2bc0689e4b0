/**
 * What commit 9cf2df4 stored, before exported names changed: test/fixtures/before-rename/README.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { currentName } from '../../src-shared/commands/former-names';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { CommandName } from '../../src-shared/commands/registry';
import type { BackupFacts } from '../../src-shared/model/operations/backups';
import type { Actor, EpochMs } from '../../src-shared/base/vocabulary';

const FIXTURES = 'test/fixtures/before-rename';

/** A command as it was given then. */
export type Recorded = {
  readonly key: string;
  readonly name: string;
  readonly actor: Actor;
  /** As it was sent, before it was checked. */
  readonly input: unknown;
  /** False: the host gave it itself, and keeps no receipt of those. */
  readonly stored: boolean;
  /** As the receipt has it. */
  readonly reply: Readonly<Record<string, unknown>>;
};

type Contents = {
  readonly eventKinds: readonly string[];
  readonly settings: readonly string[];
  readonly commands: readonly string[];
  /** Those of them that keep no receipt. */
  readonly withoutReceipt: { readonly why: string; readonly commands: readonly string[] };
  /** What a screen might queue. */
  readonly screenCommands: readonly string[];
  readonly orders: number;
  readonly chainSeq: number;
  readonly lastEvent: { readonly seq: number; readonly at: EpochMs };
  readonly backup: { readonly name: string; readonly facts: BackupFacts };
  readonly sealedBackup: {
    readonly name: string;
    readonly passphrase: string;
    readonly facts: BackupFacts;
  };
};

/** What a browser kept of one host. */
type BrowserStore = {
  readonly indexedDb: {
    readonly name: string;
    readonly version: number;
    readonly stores: readonly {
      readonly name: string;
      readonly keyPath: string | null;
      readonly autoIncrement: boolean;
      readonly rows: readonly { readonly key: number | string; readonly value: unknown }[];
    }[];
  };
  readonly localStorage: Readonly<Record<string, string>>;
  /** What the host of that commit answered to each entry of the outbox, by its key. */
  readonly answers: Readonly<Record<string, 'done' | { readonly refused: string }>>;
};

/** What a program said over TCP, and what it was answered. */
type Exchange = {
  /** The request carries the token of the owner's device; else none. */
  readonly own: boolean;
  readonly request: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>>;
};

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(path.join(FIXTURES, name), 'utf8')) as T;

export const recordedCommands = (): readonly Recorded[] => read('commands.json');
export const recordedContents = (): Contents => read('contents.json');
export const recordedExchanges = (): readonly Exchange[] => read('programs.json');
export const recordedBrowser = (): BrowserStore => read('browser.json');

/** A copy of one file of the fixtures, `name` as it was called before it was packed. */
export function unpackFile(name: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, gunzipSync(readFileSync(path.join(FIXTURES, `${name}.gz`))));
}

/** A copy of the data folder. */
export function unpackDataFolder(folder: string): void {
  for (const name of ['comanda.db', 'chain.tail', 'host.key', 'identity.json'])
    unpackFile(`data-folder/${name}`, path.join(folder, name));
}

/** What a command of then is called now. */
export function nameNow(recorded: string): CommandName {
  const name = currentName(recorded);
  if (!Object.hasOwn(COMMANDS, name))
    throw new Error(`there is no command ${name} any more, and nothing says what became of it`);
  return name as CommandName;
}
