/** The virtual printer's paper: tokens become lines, lines become pieces, in a printer's time. */
import type { EscPosToken } from './escpos-reader';

/** A text line's height: 1/6 inch. */
const MM_PER_LINE = 4.23;
const TICKET_OVERHEAD_MS = 150;

export type PaperSpeed = {
  /** Time for every ticket, of any length; null: the time depends on its lines. */
  readonly ticketMs: number | null;
  /** 0 prints at once. */
  readonly mmPerSecond: number;
  /** Time for connecting, starting and cutting, per ticket, if `ticketMs` is null. */
  readonly overheadMs?: number;
};

/** The paper between two cuts: the text that a person reads, and the bytes that printed it. */
export type PaperPiece = {
  readonly text: readonly string[];
  readonly bytes: Uint8Array;
  readonly at: number;
};

export type PrintedPaper = {
  readonly pieces: readonly PaperPiece[];
  /** Lines that are printed and not cut off yet. */
  readonly hanging: readonly string[];
  readonly linesPrinted: number;
  readonly drawerKicks: number;
  readonly unknownCommands: number;
  /** Records a byte of the stream for the piece that it belongs to. */
  take(byte: number): void;
  /** Puts one token on paper; returns how long that takes, ms. */
  print(token: EscPosToken): number;
  /** Time at the end of a ticket before the knife falls, ms. */
  cutMs(): number;
  /** The power failed: an incomplete line is not on paper. */
  forgetLine(): void;
};

export function blankPaper(speed: PaperSpeed, onPiece?: (piece: PaperPiece) => void): PrintedPaper {
  return new PaperRoll(speed, onPiece);
}

class PaperRoll implements PrintedPaper {
  readonly pieces: PaperPiece[] = [];
  linesPrinted = 0;
  drawerKicks = 0;
  unknownCommands = 0;
  readonly #speed: PaperSpeed;
  readonly #onPiece: ((piece: PaperPiece) => void) | undefined;
  #hanging: string[] = [];
  #bytes: number[] = [];
  #line = '';
  #page = upperOf(null);
  #height = 1;
  /** Height of the tallest letter in the line. */
  #tallest = 1;
  #isInverse = false;

  constructor(speed: PaperSpeed, onPiece?: (piece: PaperPiece) => void) {
    this.#speed = speed;
    this.#onPiece = onPiece;
  }

  get hanging(): readonly string[] {
    return this.#line === '' ? this.#hanging : [...this.#hanging, this.#line];
  }

  take(byte: number): void {
    this.#bytes.push(byte);
  }

  print(token: EscPosToken): number {
    switch (token.kind) {
      case 'feed':
        return this.#feed(token.lines);
      case 'text':
        this.#line += letterOf(token.byte, this.#page);
        this.#tallest = Math.max(this.#tallest, this.#height);
        return 0;
      case 'cut':
        this.#cut();
        return 0;
      case 'reset':
        this.#page = upperOf(null);
        this.#height = 1;
        this.#isInverse = false;
        return 0;
      case 'page':
        this.#page = upperOf(token.letters);
        return 0;
      case 'size':
        this.#height = token.height;
        return 0;
      case 'inverse':
        if (this.#isInverse !== token.on) this.#line += token.on ? '[' : ']';
        this.#isInverse = token.on;
        return 0;
      case 'drawer':
        this.drawerKicks++;
        return 0;
      case 'unknown':
        this.unknownCommands++;
        return 0;
      case 'question':
      case 'automatic':
      case 'other':
        return 0;
    }
  }

  cutMs(): number {
    const { ticketMs, mmPerSecond, overheadMs = TICKET_OVERHEAD_MS } = this.#speed;
    if (ticketMs !== null) return ticketMs;
    return mmPerSecond === 0 ? 0 : overheadMs;
  }

  forgetLine(): void {
    this.#line = '';
    this.#bytes = [];
  }

  #feed(lines: number): number {
    const tallest = this.#tallest;
    for (let i = 0; i < lines; i++) this.#endLine();
    const { ticketMs, mmPerSecond } = this.#speed;
    if (ticketMs !== null) return 0;
    const lineMs = mmPerSecond === 0 ? 0 : (MM_PER_LINE / mmPerSecond) * 1000;
    return lineMs * (lines - 1 + tallest);
  }

  #cut(): void {
    if (this.#line !== '') this.#endLine();
    const piece = { text: this.#hanging, bytes: Uint8Array.from(this.#bytes), at: Date.now() };
    this.#hanging = [];
    this.#bytes = [];
    this.pieces.push(piece);
    this.#onPiece?.(piece);
  }

  #endLine(): void {
    this.#hanging.push(this.#line);
    this.#line = '';
    this.#tallest = 1;
    this.linesPrinted++;
  }
}

function letterOf(byte: number, page: readonly string[]): string {
  return byte < 0x80 ? String.fromCharCode(byte) : (page[byte - 0x80] ?? '?');
}

/**
 * Printers start in PC437, whose accents tickets never use. An unknown page prints `?` beyond ASCII,
 * so that the mistake shows.
 */
function upperOf(letters: string | null): readonly string[] {
  return letters === null ? Array.from({ length: 128 }, () => '?') : [...letters];
}
