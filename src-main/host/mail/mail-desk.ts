/** Sends the letters that wait, one at a time, away from every print: a mail server that hangs holds up letters and nothing else. */
import { randomUUID } from 'node:crypto';
import type { DueMail } from '../../../src-shared/mail';
import { plainPaperText } from '../../../src-shared/paper-text';
import { layOutTicket } from '../../../src-shared/ticket-layout';
import type { TicketPaper } from '../../../src-shared/ticket-layout';
import { alertInWords, causeInWords, mailTroubleInWords } from '../../../src-shared/words';
import type { Core } from '../core/core-client';
import type { Clock } from '../ports/clock';
import type { Letter, Mailer } from '../ports/mailer';

const DESK = { id: 'mail-desk', role: 'system' } as const;
/** Between two looks for letters, ms. */
const LOOK_EVERY_MS = 3_000;
/** As wide as a letter's text shows a ticket. */
const COLUMNS = 48;

export type MailDeskOptions = {
  readonly core: Core;
  readonly mailer: Mailer;
  readonly clock: Clock;
  /** The ticket as a PDF; null: the letter goes without it. */
  readonly draw: (paper: TicketPaper, columns: typeof COLUMNS) => Promise<Uint8Array | null>;
  readonly onTrouble: (words: string) => void;
  /** For a person, now. */
  readonly onAlert: (words: string) => void;
};

export type MailDesk = { stop(): void };

export function startMailDesk({ core, mailer, clock, draw, onTrouble, onAlert }: MailDeskOptions): MailDesk {
  let busy = false;

  async function look(): Promise<void> {
    const { settings, mails } = await core.ask({ name: 'mailsDue', at: clock.now() });
    if (settings === null || mails.length === 0) return;
    const error = await mailer.send(settings, await letterFor(mails, draw));
    if (error !== null) onTrouble(`correo: ${error}`);
    const settled = await core.execute('settleMails', { seqs: mails.map(({ seq }) => seq), error }, DESK, randomUUID());
    if (settled.ok && settled.reply.givenUp > 0)
      onAlert(`El correo no salió (${mailTroubleInWords(error ?? '')}): ${settled.reply.givenUp} avisos se dejan de intentar.`);
  }

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    look()
      .catch((error: Error) => onTrouble(`correo: ${error.message}`))
      .finally(() => (busy = false));
  }, LOOK_EVERY_MS);

  return { stop: () => clearInterval(timer) };
}

async function letterFor(mails: readonly DueMail[], draw: MailDeskOptions['draw']): Promise<Letter> {
  const parts: string[] = [];
  const attachments: { name: string; content: Uint8Array }[] = [];
  // What is going on first: it may say why the tickets went elsewhere.
  for (const mail of mails) if (mail.kind === 'alert') parts.push(`${alertInWords(mail.alert)}.`, '');
  for (const mail of mails) {
    if (mail.kind !== 'ticket') continue;
    const { document, head, mark, jobSeq, cause } = mail;
    const paper = { document, head, mark, jobSeq, shownTime: document.time };
    const lines = layOutTicket(paper, COLUMNS).flatMap((line) => (line.kind === 'text' ? [line.text] : []));
    const why = cause === null ? '' : ` (${causeInWords(cause)})`;
    parts.push(`No salió por su impresora${why}:`, '', ...lines, '', '');
    const content = await draw(paper, COLUMNS);
    if (content) attachments.push({ name: `comanda-${document.folio.replace(/\D/g, '') || '0'}-${jobSeq}.pdf`, content });
  }
  return { subject: plainPaperText(subjectOf(mails)), text: parts.join('\n'), attachments };
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
  const told = alerts.length === 1 ? alertInWords(alert) : `${alerts.length} alertas`;
  return tickets.length === 0 ? told : `${told}; ${gone}`;
}
