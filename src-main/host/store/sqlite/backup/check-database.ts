/** Checks a database: every page, and the chain of dispatches against the tail file. */
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { LINE_MOVES, ORDER_MOVES } from '../../../../../src-shared/model/order';
import { PRINT_JOB_MOVES } from '../../../../../src-shared/model/print-job';
import { TICKET_MOVES } from '../../../../../src-shared/model/ticket';
import { firstBrokenLink, missingSinceTail, readTail } from '../write/hash-chain';
import { openReadOnly } from '../connection/open-read-only';

/**
 * Describes the damage for the staff; null: none. Throws SQLite's error if the file cannot be
 * opened.
 */
export function checkDatabase(folder: string, addon: string | null): string | null {
  const file = path.join(folder, 'comanda.db');
  const db = openReadOnly(file, addon);
  try {
    const health = String(db.pragma('integrity_check(1)', { simple: true }));
    if (health !== 'ok') return `La base está dañada: ${health.slice(0, 200)}`;
    const broken = firstBrokenLink(db);
    if (broken !== null)
      return `La cadena de envíos se rompe en el ${broken}: ese envío fue cambiado o falta.`;
    const bad = unreadableRows(db);
    if (bad.length > 0)
      return `La base tiene filas que no se pueden leer (${bad.join(', ')}). Lo demás sigue.`;
    return missingSinceTail(db, readTail(path.join(folder, 'chain.tail')));
  } finally {
    db.close();
  }
}

/**
 * Columns for which the program reads a default if they are damaged (`row-tools/json-column.ts`).
 * This check reports them.
 */
const JSON_COLUMNS: readonly (readonly [string, string])[] = [
  ['settings', 'value'],
  ['printers', 'address'],
  ['printers', 'profile'],
  ['printers', 'health'],
  ['stations', 'fallbacks'],
  ['items', 'group_ids'],
  ['items', 'removable'],
  ['modifier_groups', 'options'],
  ['devices', 'scopes'],
  ['lines', 'modifiers'],
  ['tickets', 'document'],
  ['tickets', 'line_nos'],
  ['tickets', 'done_nos'],
  ['print_jobs', 'mark'],
  ['attempts', 'head'],
  ['mails', 'mark'],
  ['shifts', 'cut'],
  ['events', 'body'],
  ['command_receipts', 'reply'],
];
/** States by table. A row in another state is never processed. */
const STATES: readonly (readonly [string, readonly string[]])[] = [
  ['print_jobs', Object.keys(PRINT_JOB_MOVES)],
  ['tickets', Object.keys(TICKET_MOVES)],
  ['orders', Object.keys(ORDER_MOVES)],
  ['lines', Object.keys(LINE_MOVES)],
  ['mails', ['queued', 'sent', 'failed']],
];

/** One text for each table, such as `print_jobs 2`. */
function unreadableRows(db: Database): readonly string[] {
  const counts = new Map<string, number>();
  const note = (table: string, count: number): void => {
    if (count > 0) counts.set(table, (counts.get(table) ?? 0) + count);
  };
  const count = (from: string, ...values: readonly string[]): number =>
    Number(
      db
        .prepare(`SELECT count(*) FROM ${from}`)
        .pluck()
        .get(...values),
    );
  for (const [table, column] of JSON_COLUMNS)
    note(table, count(`${table} WHERE ${column} IS NOT NULL AND NOT json_valid(${column})`));
  for (const [table, states] of STATES)
    note(
      table,
      count(`${table} WHERE state NOT IN (SELECT value FROM json_each(?))`, JSON.stringify(states)),
    );
  // Rows whose parent is missing.
  for (const { table } of db.pragma('foreign_key_check') as readonly { readonly table: string }[])
    note(table, 1);
  return [...counts].map(([table, rows]) => `${table} ${rows}`);
}
