/**
 * Which restaurant was served from a data folder, kept outside that folder: by it a start knows
 * that the folder should not be empty, and that its database is not an older copy. One small file a
 * data path, in the user's state directory.
 *
 * A folder reached by a link has two paths, and a file for each: the link may be deleted or point
 * elsewhere one day, and the folder may be named by its own path the next.
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
 * The files of one data folder: by the path its links lead to, then by the path as it was given.
 * One where both are the same.
 */
export type IdentityFiles = readonly string[];

export function identityFiles(stateDir: string, dataDir: string): IdentityFiles {
  const given = path.resolve(dataDir);
  const names = [...new Set([followLinks(given), given])];
  return names.map((name) =>
    path.join(stateDir, 'carpetas', `${hash('sha256', name, 'hex').slice(0, 24)}.json`),
  );
}

/** As many links as Linux follows in one path (path_resolution(7)). */
const MAX_LINKS = 40;

/**
 * Where a path's links lead, also where nothing is there: realpath cannot follow a link to a disk
 * that is not mounted.
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

/** Null: no link, or nothing there. */
function linkTarget(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    return null;
  }
}

/** The first that can be read. Null: none can, and nothing is concluded from that. */
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

/** Throws what the system says. */
export function writeIdentity(files: IdentityFiles, identity: DatabaseIdentity): void {
  for (const file of files) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
}

/**
 * From now on the folder may hold another restaurant, or an older copy of it: a backup was put
 * back, or somebody began anew.
 */
export function forgetIdentity(files: IdentityFiles): void {
  for (const file of files) rmSync(file, { force: true });
}

export function chainOf({ chain }: DatabaseIdentity): ChainHead {
  return { seq: chain.seq, hash: Buffer.from(chain.hash, 'hex') };
}
