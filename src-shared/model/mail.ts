/**
 * E-mail beside a fallback or an alert: where it goes, and one that waits to be sent. Its password
 * is no setting: it lies in a file of its own.
 */
import { z } from 'zod';
import type { Alert } from './operations/alerts';
import { machineText, machineWord } from '../text/plain-text';
import type { PrintCause, PrintMark } from './print-job';
import type { TicketDocument, TicketHead } from './ticket';
import type { EpochMs } from '../base/vocabulary';

/**
 * An address as people write it; no line breaks, by which a header could be smuggled in, and
 * nothing else that acts or is not seen.
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
   * tls from the first byte (465), starttls before anything is said (587), or in the clear, for a
   * relay on the same machine.
   */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().pipe(machineText(1, 254)).nullable().default(null),
  from: Address,
  to: z.array(Address).min(1).max(10),
});
export type MailSettings = z.infer<typeof MailSettings>;

/**
 * What a letter tells of: a ticket that was taken over from a printer that is away, with what its
 * paper says; or an alert, with the name of what it is about.
 */
export type DueMail = {
  readonly seq: number;
  readonly queuedAt: EpochMs;
  /** The word for why its last try failed; null before the first. */
  readonly lastError: string | null;
} & (
  | {
      readonly kind: 'ticket';
      readonly document: TicketDocument;
      /** Whose ticket it is by now; null: as it was sent. */
      readonly head: TicketHead | null;
      readonly mark: PrintMark;
      readonly jobSeq: number;
      readonly cause: PrintCause | null;
    }
  | { readonly kind: 'alert'; readonly alert: Alert & { readonly about: string | null } }
);

/**
 * The next letter's worth; null settings: mail is off. `unreadable`: rows that are due and that
 * nobody can read.
 */
export type DueMails = {
  readonly settings: MailSettings | null;
  readonly mails: readonly DueMail[];
  readonly unreadable: readonly number[];
};
