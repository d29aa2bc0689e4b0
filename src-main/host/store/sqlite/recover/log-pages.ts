/**
 * The pages in a write-ahead log (https://sqlite.org/fileformat2.html#the_write_ahead_log). SQLite
 * itself stops at the first frame whose checksum is wrong, and reads nothing of a log whose header
 * is damaged; here the frames behind such a place are used too.
 */
export type LogPages = {
  readonly pageSize: number;
  /** The newest of each that was committed. */
  readonly pages: ReadonlyMap<number, Buffer>;
  /** Pages of the database after the last commit; 0: nothing was committed. */
  readonly count: number;
  /** Frames in its middle were passed over. */
  readonly isBroken: boolean;
};

const HEADER_BYTES = 32;
const FRAME_BYTES = 24;
const MAGIC = 0x377f0682;
const PAGE_SIZES = [4096, 512, 1024, 2048, 8192, 16_384, 32_768];

type Sum = readonly [number, number];
type Log = {
  readonly bytes: Buffer;
  readonly pageSize: number;
  readonly isBigEndian: boolean;
  /** Of this generation of the log; what an earlier one left behind has others. */
  readonly salts: Buffer;
};

/** Null: no frame of it can be believed. */
export function readLog(bytes: Buffer): LogPages | null {
  const log = logFrom(bytes) ?? guessedLog(bytes);
  if (log === null) return null;
  const pages = new Map<number, Buffer>();
  const { transactions, isBroken } = transactionsOf(log);
  let count = 0;
  for (const { frames, size } of transactions) {
    for (const frame of frames) pages.set(frame.readUInt32BE(0), frame.subarray(FRAME_BYTES));
    count = size;
  }
  return { pageSize: log.pageSize, pages, count, isBroken };
}

type Transaction = {
  readonly frames: readonly Buffer[];
  readonly size: number;
  readonly isWhole: boolean;
};

/**
 * A commit is on the disk before the next one is written, so an incomplete transaction was
 * acknowledged where a whole one follows it. At the end of the log it may have been cut short by a
 * power cut: then it has not happened.
 */
function transactionsOf(log: Log): {
  readonly transactions: readonly Transaction[];
  readonly isBroken: boolean;
} {
  const all: Transaction[] = [];
  let frames: Buffer[] = [];
  let isWhole = true;
  for (let index = 0; index < framesIn(log); index++) {
    const frame = frameAt(log, index);
    if (!isValid(log, index)) {
      isWhole = false;
      continue;
    }
    frames.push(frame);
    const size = frame.readUInt32BE(4);
    if (size === 0) continue;
    all.push({ frames, size, isWhole });
    [frames, isWhole] = [[], true];
  }
  const transactions = all.slice(0, all.findLastIndex((one) => one.isWhole) + 1);
  return { transactions, isBroken: transactions.some((one) => !one.isWhole) };
}

const framesIn = ({ bytes, pageSize }: Log): number =>
  Math.floor((bytes.length - HEADER_BYTES) / (FRAME_BYTES + pageSize));

function frameAt({ bytes, pageSize }: Log, index: number): Buffer {
  const at = HEADER_BYTES + index * (FRAME_BYTES + pageSize);
  return bytes.subarray(at, at + FRAME_BYTES + pageSize);
}

/**
 * Each checksum goes on from the one before, which is in the frame before: so a frame can be
 * checked though those before it are damaged.
 */
function isValid(log: Log, index: number): boolean {
  const frame = frameAt(log, index);
  if (frame.readUInt32BE(0) === 0 || !frame.subarray(8, 16).equals(log.salts)) return false;
  const before = index === 0 ? log.bytes : frameAt(log, index - 1);
  const at = index === 0 ? 24 : 16;
  const start: Sum = [before.readUInt32BE(at), before.readUInt32BE(at + 4)];
  const sum = checksum(
    log,
    frame.subarray(FRAME_BYTES),
    checksum(log, frame.subarray(0, 8), start),
  );
  return sum[0] === frame.readUInt32BE(16) && sum[1] === frame.readUInt32BE(20);
}

function checksum(
  { isBigEndian }: Pick<Log, 'isBigEndian'>,
  bytes: Buffer,
  [first, second]: Sum,
): Sum {
  let [a, b] = [first, second];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const [x, y] = isBigEndian
      ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
      : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    a = (a + x + b) >>> 0;
    b = (b + y + a) >>> 0;
  }
  return [a, b];
}

function logFrom(bytes: Buffer): Log | null {
  if (bytes.length < HEADER_BYTES) return null;
  const magic = bytes.readUInt32BE(0);
  const isBigEndian = (magic & 1) === 1;
  const [a, b] = checksum({ isBigEndian }, bytes.subarray(0, 24), [0, 0]);
  const isSound =
    (magic & ~1) === MAGIC && a === bytes.readUInt32BE(24) && b === bytes.readUInt32BE(28);
  return isSound
    ? { bytes, pageSize: bytes.readUInt32BE(8), isBigEndian, salts: bytes.subarray(16, 24) }
    : null;
}

/**
 * Its header is damaged: right are the page size and byte order by which a frame's checksum follows
 * from the frame before it.
 */
function guessedLog(bytes: Buffer): Log | null {
  for (const pageSize of PAGE_SIZES)
    for (const isBigEndian of [false, true]) {
      const plain = { bytes, pageSize, isBigEndian, salts: bytes.subarray(0, 0) };
      for (let index = 1; index < Math.min(framesIn(plain), 8); index++) {
        const log = { ...plain, salts: frameAt(plain, index).subarray(8, 16) };
        if (isValid(log, index)) return log;
      }
    }
  return null;
}
