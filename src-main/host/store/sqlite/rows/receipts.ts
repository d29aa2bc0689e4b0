/**
 * Reads and writes the receipts of commands: sender, key, input, reply.
 *
 * A receipt is written in the command's own transaction.
 */
import type { Database } from 'better-sqlite3';

export type Receipt = { readonly command: string; readonly body: Buffer; readonly reply: string };

export function receiptRows(db: Database) {
  const find = db.prepare<[string, string], Receipt>(
    'SELECT command, body, reply FROM command_receipts WHERE actor = ? AND key = ?',
  );
  const insert = db.prepare(
    'INSERT INTO command_receipts (actor, key, command, body, reply, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // The receipts of dispatches are permanent. 500 rows a call keep the pause for commands short.
  const prune = db.prepare(
    `DELETE FROM command_receipts WHERE (actor, key) IN
       (SELECT actor, key FROM command_receipts WHERE at < ? AND command NOT IN ('placeOrder', 'addLines', 'changeQuantity') ORDER BY at LIMIT 500)`,
  );
  return {
    find: (actor: string, key: string) => find.get(actor, key),
    put(actor: string, key: string, command: string, body: Uint8Array, reply: string, at: number) {
      insert.run(actor, key, command, body, reply, at);
    },
    prune: (before: number) => prune.run(before).changes,
  };
}
