/**
 * A message of the host as it goes over the wire: whole, or in pieces where it is larger than any
 * one message may be.
 */
import { randomUUID } from 'node:crypto';
import { MESSAGE_BYTES } from '../../../../src-shared/screen-api/messages';

/**
 * UTF-8 takes three bytes for a UTF-16 unit at the most, a quote inside a text two: so many always
 * fit.
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
