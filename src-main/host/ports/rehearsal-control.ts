/**
 * A rehearsal as an owner asks for it: implemented by rehearsal.ts, handed to the sockets by
 * start-host.
 */
import type { Refusal } from '../../../src-shared/base/errors';
import type { Rehearsal } from '../../../src-shared/model/operations/rehearsal';

export interface RehearsalControl {
  /** Refused while one is under way, and while the house's own papers wait. */
  begin(): Promise<Rehearsal | Refusal>;
  /** The last one, or the one under way; null: there was none since the start. */
  now(): Rehearsal | null;
  /** The one under way ends as soon as it can. */
  leaveOff(): void;
}
