/**
 * Chains dispatches by hashes, so that altered or missing ones are detected.
 *
 * The facts of a dispatch (content, sender, time, order) never change. `integrity_check` finds
 * neither an altered row nor a lost end (a cut WAL reads as healthy).
 */
import { hash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { many } from '../../../../../src-shared/text/count-text';
import type { Dispatch, Order, OrderLine } from '../../../../../src-shared/model/order';

export type ChainHead = { readonly seq: number; readonly hash: Uint8Array };

const START: ChainHead = { seq: 0, hash: new Uint8Array(32) };

/** SHA-256 over the previous hash, in hex, and the facts as canonical JSON. */
export function linkHash(
  before: Uint8Array,
  order: Pick<Order, 'number' | 'day' | 'folio'>,
  dispatch: Pick<Dispatch, 'chainSeq' | 'no' | 'sentBy' | 'sentAt' | 'key'>,
  lines: readonly Pick<
    OrderLine,
    'no' | 'name' | 'quantity' | 'unitPrice' | 'modifiers' | 'note' | 'course' | 'seat'
  >[],
): Uint8Array {
  const { chainSeq, no, sentBy, sentAt, key } = dispatch;
  const facts = [
    [chainSeq, order.number, order.day, order.folio, no, sentBy, sentAt, key],
    lines.map((line) => [
      line.no,
      line.name,
      line.quantity,
      line.unitPrice,
      line.modifiers,
      line.note,
      line.course,
      line.seat,
    ]),
  ];
  return hash('sha256', Buffer.from(before).toString('hex') + JSON.stringify(facts), 'buffer');
}

export function chainHead(db: Database): ChainHead {
  const row = db
    .prepare<[], { seq: number; hash: Buffer }>(
      'SELECT chain_seq AS seq, hash FROM dispatches ORDER BY chain_seq DESC LIMIT 1',
    )
    .get();
  return row ? { seq: row.seq, hash: row.hash } : START;
}

type ChainRow = {
  chain_seq: number;
  no: number;
  sent_by: string;
  sent_at: number;
  key: string;
  hash: Buffer;
  number: number;
  day: string;
  folio: number;
};
type ChainLine = {
  no: number;
  name: string;
  quantity: number;
  unit_price: number | null;
  modifiers: string;
  note: string | null;
  course: number | null;
  seat: number | null;
};

/**
 * Recomputes the chain from `from` (1: all of it). Returns the first sequence that does not match,
 * or null.
 */
export function firstBrokenLink(db: Database, from = 1): number | null {
  const lines = db.prepare<[number, number], ChainLine>(
    'SELECT no, name, quantity, unit_price, modifiers, note, course, seat FROM lines WHERE order_number = +? AND dispatch_no = +? ORDER BY no',
  );
  const before = db
    .prepare<[number], { hash: Buffer }>('SELECT hash FROM dispatches WHERE chain_seq = ?')
    .get(from - 1);
  let last: ChainHead = { seq: from - 1, hash: before?.hash ?? START.hash };
  const rows = db.prepare<[number], ChainRow>(
    `SELECT d.chain_seq, d.no, d.sent_by, d.sent_at, d.key, d.hash, o.number, o.day, o.folio
     FROM dispatches d JOIN orders o ON o.number = d.order_number WHERE d.chain_seq >= ? ORDER BY d.chain_seq`,
  );
  for (const row of rows.iterate(from)) {
    const { chain_seq: chainSeq, number, no, sent_by: sentBy, sent_at: sentAt, key } = row;
    const facts = lines.all(number, no).map((line) => ({
      ...line,
      unitPrice: line.unit_price,
      modifiers: parseList(line.modifiers),
    }));
    const link = linkHash(last.hash, row, { chainSeq, no, sentBy, sentAt, key }, facts);
    if (chainSeq !== last.seq + 1 || !row.hash.equals(link)) return chainSeq;
    last = { seq: chainSeq, hash: link };
  }
  return null;
}

/** This many of the newest dispatches are checked at a start and after an I/O error. */
const RECENT_LINKS = 200;

/** The same for the newest links, up to `last`. */
export function brokenRecentLink(db: Database, last: number): number | null {
  return firstBrokenLink(db, Math.max(1, last - RECENT_LINKS));
}

/** Never throws: a damaged list must break the chain, not the check. */
function parseList(text: string): readonly string[] {
  try {
    return JSON.parse(text) as readonly string[];
  } catch {
    return [text];
  }
}

/** Reads the chain's end from the tail file, which is at most a second old. */
export function readTail(file: string): ChainHead | null {
  if (!existsSync(file)) return null;
  try {
    const { seq, hash } = JSON.parse(readFileSync(file, 'utf8')) as { seq: number; hash: string };
    return Number.isInteger(seq) && typeof hash === 'string'
      ? { seq, hash: Buffer.from(hash, 'hex') }
      : null;
  } catch {
    return null; // half-written by a power cut: it proves nothing either way
  }
}

export function writeTail(file: string, head: ChainHead): void {
  writeFileSync(
    `${file}.new`,
    JSON.stringify({ seq: head.seq, hash: Buffer.from(head.hash).toString('hex') }),
  );
  renameSync(`${file}.new`, file);
}

/** Describes for the staff what the tail file proves missing or altered; null: they agree. */
export function missingSinceTail(db: Database, tail: ChainHead | null): string | null {
  if (!tail || tail.seq === 0) return null;
  const head = chainHead(db);
  if (head.seq < tail.seq) {
    const lost = tail.seq - head.seq;
    const missing = `${lost === 1 ? 'Falta' : 'Faltan'} ${many(lost, 'envío', 'envíos')}`;
    return `${missing}: la base llega al ${head.seq} y se había guardado hasta el ${tail.seq}.`;
  }
  const row = db
    .prepare<[number], { hash: Buffer }>('SELECT hash FROM dispatches WHERE chain_seq = ?')
    .get(tail.seq);
  if (!row?.hash.equals(tail.hash))
    return `El envío ${tail.seq} no es el que se había guardado: la base fue cambiada por fuera.`;
  return null;
}
