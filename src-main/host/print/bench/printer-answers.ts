/**
 * Reads what a printer says back. Answers come mixed: to questions, to fences, and unasked when automatic status is on; each kind is
 * known by bits that Epson fixes (TM-T88III specification, appendix G). What fits none is noise and is passed over.
 */

export type PrinterAnswer =
  /** DLE EOT n: 0xx1xx10. Which n it answers only the asker knows. */
  | { readonly kind: 'status'; readonly byte: number }
  /** GS r 1: 0xx0xxxx. */
  | { readonly kind: 'paper'; readonly byte: number }
  /** GS ( H: 37 22 d1 d2 d3 d4 00. */
  | { readonly kind: 'processId'; readonly id: string }
  /** ESC GS ETX of a Star: 1B 1D 03 s n1 n2, a counter, 00 (StarPRNT command specification). */
  | { readonly kind: 'star'; readonly id: string }
  /** DLE DC4 8: 37 25 00. */
  | { readonly kind: 'cleared' }
  /** Automatic status: 0xx1xx00 and three bytes of 0xx0xxxx. */
  | { readonly kind: 'automatic'; readonly bytes: readonly number[] }
  /** GS I 66 to 68: 5F text 00. */
  | { readonly kind: 'info'; readonly text: string };

const PROCESS_HEAD = 0x37;
const STAR = [0x1b, 0x1d, 0x03];
const STAR_LENGTH = 8;
const INFO_HEAD = 0x5f;
/** Below are control bytes. */
const FIRST_LETTER = 0x20;
/** A text longer than this is no answer. */
const LONGEST = 80;

/** A fence's answer that stands at the end of what was taken for a text: the text's head was a stray byte. */
const FENCE_AT_THE_END = /7"(.{4})$/s;
/** The same of the answer to DLE DC4 8. */
const CLEARED_BEHIND_A_STRAY = '7%';

export type AnswerParser = {
  push(bytes: Uint8Array): readonly PrinterAnswer[];
  /** An answer has begun and is not whole. */
  isMidway(): boolean;
  /** Its rest will not come any more: what began it was no answer, and what stood behind that may be one. */
  giveUp(): readonly PrinterAnswer[];
};

export function answerParser(): AnswerParser {
  let held: number[] = [];

  function step(byte: number): PrinterAnswer | null {
    held.push(byte);
    const [head = 0, second] = held;
    if (head === PROCESS_HEAD) {
      if (second === undefined) return null;
      if (second === 0x25) return held.length < 3 ? null : done(byte === 0 ? { kind: 'cleared' } : null);
      if (second !== 0x22) return startAgain(byte);
      if (held.length < 7) return null;
      return done(byte === 0 ? { kind: 'processId', id: String.fromCharCode(...held.slice(2, 6)) } : null);
    }
    if (head === STAR[0]) {
      if (held.length <= STAR.length && byte !== STAR[held.length - 1]) return startAgain(byte);
      if (held.length < STAR_LENGTH) return null;
      return done({ kind: 'star', id: String.fromCharCode(...held.slice(4, 6)) });
    }
    if (head === INFO_HEAD) {
      if (byte === 0) return done(textOrFence(Buffer.from(held.slice(1, -1)).toString('latin1')));
      // No name has control bytes in it, or begins with the head itself.
      if (held.length > 1 && (byte < FIRST_LETTER || (held.length === 2 && byte === INFO_HEAD))) return startAgain(byte);
      return held.length > LONGEST ? done(null) : null;
    }
    if (isAutomatic(head)) {
      if (held.length > 1 && (byte & 0x90) !== 0) return startAgain(byte);
      return held.length < 4 ? null : done({ kind: 'automatic', bytes: held });
    }
    if ((head & 0x93) === 0x12) return done({ kind: 'status', byte });
    if ((head & 0x90) === 0) return done({ kind: 'paper', byte });
    return done(null);
  }

  function done(answer: PrinterAnswer | null): PrinterAnswer | null {
    held = [];
    return answer;
  }

  /** The answer that had begun was none: this byte may begin the next. */
  function startAgain(byte: number): PrinterAnswer | null {
    held = [];
    return step(byte);
  }

  function push(bytes: Iterable<number>): readonly PrinterAnswer[] {
    const answers: PrinterAnswer[] = [];
    for (const byte of bytes) {
      const answer = step(byte);
      if (answer) answers.push(answer);
    }
    return answers;
  }

  return {
    push,
    isMidway: () => held.length > 0,
    giveUp() {
      const [head = 0, ...rest] = held;
      held = [];
      // Only what follows an automatic status' head can be an answer of its own; half a text or half a fence is noise.
      return isAutomatic(head) ? push(rest) : [];
    },
  };
}

function isAutomatic(head: number): boolean {
  return (head & 0x93) === 0x10;
}

function textOrFence(text: string): PrinterAnswer {
  if (text === CLEARED_BEHIND_A_STRAY) return { kind: 'cleared' };
  const id = FENCE_AT_THE_END.exec(text)?.[1];
  return id === undefined ? { kind: 'info', text } : { kind: 'processId', id };
}
