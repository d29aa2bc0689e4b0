/**
 * Parses the bytes that a printer sends back into replies.
 *
 * Replies arrive mixed: to status questions, to completion checks, and unrequested when automatic
 * status is on. Each kind is recognised by bits that Epson fixes (TM-T88III specification, appendix
 * G). Only a requested kind is a reply; the same bytes without a question are noise and are skipped.
 */

export type PrinterReply =
  /** DLE EOT n: 0xx1xx10. The reply does not say which n it answers. */
  | { readonly kind: 'status'; readonly byte: number }
  /** GS r 1: 0xx0xxxx. */
  | { readonly kind: 'paper'; readonly byte: number }
  /** GS ( H: 37 22 d1 d2 d3 d4 00; d1 to d4 are digits, as in the question. */
  | { readonly kind: 'processId'; readonly id: string }
  /** ESC GS ETX of a Star: 1B 1D 03 s n1 n2, a counter, 00 (StarPRNT command specification). */
  | { readonly kind: 'star'; readonly id: string }
  /** Reply to a completion check with too many or too few bytes: its ticket is unknown. */
  | { readonly kind: 'unclear' }
  /** DLE DC4 8: 37 25 00. */
  | { readonly kind: 'cleared' }
  /** Automatic status: 0xx1xx00 and three bytes of 0xx0xxxx. */
  | { readonly kind: 'automatic'; readonly bytes: readonly number[] }
  /** GS I 66 to 68: 5F text 00. */
  | { readonly kind: 'info'; readonly text: string };

/** Kinds whose bytes mean something else, or nothing, unless they were requested. */
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
/** Positions of a Star's two digits and its counter. */
const STAR_ID = [4, 5];
const STAR_COUNTER = 6;
const AUTOMATIC_LENGTH = 4;
const INFO_HEAD = 0x5f;
/** Bytes below are control bytes. */
const FIRST_LETTER = 0x20;
/** Longest reply with a text, bytes including its head. A longer one is noise. */
const LONGEST = 80;
/** Flow control (XON, XOFF) of a serial line behind a print server: part of no reply. */
const FLOW = new Set([0x11, 0x13]);

const UNCLEAR: PrinterReply = { kind: 'unclear' };

export type ReplyParser = {
  push(bytes: Uint8Array): readonly PrinterReply[];
  /** True if a reply has begun and is incomplete. */
  isMidway(): boolean;
  /**
   * The rest of the reply will not arrive. Its first byte was noise; the bytes behind it may be a
   * reply, which is returned.
   */
  abandon(): readonly PrinterReply[];
  /** Drops an incomplete reply: no question was open yet. */
  forget(): void;
};

export function replyParser(isAsked: (kind: Askable) => boolean): ReplyParser {
  return new ByteParser(isAsked);
}

class ByteParser implements ReplyParser {
  readonly #isAsked: (kind: Askable) => boolean;
  /**
   * An incomplete reply that starts with 0x37. Other replies may arrive between its bytes; their
   * bits differ.
   */
  #block: number[] = [];
  /** Any other incomplete reply. */
  #held: number[] = [];
  #found: PrinterReply[] = [];

  constructor(isAsked: (kind: Askable) => boolean) {
    this.#isAsked = isAsked;
  }

  push(bytes: Iterable<number>): readonly PrinterReply[] {
    this.#found = [];
    for (const byte of bytes) this.#take(byte);
    return this.#found;
  }

  isMidway(): boolean {
    return this.#block.length + this.#held.length > 0;
  }

  abandon(): readonly PrinterReply[] {
    const [head = 0, ...rest] = this.#held;
    const wasCheck =
      this.#block.length > 2 || (head === STAR[0] && this.#held.length > STAR.length);
    this.forget();
    // Only bytes behind the head of an automatic status can be a reply of their own. Half a text or
    // half a completion check is noise.
    const behind = isAutomatic(head) ? this.push(rest) : [];
    return wasCheck ? [UNCLEAR, ...behind] : behind;
  }

  forget(): void {
    this.#block = [];
    this.#held = [];
  }

  #take(byte: number): void {
    const [head] = this.#held;
    const isCounter = head === STAR[0] && this.#held.length === STAR_COUNTER;
    if (FLOW.has(byte) && !isCounter) return;
    const isText = head === INFO_HEAD && this.#isAsked('info');
    // A text that began behind the last requested one is noise.
    if (head === INFO_HEAD && !isText) this.#held = [];
    if (this.#block.length === 0 || isText || !this.#takeForBlock(byte)) this.#step(byte);
  }

