/**
 * Reads what a printer says back. Answers come mixed: to questions, to fences, and unasked when
 * automatic status is on; each kind is known by bits that Epson fixes (TM-T88III specification,
 * appendix G). Only what was asked for is an answer: the same bytes without a question are noise,
 * and noise is passed over.
 */

export type PrinterReply =
  /** DLE EOT n: 0xx1xx10. Which n it answers only the asker knows. */
  | { readonly kind: 'status'; readonly byte: number }
  /** GS r 1: 0xx0xxxx. */
  | { readonly kind: 'paper'; readonly byte: number }
  /** GS ( H: 37 22 d1 d2 d3 d4 00; d1 to d4 are digits, since we ask with digits. */
  | { readonly kind: 'processId'; readonly id: string }
  /** ESC GS ETX of a Star: 1B 1D 03 s n1 n2, a counter, 00 (StarPRNT command specification). */
  | { readonly kind: 'star'; readonly id: string }
  /**
   * A fence's answer that came with bytes too many or too few: which ticket it confirms nobody
   * knows.
   */
  | { readonly kind: 'unclear' }
  /** DLE DC4 8: 37 25 00. */
  | { readonly kind: 'cleared' }
  /** Automatic status: 0xx1xx00 and three bytes of 0xx0xxxx. */
  | { readonly kind: 'automatic'; readonly bytes: readonly number[] }
  /** GS I 66 to 68: 5F text 00. */
  | { readonly kind: 'info'; readonly text: string };

/** Kinds whose bytes mean something else, or nothing, while nobody asked for them. */
export type Askable = Extract<
  PrinterReply['kind'],
  'paper' | 'processId' | 'star' | 'cleared' | 'info'
>;

const BLOCK_HEAD = 0x37;
const PROCESS_ID = 0x22;
const CLEARED = 0x25;
const ID_DIGITS = 4;
const STAR = [0x1b, 0x1d, 0x03];
const STAR_LENGTH = 8;
/** Where a Star's two digits and its counter stand. */
const STAR_ID = [4, 5];
const STAR_COUNTER = 6;
const AUTOMATIC_LENGTH = 4;
const INFO_HEAD = 0x5f;
/** Below are control bytes. */
const FIRST_LETTER = 0x20;
/** A text longer than this is no answer. */
const LONGEST = 80;
/** Flow control of a serial line behind a print server: part of no answer. */
const FLOW = new Set([0x11, 0x13]);

const UNCLEAR: PrinterReply = { kind: 'unclear' };

export type ReplyParser = {
  push(bytes: Uint8Array): readonly PrinterReply[];
  /** An answer has begun and is not whole. */
  isMidway(): boolean;
  /**
   * Its rest will not come any more: what began it was no answer, and what stood behind that may be
   * one.
   */
  giveUp(): readonly PrinterReply[];
  /** Drops what has begun: no question was open yet. */
  forget(): void;
};

