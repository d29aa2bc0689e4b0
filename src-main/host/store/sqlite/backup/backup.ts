/**
 * Makes, encrypts, verifies and restores backup files.
 *
 * A backup is made from the live database in one read. A restore has steps between which a kill at
 * any point is safe.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import type { BackupFacts } from '../../../../../src-shared/model/operations/backups';
import { syncFile, syncFolder } from '../../../../program/durable-file';
import { chainHead, firstBrokenLink } from '../write/hash-chain';
import { migrate } from '../connection/migrate';
import { MIGRATIONS } from '../connection/migrations';
import { openReadOnly } from '../connection/open-read-only';

/** The backup is invalid. The message is for the staff. */
export class BackupInvalid extends Error {}

const SEAL = Buffer.from('COMANDA-RESPALDO-1\n');
const SQLITE = Buffer.from('SQLite format 3\0');
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** scrypt parameters: one derivation takes half a second on this machine. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

type Opened = { readonly addon: string | null };

/**
 * Copies the live database, and verifies the copy before it gets its name. Throws BackupInvalid, or
 * an error of the system.
 */
export function writeBackup(folder: string, to: string, { addon }: Opened): BackupFacts {
  return makeCopy(folder, to, addon, (file) => inspectPlain(file, addon));
}

/** The same with another verification; `verify` throws BackupInvalid. */
export function makeCopy<T>(
  folder: string,
  to: string,
  addon: string | null,
  verify: (file: string) => T,
): T {
  const half = `${to}.half`;
  rmSync(half, { force: true });
  try {
    const db = openReadOnly(path.join(folder, 'comanda.db'), addon);
    try {
      // The original is checked, too: a copy is rebuilt, and would hide damage that is only in an
      // index.
      const health = String(db.pragma('integrity_check(1)', { simple: true }));
      if (health !== 'ok') throw new BackupInvalid(`la base está dañada: ${health.slice(0, 200)}`);
      // One read of one snapshot, however many orders come in meanwhile.
      db.prepare('VACUUM INTO ?').run(half);
    } finally {
      db.close();
    }
    const verified = verify(half);
    syncFile(half);
    renameSync(half, to);
    syncFolder(path.dirname(to));
    return verified;
  } finally {
    rmSync(half, { force: true });
    rmSync(`${half}-journal`, { force: true });
  }
}

/**
 * Returns what an unencrypted backup contains, after checking every page and the chain of
 * dispatches.
 */
export function inspectPlain(file: string, addon: string | null): BackupFacts {
  const db = openBackup(file, addon);
  try {
    const health = String(db.pragma('integrity_check(1)', { simple: true }));
    if (health !== 'ok')
      throw new BackupInvalid(`el respaldo está dañado: ${health.slice(0, 200)}`);
    const found = Number(db.prepare('SELECT max(version) FROM migrations').pluck().get());
    const known = MIGRATIONS.at(-1)?.version ?? 0;
    if (found > known)
      throw new BackupInvalid(
        `el respaldo es de una versión más nueva de Comanda (esquema ${found}, este conoce ${known})`,
      );
    const strange = strangerIn(db, found, addon);
    if (strange !== null)
      throw new BackupInvalid(`el respaldo no tiene la forma de los de Comanda (${strange})`);
    const broken = firstBrokenLink(db);
    if (broken !== null)
      throw new BackupInvalid(`el envío ${broken} del respaldo fue cambiado o falta`);
    const last = db
      .prepare<[], { day: string; placed_at: number }>(
        'SELECT day, placed_at FROM orders ORDER BY number DESC LIMIT 1',
      )
      .get();
    const named = db
      .prepare<[], string>(`SELECT value FROM settings WHERE name = 'restaurant'`)
      .pluck()
      .get();
    return {
      restaurant: nameIn(named ?? '{}'),
      orders: Number(db.prepare('SELECT count(*) FROM orders').pluck().get()),
      lastDay: last?.day ?? null,
      lastOrderAt: last?.placed_at ?? null,
      chainSeq: chainHead(db).seq,
    };
  } catch (error) {
    throw error instanceof BackupInvalid
      ? error
      : new BackupInvalid(`no es un respaldo de Comanda (${(error as Error).message})`);
  } finally {
    db.close();
  }
}

