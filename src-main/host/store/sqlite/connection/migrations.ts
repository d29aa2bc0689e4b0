/**
 * Lists the migrations in order.
 *
 * A released file is never edited: its checksum is in every restaurant's database.
 */
import first from '../../../../../resources/migrations/sqlite/0001_first_tables.sql?raw';
import second from '../../../../../resources/migrations/sqlite/0002_letters_of_alerts.sql?raw';
import third from '../../../../../resources/migrations/sqlite/0003_newest_try.sql?raw';
import fourth from '../../../../../resources/migrations/sqlite/0004_token_scopes.sql?raw';
import fifth from '../../../../../resources/migrations/sqlite/0005_head_of_the_paper.sql?raw';
import sixth from '../../../../../resources/migrations/sqlite/0006_orders_of_a_sender.sql?raw';
import seventh from '../../../../../resources/migrations/sqlite/0007_mails_of_alerts.sql?raw';

export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first_tables', sql: first },
  { version: 2, name: 'letters_of_alerts', sql: second },
  { version: 3, name: 'newest_try', sql: third },
  { version: 4, name: 'token_scopes', sql: fourth },
  { version: 5, name: 'head_of_the_paper', sql: fifth },
  { version: 6, name: 'orders_of_a_sender', sql: sixth },
  { version: 7, name: 'mails_of_alerts', sql: seventh },
];
