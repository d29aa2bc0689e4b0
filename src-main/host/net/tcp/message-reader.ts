/** Splits the bytes of one TCP connection into messages, by the protocol that it speaks. */
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { LIMITS } from '../../../../src-shared/base/limits';
import { JsonFramer } from '../json/json-framer';
import type { Framed } from '../json/json-framer';
import { lineReader, readOpening } from './text-line';
import type { LineReader } from './text-line';

/** The protocol, as far as the first bytes show, with the reader for it. */
type Reading =
  | { readonly kind: 'opening'; readonly bytes: Buffer }
  | { readonly kind: 'json'; readonly framer: JsonFramer }
  | { readonly kind: 'text'; readonly lines: LineReader };

export type MessageHandlers = {
  readonly onJson: (framed: Framed) => void;
  /** Null: the line was too long. */
  readonly onText: (line: Buffer | null) => void;
  /** The sender closed its side with these bytes, which are a text after all. */
  readonly onShortText: (text: Buffer) => void;
  /** The sender closed its side within a JSON value. */
  readonly onIncomplete: () => void;
  /** A proxy header came: what follows is from another sender. */
  readonly onForwarded: () => void;
  /** Another protocol, or an opening that is too long. The connection must close. */
  readonly onUnreadable: (refusal: Refusal) => void;
};

const NOTHING = Buffer.alloc(0);

export class MessageReader {
  readonly #handlers: MessageHandlers;
  #reading: Reading = { kind: 'opening', bytes: NOTHING };

  constructor(handlers: MessageHandlers) {
    this.#handlers = handlers;
  }

  /** Takes the chunk over; the framer may change bytes in it. */
  read(chunk: Buffer): void {
    const reading = this.#reading;
    switch (reading.kind) {
      case 'opening':
        return this.#readOpening(
          reading.bytes.length === 0 ? chunk : Buffer.concat([reading.bytes, chunk]),
        );
      case 'json':
        for (const framed of reading.framer.push(chunk)) this.#handlers.onJson(framed);
        return;
      case 'text':
        for (const line of reading.lines.push(chunk)) this.#handlers.onText(line);
    }
  }

  #readOpening(bytes: Buffer): void {
    const opening = readOpening(bytes);
    switch (opening.kind) {
      case 'unknown':
        this.#reading = { kind: 'opening', bytes };
        if (bytes.length > LIMITS.messageBytes)
          this.#handlers.onUnreadable(refuse('MESSAGE_TOO_LARGE', { limit: LIMITS.messageBytes }));
        return;
      case 'proxy': {
        this.#handlers.onForwarded();
        this.#reading = { kind: 'opening', bytes: NOTHING };
        const rest = bytes.subarray(opening.skip);
        if (rest.length > 0) this.read(rest);
        return;
      }
      case 'other':
        return this.#handlers.onUnreadable(
          refuse('WRONG_PROTOCOL', { protocol: opening.protocol }),
        );
      case 'json':
        this.#reading = { kind: 'json', framer: new JsonFramer() };
        return this.read(bytes.subarray(opening.skip));
      case 'text':
        this.#reading = { kind: 'text', lines: lineReader() };
        return this.read(bytes.subarray(opening.skip));
    }
  }

  /** The sender closed its side. */
  end(): void {
    const reading = this.#reading;
    switch (reading.kind) {
      case 'opening': {
        if (reading.bytes.length === 0) return;
        // "POST" and nothing more is a short text.
        const opening = readOpening(Buffer.concat([reading.bytes, Buffer.from('\n')]));
        if (opening.kind !== 'text') return;
        this.#reading = { kind: 'text', lines: lineReader() };
        return this.#handlers.onShortText(reading.bytes.subarray(opening.skip));
      }
      case 'text': {
        const last = reading.lines.end();
        if (last) this.#handlers.onText(last);
        return;
      }
      case 'json':
        if (reading.framer.isPartial()) this.#handlers.onIncomplete();
    }
  }

  isText(): boolean {
    return this.#reading.kind === 'text';
  }

  /** True while a message has begun and not ended. */
  isPartial(): boolean {
    switch (this.#reading.kind) {
      case 'opening':
        return this.#reading.bytes.length > 0;
      case 'json':
        return this.#reading.framer.isPartial();
      case 'text':
        return this.#reading.lines.isPartial();
    }
  }

  /** True after broken JSON, until its end or `endOfSilence`. */
  isSkipping(): boolean {
    return this.#reading.kind === 'json' && this.#reading.framer.isSkipping();
  }

  endOfSilence(): void {
    if (this.#reading.kind === 'json') this.#reading.framer.endOfSilence();
  }
}
