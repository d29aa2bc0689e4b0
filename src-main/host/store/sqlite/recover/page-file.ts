/**
 * The pages of a damaged database, as its file and its write-ahead log hold them. Nothing is
 * written, and no header has to be readable.
 */
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { readLog } from './log-pages';
import type { LogPages } from './log-pages';

export type PageFile = {
  /** Bytes of a page that hold cells. */
  readonly usable: number;
  readonly count: number;
  /** The first page begins with a sound header: what it says of free pages can be believed. */
  readonly hasHeader: boolean;
  /**
   * A part of the log in the middle cannot be read: some pages may be of an earlier moment than
   * others.
   */
  readonly isLogBroken: boolean;
  /**
   * Null: it lies beyond the end of the file. Shorter than a page where the file was cut inside it.
   */
  read(page: number): Buffer | null;
  close(): void;
};

const MAGIC = 'SQLite format 3\0';
/** What this program's databases have; asked for only where neither header nor log say it. */
const USUAL_PAGE_SIZE = 4096;
const HEADER_BYTES = 100;
const RESERVED_AT = 20;
const CHANGES_AT = 24;
const COUNT_AT = 28;
const COUNT_VALID_FOR_AT = 92;

export function openPageFile(file: string): PageFile {
  const descriptor = openSync(file, 'r');
  const size = fstatSync(descriptor).size;
  const log = existsSync(`${file}-wal`) ? readLog(readFileSync(`${file}-wal`)) : null;
  const inFile = readAt(descriptor, 0, Math.min(HEADER_BYTES, size));
  const pageSize = pageSizeIn(inFile) ?? log?.pageSize ?? USUAL_PAGE_SIZE;
  const read = (page: number): Buffer | null =>
    log?.pages.get(page) ?? pageAt(descriptor, page, pageSize, size);
  const header = read(1);
  const isSound = header !== null && pageSizeIn(header) === pageSize;
  return {
    usable: pageSize - (isSound ? header.readUInt8(RESERVED_AT) : 0),
    count: countOf(isSound ? header : null, log, Math.ceil(size / pageSize)),
    hasHeader: isSound,
    isLogBroken: log?.isBroken ?? false,
    read,
    close: () => closeSync(descriptor),
  };
}

/**
 * A file that is longer than its database has rests of an earlier one at its end. One that is
 * shorter was cut: all of its pages are looked for.
 */
function countOf(header: Buffer | null, log: LogPages | null, inFile: number): number {
  if (log !== null && log.count > 0) return log.count;
  const isCurrent =
    header !== null && header.readUInt32BE(CHANGES_AT) === header.readUInt32BE(COUNT_VALID_FOR_AT);
  const said = isCurrent ? header.readUInt32BE(COUNT_AT) : 0;
  return said > 0 ? Math.min(said, inFile) : inFile;
}

function pageSizeIn(header: Buffer): number | null {
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    return null;
  const size = header.readUInt16BE(MAGIC.length);
  const bytes = size === 1 ? 65_536 : size;
  return bytes >= 512 && (bytes & (bytes - 1)) === 0 ? bytes : null;
}

function pageAt(descriptor: number, page: number, pageSize: number, size: number): Buffer | null {
  const at = (page - 1) * pageSize;
  return at >= size ? null : readAt(descriptor, at, Math.min(pageSize, size - at));
}

function readAt(descriptor: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
}