export function replyParser(isAsked: (kind: Askable) => boolean): ReplyParser {
  /**
   * An answer of 37 .. that has begun. Other answers may come between its bytes, and are told apart
   * by their bits.
   */
  let block: number[] = [];
  /** Any other answer that has begun. */
  let held: number[] = [];
  let found: PrinterReply[] = [];

  function take(byte: number): void {
    const isCounter = held[0] === STAR[0] && held.length === STAR_COUNTER;
    if (FLOW.has(byte) && !isCounter) return;
    const isText = held[0] === INFO_HEAD && isAsked('info');
    // A text that had begun behind the last one that was asked for.
    if (held[0] === INFO_HEAD && !isText) held = [];
    if (block.length === 0 || isText || !takeForBlock(byte)) step(byte);
  }

  /** False: the byte is no part of the block answer that has begun. */
  function takeForBlock(byte: number): boolean {
    const [, second] = block;
    if (second === PROCESS_ID) return takeForId(byte);
    if (byte === BLOCK_HEAD) block = [BLOCK_HEAD];
    else if (second === CLEARED && byte === 0) endBlock({ kind: 'cleared' });
    else if (second === undefined && (byte === PROCESS_ID || byte === CLEARED)) block.push(byte);
    else return false;
    return true;
  }

  function takeForId(byte: number): boolean {
    const digits = block.slice(2);
    if (byte === PROCESS_ID) {
      if (digits.at(-1) !== BLOCK_HEAD) return true;
      // A second head: what had begun before was a stray, or an answer without its end.
      if (digits.length > 1) found.push(UNCLEAR);
      block = [BLOCK_HEAD, PROCESS_ID];
      return true;
    }
    // Inside an automatic status a zero is that one's, and before the last digit it is a stray.
    if (byte === 0 && held.length === 0 && digits.length >= ID_DIGITS) {
      endBlock(
        digits.length === ID_DIGITS
          ? { kind: 'processId', id: String.fromCharCode(...digits) }
          : UNCLEAR,
      );
      return true;
    }
    if (!isDigit(byte)) return false;
    block.push(byte);
    // One too many; a 7 may be the head of the next answer.
    if (digits.length >= ID_DIGITS && (byte !== BLOCK_HEAD || digits.length > ID_DIGITS))
      endBlock(UNCLEAR);
    return true;
  }

  function endBlock(answer: PrinterReply): void {
    block = [];
    found.push(answer);
  }

  function step(byte: number): void {
    held.push(byte);
    const [head = 0] = held;
    if (head === STAR[0] && isAsked('star')) stepStar(byte);
    else if (head === INFO_HEAD && isAsked('info')) stepInfo(byte);
    else if (isAutomatic(head)) stepAutomatic(byte);
    else if (head === BLOCK_HEAD && (isAsked('processId') || isAsked('cleared'))) {
      held = [];
      block = [BLOCK_HEAD];
    } else if ((head & 0x93) === 0x12) done({ kind: 'status', byte });
    else if ((head & 0x90) === 0 && isAsked('paper')) done({ kind: 'paper', byte });
    else done(null);
  }

  function stepStar(byte: number): void {
    const at = held.length - 1;
    if (at < STAR.length && byte !== STAR[at]) return startAgain(byte);
    if (STAR_ID.includes(at) && !isDigit(byte)) {
      found.push(UNCLEAR);
      return startAgain(byte);
    }
    if (held.length === STAR_LENGTH)
      done({ kind: 'star', id: String.fromCharCode(...held.slice(STAR_ID[0], STAR_COUNTER)) });
  }

  function stepInfo(byte: number): void {
    if (byte === 0)
      return done({ kind: 'info', text: Buffer.from(held.slice(1, -1)).toString('latin1') });
    // No name has control bytes in it, or begins with the head itself.
    if (held.length > 1 && byte < FIRST_LETTER) held.pop();
    else if (held.length === 2 && byte === INFO_HEAD) return startAgain(byte);
    if (held.length > LONGEST) done(null);
  }

  function stepAutomatic(byte: number): void {
    if (held.length > 1 && (byte & 0x90) !== 0) return startAgain(byte);
    if (held.length === AUTOMATIC_LENGTH) done({ kind: 'automatic', bytes: held });
  }

  function done(answer: PrinterReply | null): void {
    held = [];
    if (answer) found.push(answer);
  }

  /** The answer that had begun was none: this byte may begin the next. */
  function startAgain(byte: number): void {
    held = [];
    step(byte);
  }

  function push(bytes: Iterable<number>): readonly PrinterReply[] {
    found = [];
    for (const byte of bytes) take(byte);
    return found;
  }

  function forget(): void {
    block = [];
    held = [];
  }

  return {
    push,
    forget,
    isMidway: () => block.length + held.length > 0,
    giveUp() {
      const [head = 0, ...rest] = held;
      const wasFence = block.length > 2 || (head === STAR[0] && held.length > STAR.length);
      forget();
      // Only what follows an automatic status' head can be an answer of its own; half a text or
      // half a fence is noise.
      const behind = isAutomatic(head) ? push(rest) : [];
      return wasFence ? [UNCLEAR, ...behind] : behind;
    },
  };
}

function isAutomatic(head: number): boolean {
  return (head & 0x93) === 0x10;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