/**
 * The first part of the schema that differs from the program's own at that version: a trigger or a
 * view would act with the host's rights, and a missing table would stop it. Null: none differs.
 */
function strangerIn(db: Database.Database, version: number, addon: string | null): string | null {
  const shape = (of: Database.Database): Map<string, string> =>
    new Map(
      of
        .prepare<[], { name: string; sql: string }>(
          "SELECT type || ' ' || name AS name, sql FROM sqlite_schema WHERE sql IS NOT NULL",
        )
        .all()
        .map(({ name, sql }) => [name, sql]),
    );
  const wanted = new Database(':memory:', addon ? { nativeBinding: addon } : {});
  try {
    migrate(
      wanted,
      MIGRATIONS.filter((migration) => migration.version <= version),
    );
    const [ours, theirs] = [shape(wanted), shape(db)];
    for (const [name, sql] of theirs) if (ours.get(name) !== sql) return name;
    for (const name of ours.keys()) if (!theirs.has(name)) return `falta ${name}`;
    return null;
  } finally {
    wanted.close();
  }
}

function nameIn(text: string): string {
  const { name } = JSON.parse(text) as { readonly name?: unknown };
  return typeof name === 'string' ? name : '';
}

export function isSealed(file: string): boolean {
  return headOf(file, SEAL.length).equals(SEAL);
}

/** The file begins as a SQLite database does. */
export function isPlain(file: string): boolean {
  return headOf(file, SQLITE.length).equals(SQLITE);
}

function headOf(file: string, length: number): Buffer {
  const head = Buffer.alloc(length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head, 0, length, 0);
    return head;
  } finally {
    closeSync(descriptor);
  }
}

/** Encrypts a backup with a passphrase (scrypt, AES-256-GCM), for a USB stick that may be lost. */
export async function seal(plain: string, to: string, passphrase: string): Promise<void> {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, COST), iv);
  const half = `${to}.half`;
  const out = createWriteStream(half, { mode: 0o600 });
  out.write(Buffer.concat([SEAL, salt, iv]));
  await pipeline(
    createReadStream(plain),
    cipher,
    withTail(() => cipher.getAuthTag()),
    out,
  );
  syncFile(half);
  renameSync(half, to);
  syncFolder(path.dirname(to));
}

/** Decrypts a backup. Throws BackupInvalid if the passphrase is wrong or a byte was changed. */
export async function unseal(sealed: string, to: string, passphrase: string): Promise<void> {
  const size = statSync(sealed).size;
  const head = Buffer.alloc(SEAL.length + SALT_BYTES + IV_BYTES);
  const tag = Buffer.alloc(TAG_BYTES);
  const descriptor = openSync(sealed, 'r');
  readSync(descriptor, head, 0, head.length, 0);
  readSync(descriptor, tag, 0, TAG_BYTES, Math.max(0, size - TAG_BYTES));
  closeSync(descriptor);
  const salt = head.subarray(SEAL.length, SEAL.length + SALT_BYTES);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    scryptSync(passphrase, salt, 32, COST),
    head.subarray(-IV_BYTES),
  );
  decipher.setAuthTag(tag);
  try {
    await pipeline(
      createReadStream(sealed, { start: head.length, end: size - TAG_BYTES - 1 }),
      decipher,
      createWriteStream(to, { mode: 0o600 }),
    );
  } catch {
    rmSync(to, { force: true });
    throw new BackupInvalid('la clave no es la de este respaldo, o el archivo está dañado');
  }
}

function withTail(tail: () => Buffer): Transform {
  return new Transform({
    transform: (chunk, _, done) => done(null, chunk),
    flush(done) {
      done(null, tail());
    },
  });
}

