/**
 * What comes out of the printer: tokens become lines, lines become pieces at a cut, and each takes
 * the time that paper takes.
 */
import type { EscPosToken } from './escpos-reader';

/** A text line's height: 1/6 inch. */
const MM_PER_LINE = 4.23;
const TICKET_OVERHEAD_MS = 150;

export type PaperSpeed = {
  /** Every ticket takes this long, whatever its length; null for the line clock. */
  readonly ticketMs: number | null;
  /** 0 prints at once. */
  readonly mmPerSecond: number;
  /** Connecting, starting and cutting, per ticket at line speed. */
  readonly overheadMs?: number;
};

/** What came out between two cuts, as a person reads it and as the bytes that made it. */
export type PaperPiece = {
  readonly text: readonly string[];
  readonly bytes: Uint8Array;
  readonly at: number;
};

export type PrintedPaper = {
  readonly pieces: readonly PaperPiece[];
  /** What is printed and not cut off yet. */
  readonly hanging: readonly string[];
  readonly linesPrinted: number;
  readonly drawerKicks: number;
  readonly unknownCommands: number;
  /** A byte of the stream, kept beside the paper it makes. */
  take(byte: number): void;
  /** Puts one token on paper; returns how long that takes, ms. */
  print(token: EscPosToken): number;
  /** How long a ticket's end takes before the knife falls, ms. */
  cutMs(): number;
  /** Power is gone: a line that was begun is not on paper. */
  forgetLine(): void;
};

export function blankPaper(speed: PaperSpeed, onPiece?: (piece: PaperPiece) => void): PrintedPaper {
  const pieces: PaperPiece[] = [];
  let hanging: string[] = [];
  let raw: number[] = [];
  let line = '';
  let page = upperOf(null);
  let height = 1;
  let tallest = 1;
  let inverse = false;
  let linesPrinted = 0;
  let drawerKicks = 0;
  let unknownCommands = 0;

  const lineMs = (): number =>
    speed.mmPerSecond === 0 ? 0 : (MM_PER_LINE / speed.mmPerSecond) * 1000;

  function endLine(): void {
    hanging.push(line);
    line = '';
    tallest = 1;
    linesPrinted++;
  }

  return {
    pieces,
    get hanging() {
      return line === '' ? hanging : [...hanging, line];
    },
    get linesPrinted() {
      return linesPrinted;
    },
    get drawerKicks() {
      return drawerKicks;
    },
    get unknownCommands() {
      return unknownCommands;
    },
    take: (byte) => void raw.push(byte),
    print(token) {
      switch (token.kind) {
        case 'text':
          line +=
            token.byte < 0x80 ? String.fromCharCode(token.byte) : (page[token.byte - 0x80] ?? '?');
          tallest = Math.max(tallest, height);
          return 0;
        case 'feed': {
          const tall = tallest;
          for (let i = 0; i < token.lines; i++) endLine();
          return speed.ticketMs === null ? lineMs() * (token.lines - 1 + tall) : 0;
        }
        case 'cut': {
          if (line !== '') endLine();
          const piece = { text: hanging, bytes: Uint8Array.from(raw), at: Date.now() };
          hanging = [];
          raw = [];
          pieces.push(piece);
          onPiece?.(piece);
          return 0;
        }
        case 'reset':
          [page, height, inverse] = [upperOf(null), 1, false];
          return 0;
        case 'page':
          page = upperOf(token.letters);
          return 0;
        case 'size':
          height = token.height;
          return 0;
        case 'inverse':
          if (inverse !== token.on) line += token.on ? '[' : ']';
          inverse = token.on;
          return 0;
        case 'drawer':
          drawerKicks++;
          return 0;
        case 'unknown':
          unknownCommands++;
          return 0;
        case 'question':
        case 'automatic':
        case 'other':
          return 0;
      }
    },
    cutMs() {
      if (speed.ticketMs !== null) return speed.ticketMs;
      return speed.mmPerSecond === 0 ? 0 : (speed.overheadMs ?? TICKET_OVERHEAD_MS);
    },
    forgetLine() {
      line = '';
      raw = [];
    },
  };
}

/**
 * Printers start in PC437, whose accents the tickets never use; an unknown page prints `?` beyond
 * ASCII, which shows.
 */
function upperOf(letters: string | null): readonly string[] {
  return letters === null ? Array.from({ length: 128 }, () => '?') : [...letters];
}
