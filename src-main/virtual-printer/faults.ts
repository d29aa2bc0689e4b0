/**
 * What can be the matter with a printer, and how one can be rude on the wire: printing.md 6.1 as
 * settings.
 */

/** What a person at the printer can change. */
export type PrinterCondition = {
  readonly paper: 'ok' | 'low' | 'out';
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'jammed';
};

export const NO_CONDITION: PrinterCondition = { paper: 'ok', cover: 'closed', cutter: 'ok' };

/** Byte counts are of one connection and include status questions. */
export type PrinterFaults = {
  /** Knows no status question and no fence: paper comes out, not a byte goes back. */
  readonly mute: boolean;
  /** Does not know GS ( H, like most clones. */
  readonly ignoresProcessId: boolean;
  /** Does not say who it is when GS I asks. */
  readonly ignoresIdentity: boolean;
  /** Answers status with bytes that no printer sends. */
  readonly garbledStatus: boolean;
  /** Delays every answer, ms. */
  readonly answersAfterMs: number;
  /** Delays the answer to a fence alone, ms. */
  readonly fenceAnswersAfterMs: number;
  /** Prints, and never says that it did. */
  readonly losesFenceAnswer: boolean;
  readonly repeatsFenceAnswer: boolean;
  readonly wrongFenceId: boolean;
  /**
   * Sends this byte in answer to every DLE EOT, whatever was asked: some clones always send 0x16.
   */
  readonly sameStatus: number | null;
  /** Sends this byte when a connection opens, the beginning of no answer. */
  readonly strayOnConnect: number | null;
  /** Sends an automatic status when a connection opens, as with ASB on. */
  readonly chattersOnConnect: boolean;
  readonly closesAtOnce: boolean;
  /** Accepts and reads nothing. */
  readonly neverReads: boolean;
  /**
   * Answers status, and everything else that the connection brings vanishes: the link looks well
   * and is dead.
   */
  readonly discardsData: boolean;
  /** Takes this many bytes; the rest vanishes unprinted. */
  readonly swallowsAfter: number | null;
  readonly resetsAt: number | null;
  /** Its power fails there and is back at once: what it had taken in and not printed is gone. */
  readonly losesPowerAt: number | null;
  readonly endsAt: number | null;
  /** Hangs up so long behind each cut, ms: a connection carries one ticket. */
  readonly hangsUpAfterMs: number | null;
  /** Counted since the start. It stops there until paper is put in. */
  readonly paperOutAtLine: number | null;
  /** What a second connection meets while one is open. */
  readonly secondConnection: 'waits' | 'refused' | 'reset';
};

export const WELL_BEHAVED: PrinterFaults = {
  mute: false,
  ignoresProcessId: false,
  ignoresIdentity: false,
  garbledStatus: false,
  answersAfterMs: 0,
  fenceAnswersAfterMs: 0,
  losesFenceAnswer: false,
  repeatsFenceAnswer: false,
  wrongFenceId: false,
  sameStatus: null,
  strayOnConnect: null,
  chattersOnConnect: false,
  closesAtOnce: false,
  neverReads: false,
  discardsData: false,
  swallowsAfter: null,
  resetsAt: null,
  losesPowerAt: null,
  endsAt: null,
  hangsUpAfterMs: null,
  paperOutAtLine: null,
  secondConnection: 'waits',
};