/**
 * Verifies a backup, copies it beside the database and marks it to replace the database.
 * `finishRestore` replaces it while no connection is open. Throws BackupInvalid.
 */
export async function stageRestore(
  folder: string,
  backup: string,
  { addon, passphrase }: Opened & { readonly passphrase: string | null },
): Promise<BackupFacts> {
  const staged = path.join(folder, STAGED);
  rmSync(staged, { force: true });
  if (isSealed(backup)) {
    if (passphrase === null || passphrase === '')
      throw new BackupInvalid('este respaldo tiene clave; hace falta para abrirlo');
    await unseal(backup, staged, passphrase);
  } else copyFileSync(backup, staged);
  const facts = inspectPlain(staged, addon);
  markStaged(folder);
  return facts;
}

/** Path of a database that is to replace the folder's own; `markStaged` marks it as complete. */
export function stagedFile(folder: string): string {
  return path.join(folder, STAGED);
}

/** After this call the next start, or `finishRestore`, replaces the database. */
export function markStaged(folder: string): void {
  syncFile(path.join(folder, STAGED));
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  writeFileSync(path.join(folder, MARKER), JSON.stringify({ replaced: `reemplazada-${stamp}` }));
  syncFile(path.join(folder, MARKER));
  syncFolder(folder);
}

/**
 * Call before the database is opened. Carries out a staged restore, also one that a kill
 * interrupted. Returns the path of the old database, or null.
 */
export function finishRestore(folder: string): string | null {
  const marker = path.join(folder, MARKER);
  const staged = path.join(folder, STAGED);
  if (!existsSync(marker)) {
    rmSync(staged, { force: true });
    return null;
  }
  const kept = path.join(folder, replacedName(marker));
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  // On a machine that had no restaurant no device is paired yet: the next start shows a link for
  // the owner.
  if (existsSync(staged) && !existsSync(path.join(folder, 'comanda.db')))
    writeFileSync(path.join(folder, NEW_HERE), '');
  // Without the staged file the last rename is done, and these names belong to the new database.
  if (existsSync(staged)) {
    for (const name of ['comanda.db-wal', 'comanda.db-shm', 'chain.tail', 'comanda.db'])
      if (existsSync(path.join(folder, name)))
        renameSync(path.join(folder, name), path.join(kept, name));
    renameSync(staged, path.join(folder, 'comanda.db'));
    syncFolder(folder);
  }
  rmSync(marker);
  syncFolder(folder);
  return kept;
}

/**
 * A marker that cannot be read still says that the staged database was complete. The name is the
 * same each time this start is repeated.
 */
function replacedName(marker: string): string {
  try {
    const { replaced } = JSON.parse(readFileSync(marker, 'utf8')) as {
      readonly replaced?: unknown;
    };
    if (typeof replaced === 'string' && /^reemplazada-\d+$/.test(replaced)) return replaced;
  } catch {
    // The marker was damaged by a power cut or by another program.
  }
  return 'reemplazada';
}

/** A restore is staged, or a kill interrupted it. */
export function hasStagedRestore(folder: string): boolean {
  return existsSync(path.join(folder, MARKER));
}

/** Cancels a staged restore. */
export function dropStaged(folder: string): void {
  rmSync(path.join(folder, MARKER), { force: true });
  rmSync(path.join(folder, STAGED), { force: true });
}

const STAGED = 'comanda.db.restoring';
const MARKER = 'restore.json';
const NEW_HERE = 'new-here';

/** Whether a backup was restored on a machine that had no restaurant. The next start checks it. */
export function isNewHere(folder: string): boolean {
  return existsSync(path.join(folder, NEW_HERE));
}

/** Call after a start that showed the owner's link. */
export function noLongerNewHere(folder: string): void {
  rmSync(path.join(folder, NEW_HERE), { force: true });
}

function openBackup(file: string, addon: string | null): Database.Database {
  try {
    return openReadOnly(file, addon);
  } catch (error) {
    throw new BackupInvalid(`el respaldo no se puede abrir (${(error as Error).message})`);
  }
}
