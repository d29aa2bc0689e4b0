/** Migrates the database at a start, after a copy of it was made. */
import type { Database } from 'better-sqlite3';
import { copyBeforeMigration, hasOrders } from '../backup/copy-before-migration';
import { migrate, pendingMigrations } from '../connection/migrate';

export type MigrationOptions = {
  readonly folder: string;
  readonly addon: string | null;
  /** The program's version, in the name of the copy. */
  readonly version?: string;
  /** Set on the command line only, by a person who has a backup elsewhere and no room for a copy. */
  readonly migrateWithoutCopy?: boolean;
  /** Called after the schema has changed. */
  readonly onMigrated?: (migrated: Migrated) => void;
};

/** `copy`: path of the copy of the old database; null: it had no orders, or the copy was declined. */
export type Migrated = { readonly from: number; readonly to: number; readonly copy: string | null };

/** A database with orders is copied first: only the copy leads back to the previous version. */
export function bringToSchema(db: Database, options: MigrationOptions): void {
  try {
    const { from, to, pending } = pendingMigrations(db);
    if (pending.length === 0) return;
    const { folder, addon, version = '0.0.0', migrateWithoutCopy = false, onMigrated } = options;
    const isCopied = !migrateWithoutCopy && hasOrders(db);
    const copy = isCopied
      ? copyBeforeMigration(db, { folder, addon, version, now: Date.now() })
      : null;
    migrate(db);
    onMigrated?.({ from, to, copy });
  } catch (error) {
    db.close();
    throw error;
  }
}
