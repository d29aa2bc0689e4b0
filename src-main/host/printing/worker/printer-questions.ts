/** The bytes of the questions that a printer is asked. */
import type { PrinterProfile } from '../../../../src-shared/model/printers';

const DLE = 0x10;
const ESC = 0x1b;
const GS = 0x1d;
const ETX = 0x03;
/** Empties a parser that an interrupted ticket left in the middle of a command. */
const FLUSH_BYTES = 8192;

export type CompletionCheck = Exclude<PrinterProfile['fence'], 'none'>;

/** DLE DC4 8, with the seven bytes that Epson fixes. */
export const CLEAR_BUFFERS = Uint8Array.of(
  DLE,
  0x14,
  0x08,
  0x01,
  0x03,
  0x14,
  0x01,
  0x06,
  0x02,
  0x08,
);
/** GS r 1. */
export const PAPER_QUESTION = Uint8Array.of(GS, 0x72, 0x01);

/** DLE EOT n. */
export function statusQuestion(n: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(DLE, 0x04, n);
}

/** GS I n; 66: maker, 67: model, 68: serial number. */
export function identityQuestion(n: number): Uint8Array {
  return Uint8Array.of(GS, 0x49, n);
}

export function flushBytes(): Uint8Array {
  return new Uint8Array(FLUSH_BYTES);
}

/** Reset, then feed to the knife and cut: a half-printed ticket must not hang on the next one. */
export function resetAndCut(cut: Uint8Array): Uint8Array {
  return Uint8Array.of(ESC, 0x40, ...cut);
}

/** The id that the printer sends back: Star's check carries two digits, Epson's four. */
export function checkIdFor(kind: CompletionCheck, id: string): string {
  return kind === 'star' ? id.slice(-2) : id;
}

/** `id`: as `checkIdFor` returns it. */
export function completionQuestion(kind: CompletionCheck, id: string): Uint8Array {
  const digits = Buffer.from(id, 'latin1');
  switch (kind) {
    case 'status':
      return PAPER_QUESTION;
    case 'process_id':
      return Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...digits);
    case 'star':
      return Uint8Array.of(ESC, GS, ETX, 0x01, ...digits);
  }
}
