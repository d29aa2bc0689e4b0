/**
 * Backups as files: made from the living database in one read, sealed behind a passphrase or not,
 * verified by what they hold, and put back in place of a database in steps that a kill between any
 * two leaves safe.
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

/** What is wrong with it, in words for a person. */
export class BackupInvalid extends Error {}

const SEAL = Buffer.from('COMANDA-RESPALDO-1\n');
const SQLITE = Buffer.from('SQLite format 3\0');
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** scrypt's cost: half a second of this machine, a lifetime of guesses. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

type Opened = { readonly addon: string | null };

/**
 * The living database into a file of its own, verified before it has its name. Throws BackupBad, or
 * an error of the system.
 */
export function writeBackup(folder: string, to: string, { addon }: Opened): BackupFacts {
  return makeCopy(folder, to, addon, (file) => inspectPlain(file, addon));
}

/** The same for whoever verifies it in another way; `verify` throws BackupBad. */
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
      // The original is looked at too: a copy is built anew, and would hide a damage that is in an
      // index alone.
      const health = String(db.pragma('integrity_check(1)', { simple: true }));
      if (health !== 'ok') throw new BackupInvalid(`la base está dañada: ${health.slice(0, 200)}`);
      // One read of one moment, however many orders come in meanwhile.
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
 * What is in a plain backup, after all of it was checked: every page, and the chain of what was
 * sent.
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
 * What of its shape is not as this program made it by that version: a trigger or a view would act
 * in the host's name, a table that is missing would stop it. Null where all is ours.
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

/** SQLite's own first bytes. */
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

/** A plain backup behind a passphrase (scrypt, AES-256-GCM), for a stick that may get lost. */
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

/**
 * The plain file again. Throws BackupBad where the passphrase is not its own, or a byte of it is.
 */
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
 * Puts a backup beside the database, verified, and writes down that it shall take its place:
 * `finishRestore` does it, with nobody at the database. Throws BackupBad.
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

/**
 * Where a database is made that shall take the place of the folder's own; `markStaged` says that it
 * is whole.
 */
export function stagedFile(folder: string): string {
  return path.join(folder, STAGED);
}

/** From here on the next start, or `finishRestore`, puts the staged one in place. */
export function markStaged(folder: string): void {
  syncFile(path.join(folder, STAGED));
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  writeFileSync(path.join(folder, MARKER), JSON.stringify({ replaced: `reemplazada-${stamp}` }));
  syncFile(path.join(folder, MARKER));
  syncFolder(folder);
}

/**
 * Before the database is opened: carries out what was staged, also what a kill left half done.
 * Returns where the old one is kept, or null.
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
  // On a machine that had no restaurant nobody is let in yet: the next start has a link for the
  // owner.
  if (existsSync(staged) && !existsSync(path.join(folder, 'comanda.db')))
    writeFileSync(path.join(folder, NEW_HERE), '');
  // Without the staged file the last rename is done already, and what has these names is the new
  // one.
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
 * A marker that nobody can read any more still says that it was all ready. The name is the same
 * however often this start is repeated.
 */
function replacedName(marker: string): string {
  try {
    const { replaced } = JSON.parse(readFileSync(marker, 'utf8')) as {
      readonly replaced?: unknown;
    };
    if (typeof replaced === 'string' && /^reemplazada-\d+$/.test(replaced)) return replaced;
  } catch {
    // A power cut, or a stranger's hand.
  }
  return 'reemplazada';
}

/** Something lies ready to take the database's place, or a kill left that half done. */
export function hasStagedRestore(folder: string): boolean {
  return existsSync(path.join(folder, MARKER));
}

/** What was put ready shall not take the database's place after all. */
export function dropStaged(folder: string): void {
  rmSync(path.join(folder, MARKER), { force: true });
  rmSync(path.join(folder, STAGED), { force: true });
}

const STAGED = 'comanda.db.restoring';
const MARKER = 'restore.json';
const NEW_HERE = 'new-here';

/** Whether a backup was put on a machine that had no restaurant; asked by the start after it. */
export function isNewHere(folder: string): boolean {
  return existsSync(path.join(folder, NEW_HERE));
}

/** A start has served with it: its link was shown. */
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
