/**
 * Finds real-time commands in a byte stream.
 *
 * A printer obeys them when they arrive, not in their turn, even without paper and with a full
 * buffer. DLE EOT n asks for status; DLE DC4 8 with its seven fixed bytes clears the buffers. Source:
 * Epson's ESC/POS command reference.
 */
const DLE = 0x10;
const EOT = 0x04;
const DC4 = 0x14;
/** fn 8 of DLE DC4: d1 to d7 as Epson fixes them. */
const CLEAR = [0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];

export type RealTime = {
  /** The bytes that belong to the ordinary stream. */
  readonly data: readonly number[];
  /** 1 to 4: the n of DLE EOT n. clear: DLE DC4 8. */
  readonly command: 1 | 2 | 3 | 4 | 'clear' | null;
};

const NOTHING: RealTime = { data: [], command: null };

export type RealTimeScanner = { push(byte: number): RealTime };

/** For a language without real-time commands: every byte is data. */
export const NO_REAL_TIME: RealTimeScanner = { push: (byte) => ({ data: [byte], command: null }) };

export function realTimeScanner(): RealTimeScanner {
  let held: number[] = [];

  function release(): RealTime {
    const data = held;
    held = [];
    return { data, command: null };
  }

  return {
    push(byte) {
      if (held.length === 0 && byte !== DLE) return { data: [byte], command: null };
      held.push(byte);
      const [, second, third] = held;
      if (second === undefined) return NOTHING;
      if (second === EOT) {
        if (third === undefined) return NOTHING;
        if (third < 1 || third > 4) return release();
        held = [];
        return { data: [], command: third as 1 | 2 | 3 | 4 };
      }
      if (second === DC4) {
        const rest = held.slice(2);
        if (rest.some((value, index) => value !== CLEAR[index])) return release();
        if (rest.length < CLEAR.length) return NOTHING;
        held = [];
        return { data: [], command: 'clear' };
      }
      return release();
    },
  };
}
