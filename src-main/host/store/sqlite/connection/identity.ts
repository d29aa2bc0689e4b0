/**
 * Keeps outside a data folder which restaurant was served from it.
 *
 * A start thereby detects that a folder should not be empty, or that its database is an older copy.
 * There is one small file for each data path, in the user's state directory.
 *
 * A folder reached by a link has two paths, and a file for each: the link may be deleted or changed
 * later, and the folder may then be opened by its own path.
 */
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EpochMs } from '../../../../../src-shared/base/vocabulary';
import type { ChainHead } from '../write/hash-chain';

export type DatabaseIdentity = {
  readonly version: 1;
  readonly folder: string;
  readonly restaurant: string;
  readonly orders: number;
  readonly lastOrderAt: EpochMs | null;
  readonly hasOwner: boolean;
  /** The end of the chain of dispatches, as in `chain.tail`. */
  readonly chain: { readonly seq: number; readonly hash: string };
};

/**
 * The files of one data folder: for the path that its links lead to, then for the path as given.
 * One file if both are the same.
 */
export type IdentityFiles = readonly string[];

export function identityFiles(stateDir: string, dataDir: string): IdentityFiles {
  const given = path.resolve(dataDir);
  const names = [...new Set([followLinks(given), given])];
  return names.map((name) =>
    path.join(stateDir, 'carpetas', `${hash('sha256', name, 'hex').slice(0, 24)}.json`),
  );
}

/** The number of links that Linux follows in one path (path_resolution(7)). */
const MAX_LINKS = 40;

/**
 * Resolves links also if the target is missing: realpath cannot follow a link to a disk that is not
 * mounted.
 */
function followLinks(given: string): string {
  let links = 0;
  let done = path.parse(given).root;
  let rest = partsBelow(done, given);
  while (rest.length > 0) {
    const [name = '', ...below] = rest;
    const here = path.join(done, name);
    const target = linkTarget(here);
    if (target === null) {
      done = here;
      rest = below;
      continue;
    }
    if (++links > MAX_LINKS) return given;
    const led = path.resolve(done, target);
    done = path.parse(led).root;
    rest = [...partsBelow(done, led), ...below];
  }
  return done;
}

function partsBelow(root: string, full: string): readonly string[] {
  return full.slice(root.length).split(path.sep).filter(Boolean);
}

/** Null: there is no link at this path. */
function linkTarget(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    return null;
  }
}

/** The first that can be read. Null: none can, which proves nothing. */
export function readIdentity(files: IdentityFiles): DatabaseIdentity | null {
  for (const file of files) {
    const identity = readOne(file);
    if (identity !== null) return identity;
  }
  return null;
}

function readOne(file: string): DatabaseIdentity | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isIdentity(read) ? read : null;
  } catch {
    return null;
  }
}

function isIdentity(read: unknown): read is DatabaseIdentity {
  const { version, folder, restaurant, orders, lastOrderAt, hasOwner, chain } =
    read as Partial<DatabaseIdentity>;
  return (
    version === 1 &&
    typeof folder === 'string' &&
    typeof restaurant === 'string' &&
    Number.isInteger(orders) &&
    (lastOrderAt === null || Number.isInteger(lastOrderAt)) &&
    typeof hasOwner === 'boolean' &&
    Number.isInteger(chain?.seq) &&
    typeof chain?.hash === 'string'
  );
}

/** Throws the system's error. */
export function writeIdentity(files: IdentityFiles, identity: DatabaseIdentity): void {
  for (const file of files) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

/**
 * Call when the folder may hold another restaurant or an older copy: a backup was restored, or a
 * new restaurant begun.
 */
export function forgetIdentity(files: IdentityFiles): void {
  for (const file of files) rmSync(file, { force: true });
}

export function chainOf({ chain }: DatabaseIdentity): ChainHead {
  return { seq: chain.seq, hash: Buffer.from(chain.hash, 'hex') };
}
