/** Port for rehearsals: an owner starts, watches and ends them. Implemented by rehearsal.ts. */
import type { Refusal } from '../../../src-shared/base/errors';
import type { Rehearsal } from '../../../src-shared/model/operations/rehearsal';

export interface RehearsalControl {
  /** Refused while a rehearsal runs, and while tickets of the restaurant wait for printing. */
  begin(): Promise<Rehearsal | Refusal>;
  /** The running rehearsal or the last one; null: none since the host started. */
  now(): Rehearsal | null;
  /** Ends the running rehearsal as soon as possible. */
  leaveOff(): void;
}
