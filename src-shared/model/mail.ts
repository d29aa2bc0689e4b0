/**
 * Mail settings, and mail messages about failovers and alerts. The password is stored in a separate
 * file, outside the settings.
 */
import { z } from 'zod';
import type { Alert } from './operations/alerts';
import { machineText, machineWord } from '../text/plain-text';
import type { PrintCause, PrintMark } from './print-job';
import type { TicketDocument, TicketHead } from './ticket';
import type { EpochMs } from '../base/vocabulary';

/**
 * An e-mail address. Excludes line breaks, which could smuggle in a header, and other control or
 * invisible characters.
 */
const Address = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s\p{C}@<>,;:"()[\]\\]{1,64}@[^\s\p{C}@<>,;:"()[\]\\]{1,189}$/u, {
    error: 'no es una dirección de correo',
  });

export const MailSettings = z.strictObject({
  host: z.string().trim().pipe(machineWord(1, 255)),
  port: z.int().min(1).max(65535),
  /**
   * tls from the first byte (465), starttls before any command (587), or none, for a relay on the
   * same machine.
   */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().pipe(machineText(1, 254)).nullable().default(null),
  from: Address,
  to: z.array(Address).min(1).max(10),
});
export type MailSettings = z.infer<typeof MailSettings>;

/**
 * A message is about a ticket that failed over, with the text of its paper, or about an alert, with
 * the name of its subject.
 */
export type DueMail = {
  readonly seq: number;
  readonly queuedAt: EpochMs;
  /** Error word of its last attempt; null before the first. */
  readonly lastError: string | null;
} & (
  | {
      readonly kind: 'ticket';
      readonly document: TicketDocument;
      /** Head of the ticket as the order is now; null: as it was sent. */
      readonly head: TicketHead | null;
      readonly mark: PrintMark;
      readonly jobSeq: number;
      readonly cause: PrintCause | null;
    }
  | { readonly kind: 'alert'; readonly alert: Alert & { readonly about: string | null } }
);

/** The next batch; null settings: mail is off. `unreadable`: due rows that are damaged. */
export type DueMails = {
  readonly settings: MailSettings | null;
  readonly mails: readonly DueMail[];
  readonly unreadable: readonly number[];
};