  /** Returns false if the byte is no part of the incomplete block reply. */
  #takeForBlock(byte: number): boolean {
    const [, second] = this.#block;
    if (second === PROCESS_ID) return this.#takeForId(byte);
    if (byte === BLOCK_HEAD) this.#block = [BLOCK_HEAD];
    else if (second === CLEARED && byte === 0) this.#endBlock({ kind: 'cleared' });
    else if (second === undefined && (byte === PROCESS_ID || byte === CLEARED))
      this.#block.push(byte);
    else return false;
    return true;
  }

  #takeForId(byte: number): boolean {
    const digits = this.#block.slice(2);
    if (byte === PROCESS_ID) {
      if (digits.at(-1) !== BLOCK_HEAD) return true;
      // A second head: the bytes before it were stray, or a reply without its end.
      if (digits.length > 1) this.#found.push(UNCLEAR);
      this.#block = [BLOCK_HEAD, PROCESS_ID];
      return true;
    }
    // A zero inside an automatic status belongs to that, and before the last digit it is stray.
    if (byte === 0 && this.#held.length === 0 && digits.length >= ID_DIGITS) {
      this.#endBlock(
        digits.length === ID_DIGITS
          ? { kind: 'processId', id: String.fromCharCode(...digits) }
          : UNCLEAR,
      );
      return true;
    }
    if (!isDigit(byte)) return false;
    this.#block.push(byte);
    // One digit too many, unless it is a 7 (0x37), which may be the head of the next reply.
    if (digits.length >= ID_DIGITS && (byte !== BLOCK_HEAD || digits.length > ID_DIGITS))
      this.#endBlock(UNCLEAR);
    return true;
  }

  #endBlock(reply: PrinterReply): void {
    this.#block = [];
    this.#found.push(reply);
  }

  #step(byte: number): void {
    this.#held.push(byte);
    const [head = 0] = this.#held;
    if (head === STAR[0] && this.#isAsked('star')) this.#stepStar(byte);
    else if (head === INFO_HEAD && this.#isAsked('info')) this.#stepInfo(byte);
    else if (isAutomatic(head)) this.#stepAutomatic(byte);
    else if (head === BLOCK_HEAD && (this.#isAsked('processId') || this.#isAsked('cleared'))) {
      this.#held = [];
      this.#block = [BLOCK_HEAD];
    } else if ((head & 0x93) === 0x12) this.#end({ kind: 'status', byte });
    else if ((head & 0x90) === 0 && this.#isAsked('paper')) this.#end({ kind: 'paper', byte });
    else this.#end(null);
  }

  #stepStar(byte: number): void {
    const at = this.#held.length - 1;
    if (at < STAR.length && byte !== STAR[at]) return this.#restart(byte);
    if (STAR_ID.includes(at) && !isDigit(byte)) {
      this.#found.push(UNCLEAR);
      return this.#restart(byte);
    }
    if (this.#held.length === STAR_LENGTH)
      this.#end({
        kind: 'star',
        id: String.fromCharCode(...this.#held.slice(STAR_ID[0], STAR_COUNTER)),
      });
  }

  #stepInfo(byte: number): void {
    if (byte === 0) {
      const text = Buffer.from(this.#held.slice(1, -1)).toString('latin1');
      return this.#end({ kind: 'info', text });
    }
    // A name contains no control bytes and does not begin with the head itself.
    if (this.#held.length > 1 && byte < FIRST_LETTER) this.#held.pop();
    else if (this.#held.length === 2 && byte === INFO_HEAD) return this.#restart(byte);
    if (this.#held.length > LONGEST) this.#end(null);
  }

  #stepAutomatic(byte: number): void {
    if (this.#held.length > 1 && (byte & 0x90) !== 0) return this.#restart(byte);
    if (this.#held.length === AUTOMATIC_LENGTH) this.#end({ kind: 'automatic', bytes: this.#held });
  }

  #end(reply: PrinterReply | null): void {
    this.#held = [];
    if (reply) this.#found.push(reply);
  }

  /** The incomplete reply was noise. This byte may begin the next one. */
  #restart(byte: number): void {
    this.#held = [];
    this.#step(byte);
  }
}

function isAutomatic(head: number): boolean {
  return (head & 0x93) === 0x10;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
