/**
 * Which restaurant was served from a data folder, kept outside that folder: by it a start knows that the folder should not be empty, and
 * that its database is not an older copy. One small file a data path, in the user's state directory.
 */
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EpochMs } from '../../../../src-shared/vocabulary';
import type { ChainHead } from './chain';

export type Identity = {
  readonly version: 1;
  readonly folder: string;
  readonly restaurant: string;
  readonly orders: number;
  readonly lastOrderAt: EpochMs | null;
  readonly hasOwner: boolean;
  /** The end of the chain of dispatches, as in `chain.tail`. */
  readonly chain: { readonly seq: number; readonly hash: string };
};

/** The path as it was given names the file: a folder on a disk that is not mounted cannot be followed to where it was. */
export function identityFile(stateDir: string, dataDir: string): string {
  const folder = path.resolve(dataDir);
  return path.join(stateDir, 'carpetas', `${hash('sha256', folder, 'hex').slice(0, 24)}.json`);
}

/** Null: there was none, or it cannot be read: then nothing is concluded from it. */
export function readIdentity(file: string): Identity | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isIdentity(read) ? read : null;
  } catch {
    return null;
  }
}

function isIdentity(read: unknown): read is Identity {
  const { version, folder, restaurant, orders, lastOrderAt, hasOwner, chain } = read as Partial<Identity>;
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
export function writeIdentity(file: string, identity: Identity): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** From now on the folder may hold another restaurant, or an older copy of it: a backup was put back, or somebody began anew. */
export function forgetIdentity(file: string): void {
  rmSync(file, { force: true });
}

export function chainOf({ chain }: Identity): ChainHead {
  return { seq: chain.seq, hash: Buffer.from(chain.hash, 'hex') };
}
