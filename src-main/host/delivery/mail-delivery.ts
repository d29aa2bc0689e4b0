/**
 * Sends due mail, one message at a time and apart from printing.
 *
 * A mail server that hangs delays mail and nothing else.
 */
import { randomUUID } from 'node:crypto';
import type { DueMail, MailSettings } from '../../../src-shared/model/mail';
import { plainPaperText } from '../../../src-shared/paper/paper-text';
import { layOutTicket } from '../../../src-shared/paper/ticket-layout';
import type { TicketPaper } from '../../../src-shared/paper/ticket-layout';
import { alertInWords, causeInWords, mailTroubleInWords } from '../../../src-shared/i18n/es';
import type { Core } from '../core/core-client';
import type { Clock } from '../ports/clock';
import type { MailMessage, Mailer } from '../ports/mailer';
import { figure } from '../../../src-shared/base/fault-points';

const DESK = { id: 'mail-desk', role: 'system' } as const;
const CHECK_EVERY_MS = figure('delivery.look-every-ms', 3_000);
/** Width of a ticket in the text of a message. */
const COLUMNS = 48;

export type MailDeliveryOptions = {
  readonly core: Core;
  readonly mailer: Mailer;
  readonly clock: Clock;
  /** The ticket as a PDF; null: the message is sent without it. */
  readonly draw: (paper: TicketPaper, columns: typeof COLUMNS) => Promise<Uint8Array | null>;
  readonly onTrouble: (words: string) => void;
  /** Alerts the staff. */
  readonly onAlert: (words: string) => void;
  /** Interval between two checks for due mail, ms. */
  readonly lookEveryMs?: number;
};

export type MailDelivery = { stop(): void };

/** One due mail as a part of a message. */
type Part = {
  readonly mail: DueMail;
  readonly lines: readonly string[];
  readonly attachments: MailMessage['attachments'];
};

export function startMailDelivery(options: MailDeliveryOptions): MailDelivery {
  const { core, mailer, clock, draw, onTrouble, onAlert, lookEveryMs = CHECK_EVERY_MS } = options;
  let busy = false;

  async function sendDue(): Promise<void> {
    const { settings, mails, unreadable } = await core.ask({ name: 'mailsDue', at: clock.now() });
    if (settings === null) return;
    if (unreadable.length > 0) await settle(unreadable, 'UNREADABLE', true);
    const parts: Part[] = [];
    for (const mail of mails) {
      const part = await partFor(mail, draw);
      if (part) parts.push(part);
      else await settle([mail.seq], 'UNREADABLE', true);
    }
    // A part that the server once refused is sent alone, so that no other part fails with it.
    await sendTogether(
      settings,
      parts.filter(({ mail }) => !refusesContent(mail.lastError)),
    );
    await sendEachAlone(
      settings,
      parts.filter(({ mail }) => refusesContent(mail.lastError)),
    );
  }

  async function sendTogether(settings: MailSettings, parts: readonly Part[]): Promise<void> {
    if (parts.length === 0) return;
    const error = await mailer.send(settings, messageOf(parts));
    // The server may refuse one of the parts: send each alone.
    if (parts.length > 1 && refusesContent(error)) return sendEachAlone(settings, parts);
    await settle(seqsOf(parts), error);
  }

  async function sendEachAlone(settings: MailSettings, parts: readonly Part[]): Promise<void> {
    for (const [index, part] of parts.entries()) {
      const error = await mailer.send(settings, messageOf([part]));
      // If the server is away, the other parts would only wait for the same error.
      if (error !== null && !refusesContent(error))
        return settle(seqsOf(parts.slice(index)), error);
      await settle([part.mail.seq], error);
    }
  }

  async function settle(
    seqs: readonly number[],
    error: string | null,
    isHopeless = false,
  ): Promise<void> {
    if (error !== null) onTrouble(`correo: ${error}`);
    const settled = await core.execute(
      'recordMailResults',
      { seqs: [...seqs], error, isHopeless },
      DESK,
      randomUUID(),
    );
    if (settled.ok && settled.reply.givenUp > 0)
      onAlert(
        `El correo no salió (${mailTroubleInWords(error ?? '')}): ${settled.reply.givenUp} avisos se dejan de intentar.`,
      );
  }

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    sendDue()
      .catch((error: Error) => onTrouble(`correo: ${error.message}`))
      .finally(() => (busy = false));
  }, lookEveryMs);

  return { stop: () => clearInterval(timer) };
}

/** True if the server refuses the content of this message; it may accept another one. */
function refusesContent(error: string | null): boolean {
  return error !== null && /^EMESSAGE(?! 4)| 552$/.test(error);
}

function seqsOf(parts: readonly Part[]): readonly number[] {
  return parts.map(({ mail }) => mail.seq);
}

/** Null: the mail is unreadable. */
async function partFor(mail: DueMail, draw: MailDeliveryOptions['draw']): Promise<Part | null> {
  try {
    // Alerts come first in the message: they may explain why tickets were printed elsewhere.
    if (mail.kind === 'alert')
      return { mail, lines: [`${alertInWords(mail.alert)}.`, ''], attachments: [] };
    const { document, head, mark, jobSeq, cause } = mail;
    const paper = { document, head, mark, jobSeq, shownTime: document.time };
    const lines = layOutTicket(paper, COLUMNS).flatMap((line) =>
      line.kind === 'text' ? [line.text] : [],
    );
    const why = cause === null ? '' : ` (${causeInWords(cause)})`;
    const content = await draw(paper, COLUMNS).catch(() => null);
    const name = `comanda-${document.folio.replace(/\D/g, '') || '0'}-${jobSeq}.pdf`;
    return {
      mail,
      lines: [`No salió por su impresora${why}:`, '', ...lines, '', ''],
      attachments: content ? [{ name, content }] : [],
    };
  } catch {
    return null;
  }
}

function messageOf(parts: readonly Part[]): MailMessage {
  const inOrder = [
    ...parts.filter(({ mail }) => mail.kind === 'alert'),
    ...parts.filter(({ mail }) => mail.kind === 'ticket'),
  ];
  return {
    subject: plainPaperText(subjectOf(parts.map(({ mail }) => mail))),
    text: inOrder.flatMap(({ lines }) => lines).join('\n'),
    attachments: inOrder.flatMap(({ attachments }) => attachments),
  };
}

function subjectOf(mails: readonly DueMail[]): string {
  const alerts = mails.flatMap((mail) => (mail.kind === 'alert' ? [mail.alert] : []));
  const tickets = mails.flatMap((mail) => (mail.kind === 'ticket' ? [mail.document] : []));
  const [alert] = alerts;
  const [ticket] = tickets;
  const gone =
    tickets.length === 1 && ticket
      ? `Comanda ${ticket.folio} de ${ticket.station}: salió por otro lado`
      : `${tickets.length} comandas salieron por otro lado`;
  if (!alert) return gone;
  const summary = alerts.length === 1 ? alertInWords(alert) : `${alerts.length} alertas`;
  return tickets.length === 0 ? summary : `${summary}; ${gone}`;
}
