/** Conditions of a virtual printer, and its faults on the wire, as settings. */

/** State that a person at the printer can change. */
export type PrinterCondition = {
  readonly paper: 'ok' | 'low' | 'out';
  readonly cover: 'closed' | 'open';
  readonly cutter: 'ok' | 'jammed';
};

export const NO_CONDITION: PrinterCondition = { paper: 'ok', cover: 'closed', cutter: 'ok' };

/** Byte counts are of one connection and include status questions. */
export type PrinterFaults = {
  /** Sends no byte back, but prints: it knows neither status questions nor completion checks. */
  readonly mute: boolean;
  /** Does not reply to GS ( H, like most clones. */
  readonly ignoresProcessId: boolean;
  /** Does not reply to GS I. */
  readonly ignoresIdentity: boolean;
  /** Replies to status questions with bytes that no printer sends. */
  readonly garbledStatus: boolean;
  /** Delays every reply, ms. */
  readonly answersAfterMs: number;
  /** Delays the reply to a completion check in addition, ms. */
  readonly fenceAnswersAfterMs: number;
  /** Prints, and does not reply to completion checks. */
  readonly losesFenceAnswer: boolean;
  readonly repeatsFenceAnswer: boolean;
  readonly wrongFenceId: boolean;
  /** Replies with this byte to every DLE EOT: some clones always send 0x16. */
  readonly sameStatus: number | null;
  /** Sends this byte when a connection opens. */
  readonly strayOnConnect: number | null;
  /** Sends an automatic status when a connection opens, as with ASB on. */
  readonly chattersOnConnect: boolean;
  readonly closesAtOnce: boolean;
  /** Accepts and reads nothing. */
  readonly neverReads: boolean;
  /** Replies to status questions and discards all other bytes: the link looks alive and is dead. */
  readonly discardsData: boolean;
  /** Takes this many bytes and discards the rest. */
  readonly swallowsAfter: number | null;
  readonly resetsAt: number | null;
  /** Its power fails at this byte and returns at once: bytes that are not printed yet are lost. */
  readonly losesPowerAt: number | null;
  readonly endsAt: number | null;
  /** Closes the connection this long after each cut, ms: a connection carries one ticket. */
  readonly hangsUpAfterMs: number | null;
  /** Runs out of paper at this line, counted since the start, and waits for new paper. */
  readonly paperOutAtLine: number | null;
  /** Reaction to a second connection while one is open. */
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
