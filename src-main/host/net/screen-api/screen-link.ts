/** What the parts of one screen session share: its rights, and the way to its socket. */
import type { ToScreen } from '../../../../src-shared/screen-api/messages';
import type { TokenHolder } from '../auth/identify';

export type ScreenLink = {
  holder(): TokenHolder;
  /** Settles when changed rights are known; null: no change is under way. */
  rightsChange(): Promise<void> | null;
  /** True once the session refuses further messages. */
  isClosed(): boolean;
  /** True while the session is not closed and the socket is open. */
  isOpen(): boolean;
  send(message: ToScreen): void;
  /** Messages as JSON. */
  write(messages: readonly string[]): void;
  /** For an error while a message is handled: logs it unless the core is gone, and closes. */
  fail(error: unknown): void;
};
