/**
 * Migrates a database: numbered plain SQL, each file in its own transaction.
 *
 * Each migration is recorded with its checksum.
 */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { DatabaseRefused } from './open-database';
import { MIGRATIONS } from './migrations';
import type { Migration } from './migrations';

export type PendingMigrations = {
  /** The schema of the database; 0: it is empty. */
  readonly from: number;
  readonly to: number;
  readonly pending: readonly Migration[];
};

/**
 * The migrations that are missing. Throws DatabaseRefused on a newer database or an edited
 * migration.
 */
export function pendingMigrations(
  db: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): PendingMigrations {
  db.exec(
    'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
  );
  const applied = db
    .prepare<[], { version: number; checksum: string }>(
      'SELECT version, checksum FROM migrations ORDER BY version',
    )
    .all();
  const newest = migrations.at(-1)?.version ?? 0;
  const found = applied.at(-1)?.version ?? 0;
  if (found > newest) {
    throw new DatabaseRefused(
      `La base es de una versión más nueva (esquema ${found}); este programa conoce hasta ${newest}. Actualice Comanda.`,
    );
  }
  const done = new Map(applied.map((row) => [row.version, row.checksum]));
  for (const migration of migrations) {
    const known = done.get(migration.version);
    if (known !== undefined && known !== checksumOf(migration.sql))
      throw new DatabaseRefused(
        `Esta carpeta de datos es de otra versión de Comanda (su paso ${migration.version} no es el de este programa). Ábrala con la versión que la hizo, o use otra carpeta (--data-dir).`,
      );
  }
  return {
    from: found,
    to: newest,
    pending: migrations.filter(({ version }) => !done.has(version)),
  };
}

/**
 * Returns the number of applied migrations. Throws DatabaseRefused on a newer database or an edited
 * migration.
 */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): number {
  const { pending } = pendingMigrations(db, migrations);
  for (const migration of pending) {
    db.transaction(() => {
      db.exec(migration.sql);
      db.prepare('INSERT INTO migrations (version, name, checksum, at) VALUES (?, ?, ?, ?)').run(
        migration.version,
        migration.name,
        checksumOf(migration.sql),
        Date.now(),
      );
    }).immediate();
  }
  return pending.length;
}

/** Ignores line endings: a checkout on Windows has the same migration. */
function checksumOf(sql: string): string {
  return createHash('sha256').update(sql.replace(/\r\n/g, '\n')).digest('hex');
}
