/** Port for sending mail. */
import type { MailSettings } from '../../../src-shared/model/mail';

export type MailMessage = {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly content: Uint8Array }[];
};

export interface Mailer {
  /** Sets the password, from the next message on. Empty: removes it. */
  keepPassword(password: string): void;
  /**
   * Null once the server accepted the message; else an error code for the log, without secrets.
   * Never rejects; resolves within a minute.
   */
  send(settings: MailSettings, message: MailMessage): Promise<string | null>;
}
