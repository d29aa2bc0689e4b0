/** How a letter leaves the house. */
import type { MailSettings } from '../../../src-shared/model/mail';

export type MailMessage = {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
};

export interface Mailer {
  /** From the next letter on; an empty one forgets it. */
  keepPassword(password: string): void;
  /**
   * Null once the server took it; else a word for the log, never with a secret in it. Never
   * rejects, and ends within a minute.
   */
  send(settings: MailSettings, letter: MailMessage): Promise<string | null>;
}
