/** Types of the answer to a public request. */
import type { TicketStatus } from '../queries/queries';

/** One JSON object; over TCP one line. */
export type PublicReply = Readonly<Record<string, unknown>>;

/** Parts of an answer besides the command's own reply. */
export type Answered = {
  readonly tickets: readonly TicketStatus[];
  /** The sender's key; null: it gave none. */
  readonly key: string | null;
};
