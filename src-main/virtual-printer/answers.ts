/** What a printer says back: status, fences, identity; late, garbled, doubled or not at all where it is told to misbehave. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EscPosToken } from './escpos-reader';
import type { PrinterCondition, PrinterFaults } from './faults';

/** Fixed bits of a DLE EOT answer: 0xx1xx10. */
const FIXED = 0x12;
const MAKER = 'COMANDA';
const MODEL = 'VIRTUAL';

export type Answers = {
  hello(): void;
  /** DLE EOT n. */
  status(n: 1 | 2 | 3 | 4): void;
  /** DLE DC4 8 was obeyed. */
  cleared(): void;
  /** A token of the stream was carried out; some of them are questions. */
  after(token: EscPosToken): void;
};

export function answersOf(
  now: () => { readonly condition: PrinterCondition; readonly faults: PrinterFaults },
  write: (bytes: Uint8Array) => void,
  signal: AbortSignal,
): Answers {
  function say(...bytes: readonly number[]): void {
    const { mute, answersAfterMs } = now().faults;
    if (mute) return;
    if (answersAfterMs === 0) return write(Uint8Array.from(bytes));
    sleep(answersAfterMs, undefined, { signal }).then(
      () => write(Uint8Array.from(bytes)),
      () => {},
    );
  }

  function text(value: string): void {
    say(0x5f, ...Buffer.from(value, 'latin1'), 0);
  }

  return {
    hello() {
      if (now().faults.chattersOnConnect) say(0x10, 0, 0, 0);
    },
    status(n) {
      const { condition, faults } = now();
      say(faults.garbledStatus ? 0xff : statusByte(n, condition));
    },
    cleared() {
      say(0x37, 0x25, 0);
    },
    after(token) {
      if (token.kind !== 'question') return;
      const { losesFenceAnswer, repeatsFenceAnswer, wrongFenceId } = now().faults;
      switch (token.asks) {
        case 'processId': {
          if (losesFenceAnswer) return;
          const id = wrongFenceId ? [0x30, 0x30, 0x30, 0x30] : token.id;
          say(0x37, 0x22, ...id, 0);
          if (repeatsFenceAnswer) say(0x37, 0x22, ...id, 0);
          return;
        }
        case 'paper':
          if (losesFenceAnswer) return;
          say(now().condition.paper === 'low' ? 0x03 : 0);
          if (repeatsFenceAnswer) say(0);
          return;
        case 'maker':
          return text(MAKER);
        case 'model':
          return text(MODEL);
        case 'serial':
          return text('0001');
      }
    },
  };
}

/** The four status bytes, as TM printers set their bits. */
function statusByte(n: 1 | 2 | 3 | 4, { paper, cover, cutter }: PrinterCondition): number {
  const offline = paper === 'out' || cover === 'open' || cutter === 'jammed';
  switch (n) {
    case 1:
      return FIXED | (offline ? 0x08 : 0);
    case 2:
      return FIXED | (cover === 'open' ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (cutter === 'jammed' ? 0x40 : 0);
    case 3:
      return FIXED | (cutter === 'jammed' ? 0x08 : 0);
    case 4:
      return FIXED | (paper === 'out' ? 0x6c : paper === 'low' ? 0x0c : 0);
  }
}
