/**
 * What a b-tree page holds: its cells, and their records
 * (https://sqlite.org/fileformat2.html#b_tree_pages). What does not add up is no cell.
 */
import type { PageFile } from './page-file';

export type TreePage = {
  readonly isTable: boolean;
  readonly isLeaf: boolean;
  readonly bytes: Buffer;
  /** Where its cells begin; those outside of the page are left out. */
  readonly cells: readonly number[];
  /** Cells that it says it has and that cannot be. */
  readonly lost: number;
  /** The child behind all others; null: a leaf. */
  readonly last: number | null;
};

export type Value = number | bigint | string | Buffer | null;

/** `rowid` is 0 in an index and in a table without row numbers. */
export type Entry = { readonly rowid: number | bigint; readonly values: readonly Value[] };

const KINDS: Readonly<Record<number, { readonly isTable: boolean; readonly isLeaf: boolean }>> = {
  0x02: { isTable: false, isLeaf: false },
  0x05: { isTable: true, isLeaf: false },
  0x0a: { isTable: false, isLeaf: true },
  0x0d: { isTable: true, isLeaf: true },
};

/** The database's header is in front of the first page's own. */
const FIRST_PAGE_AT = 100;

/** Null: it is no such page, or cannot be read. */
export function treePage(file: PageFile, page: number): TreePage | null {
  const bytes = file.read(page);
  const start = page === 1 ? FIRST_PAGE_AT : 0;
  if (bytes === null || bytes.length < start + 12) return null;
  const kind = KINDS[bytes.readUInt8(start)];
  if (!kind) return null;
  const count = bytes.readUInt16BE(start + 3);
  const pointers = start + (kind.isLeaf ? 8 : 12);
  const content = pointers + count * 2;
  if (content > file.usable) return null;
  const cells: number[] = [];
  for (let at = pointers; at < Math.min(content, bytes.length - 1); at += 2) {
    const cell = bytes.readUInt16BE(at);
    if (cell >= content && cell + 4 <= bytes.length) cells.push(cell);
  }
  const isDistinct = new Set(cells).size === cells.length;
  return {
    ...kind,
    bytes,
    cells: isDistinct ? cells : [],
    lost: isDistinct ? count - cells.length : count,
    last: kind.isLeaf ? null : bytes.readUInt32BE(start + 8),
  };
}

/** The child on the left of an inner page's cell. */
export function childAt({ bytes }: TreePage, cell: number): number {
  return bytes.readUInt32BE(cell);
}

/** The row number of a table's cell, in a leaf or above; null: it cannot be read. */
export function rowidAt({ bytes, isLeaf }: TreePage, cell: number): number | bigint | null {
  const length = isLeaf ? varint(bytes, cell) : null;
  const rowid = varint(bytes, isLeaf ? (length?.next ?? bytes.length) : cell + 4);
  return rowid?.value ?? null;
}

/** The row or index entry of a cell; null: a part of it cannot be read. */
export function entryAt(file: PageFile, page: TreePage, cell: number): Entry | null {
  const length = varint(page.bytes, page.isLeaf ? cell : cell + 4);
  const rowid = page.isTable && length ? varint(page.bytes, length.next) : null;
  if (!length || typeof length.value !== 'number' || (page.isTable && !rowid)) return null;
  const payload = payloadAt(file, page, (rowid ?? length).next, length.value);
  const values = payload ? valuesIn(payload) : null;
  return values && { rowid: rowid?.value ?? 0, values };
}

/** So many pages of one value at the most: longer than any that this program writes. */
const OVERFLOW_MAX = 16_384;

function payloadAt(file: PageFile, page: TreePage, at: number, length: number): Buffer | null {
  const { bytes, isTable } = page;
  if (length < 1 || length > OVERFLOW_MAX * file.usable) return null;
  const local = localBytes(length, file.usable, isTable);
  if (at + local > Math.min(bytes.length, file.usable)) return null;
  const parts = [bytes.subarray(at, at + local)];
  if (local === length) return parts[0] ?? null;
  if (at + local + 4 > Math.min(bytes.length, file.usable)) return null;
  let next = bytes.readUInt32BE(at + local);
  for (let left = length - local; left > 0;) {
    const overflow = next > 1 && next <= file.count ? file.read(next) : null;
    if (!overflow) return null;
    const part = overflow.subarray(4, 4 + Math.min(left, file.usable - 4));
    left -= file.usable - 4;
    if (part.length < Math.min(left + file.usable - 4, file.usable - 4)) return null;
    parts.push(part);
    next = overflow.readUInt32BE(0);
  }
  // The last page of a value names none behind it: another one was taken for it, or was
  // overwritten.
  return next === 0 ? Buffer.concat(parts) : null;
}

/** How much of a record is in its cell; the rest is in overflow pages. */
function localBytes(length: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (length <= most) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const local = least + ((length - least) % (usable - 4));
  return local <= most ? local : least;
}

/** Null: the lengths in its header are not those of its content, or a text is none. */
function valuesIn(record: Buffer): readonly Value[] | null {
  const header = varint(record, 0);
  if (
    !header ||
    typeof header.value !== 'number' ||
    header.value > record.length ||
    header.value < header.next
  )
    return null;
  const values: Value[] = [];
  let body = header.value;
  for (let at = header.next; at < header.value;) {
    const type = varint(record, at);
    if (!type || typeof type.value !== 'number') return null;
    const length = bytesOf(type.value);
    if (length === null || body + length > record.length) return null;
    const value = valueOf(type.value, record.subarray(body, body + length));
    if (value === undefined) return null;
    values.push(value);
    [at, body] = [type.next, body + length];
    if (at > header.value) return null;
  }
  return body === record.length ? values : null;
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function bytesOf(type: number): number | null {
  return type >= 12 ? Math.floor((type - 12) / 2) : (INTEGER_BYTES[type] ?? null);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined: no such value. */
function valueOf(type: number, bytes: Buffer): Value | undefined {
  if (type >= 12) return type % 2 === 0 ? Buffer.from(bytes) : textOf(bytes);
  if (type === 0) return null;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type >= 8) return type - 8;
  if (bytes.length <= 6) return bytes.readIntBE(0, bytes.length);
  const large = bytes.readBigInt64BE(0);
  return BigInt(Number(large)) === large && Number.isSafeInteger(Number(large))
    ? Number(large)
    : large;
}

/**
 * This program stores no NUL in a text: there is one where another page lies in the place of a
 * text's own.
 */
function textOf(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function varint(
  bytes: Buffer,
  at: number,
): { readonly value: number | bigint; readonly next: number } | null {
  // Seven bytes of seven bits are a whole number of JavaScript; longer ones are rare.
  let value = 0;
  for (let next = at; next < Math.min(at + 7, bytes.length);) {
    const byte = bytes.readUInt8(next++);
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next };
  }
  return longVarint(bytes, at);
}

function longVarint(
  bytes: Buffer,
  at: number,
): { readonly value: number | bigint; readonly next: number } | null {
  if (at + 9 > bytes.length) return null;
  let value = 0n;
  for (let index = 0; index < 8; index++) {
    const byte = bytes.readUInt8(at + index);
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return { value: plain(value), next: at + index + 1 };
  }
  return {
    value: plain(BigInt.asIntN(64, (value << 8n) | BigInt(bytes.readUInt8(at + 8)))),
    next: at + 9,
  };
}

function plain(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
