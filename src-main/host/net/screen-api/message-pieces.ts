/** Splits a message of the host into pieces if it exceeds the size limit. */
import { randomUUID } from 'node:crypto';
import { MESSAGE_BYTES } from '../../../../src-shared/screen-api/messages';

/**
 * UTF-8 has at most three bytes for a UTF-16 unit, and JSON escapes a quote with one more: a piece
 * of this size fits.
 */
const PIECE_UNITS = 128 * 1024;
const BYTES_A_UNIT = 3;

export function messagesOf(text: string): readonly string[] {
  if (text.length * BYTES_A_UNIT <= MESSAGE_BYTES || Buffer.byteLength(text) <= MESSAGE_BYTES)
    return [text];
  const id = randomUUID();
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += PIECE_UNITS) {
    const last = from + PIECE_UNITS >= text.length;
    pieces.push(
      JSON.stringify({ type: 'piece', id, text: text.slice(from, from + PIECE_UNITS), last }),
    );
  }
  return pieces;
}
