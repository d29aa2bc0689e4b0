/** The virtual printer's replies: status, completion checks and identity, as its faults allow. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EscPosToken } from './escpos-reader';
import type { PrinterCondition, PrinterFaults } from './faults';

/** Fixed bits of a DLE EOT answer: 0xx1xx10. */
const FIXED = 0x12;

/** The identity in its replies to GS I. */
export type VirtualIdentity = {
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
};

export type Answers = {
  /** A connection was opened. */
  hello(): void;
  /** Replies to DLE EOT n. */
  status(n: 1 | 2 | 3 | 4): void;
  /** Reports a change of paper, cover or cutter if automatic status is on (GS a). */
  changed(): void;
  /** Replies to DLE DC4 8. */
  cleared(): void;
  /** Replies to a token of the stream that was carried out, if it is a question. */
  after(token: EscPosToken): void;
};

export function answersOf(
  now: () => { readonly condition: PrinterCondition; readonly faults: PrinterFaults },
  identity: VirtualIdentity,
  write: (bytes: Uint8Array) => void,
  signal: AbortSignal,
): Answers {
  let starCounter = 0;
  let automatic = false;
  function send(bytes: readonly number[], afterMs = 0): void {
    const { mute, answersAfterMs } = now().faults;
    if (mute) return;
    const delay = answersAfterMs + afterMs;
    if (delay === 0) return write(Uint8Array.from(bytes));
    sleep(delay, undefined, { signal }).then(
      () => write(Uint8Array.from(bytes)),
      () => {},
    );
  }

  function text(value: string): void {
    if (now().faults.ignoresIdentity) return;
    send([0x5f, ...Buffer.from(value, 'latin1'), 0]);
  }

  return {
    hello() {
      const { chattersOnConnect, strayOnConnect } = now().faults;
      if (strayOnConnect !== null) send([strayOnConnect]);
      if (chattersOnConnect) send([0x10, 0, 0, 0]);
    },
    status(n) {
      const { condition, faults } = now();
      send([faults.garbledStatus ? 0xff : (faults.sameStatus ?? statusByte(n, condition))]);
    },
    changed() {
      if (automatic) send(automaticStatus(now().condition));
    },
    cleared() {
      send([0x37, 0x25, 0]);
    },
    after(token) {
      if (token.kind === 'automatic') {
        automatic = token.on;
        return this.changed();
      }
      if (token.kind !== 'question') return;
      const { losesFenceAnswer, repeatsFenceAnswer, wrongFenceId, fenceAnswersAfterMs } =
        now().faults;
      const confirm = (bytes: readonly number[]): void => {
        if (losesFenceAnswer) return;
        send(bytes, fenceAnswersAfterMs);
        if (repeatsFenceAnswer) send(bytes, fenceAnswersAfterMs);
      };
      switch (token.asks) {
        case 'processId':
          if (now().faults.ignoresProcessId) return;
          return confirm([0x37, 0x22, ...(wrongFenceId ? [0x30, 0x30, 0x30, 0x30] : token.id), 0]);
        case 'star':
          return confirm([
            0x1b,
            0x1d,
            0x03,
            0x01,
            ...(wrongFenceId ? [0x30, 0x30] : token.id),
            ++starCounter & 0xff,
            0,
          ]);
        case 'paper':
          return confirm([now().condition.paper === 'low' ? 0x03 : 0]);
        case 'maker':
          return text(identity.maker);
        case 'model':
          return text(identity.model);
        case 'serial':
          return text(identity.serial);
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
      return (
        FIXED |
        (cover === 'open' ? 0x04 : 0) |
        (paper === 'out' ? 0x20 : 0) |
        (cutter === 'jammed' ? 0x40 : 0)
      );
    case 3:
      return FIXED | (cutter === 'jammed' ? 0x08 : 0);
    case 4:
      return FIXED | (paper === 'out' ? 0x6c : paper === 'low' ? 0x0c : 0);
  }
}

/**
 * Four bytes as GS a sends them: cover 0x20 and offline 0x08 in the first, cutter 0x08 in the
 * second, paper in the third.
 */
function automaticStatus({ paper, cover, cutter }: PrinterCondition): readonly number[] {
  const offline = paper === 'out' || cover === 'open' || cutter === 'jammed';
  return [
    0x10 | (offline ? 0x08 : 0) | (cover === 'open' ? 0x20 : 0),
    cutter === 'jammed' ? 0x08 : 0,
    paper === 'out' ? 0x0f : paper === 'low' ? 0x03 : 0,
    0x0f,
  ];
}
