/**
 * Lays out a ticket as lines of paper, for the printer, the PDF and the preview on screen alike.
 *
 * A stored ticket and its attempt always give the same lines. A copy of an order that was not edited
 * differs by its banner alone.
 */
import { isAllergy } from '../text/allergy';
import { billLines, billTaxLines, billTotal, priced } from './bill-layout';
import type { PrintMark } from '../model/print-job';
import type { CodePage } from '../text/code-pages';
import { inPage } from './page-letters';
import { lettersOf } from './paper-text';
import { PaperWriter } from './paper-writer';
import type { PaperLine } from './paper-writer';
import type { Bill, TicketDocument, TicketHead, TicketLine } from '../model/ticket';
import { emphasised, headLines, noteLines } from './ticket-head';

export type { PaperLine } from './paper-writer';
export type { PaperSize } from './ticket-head';

export type TicketPaper = {
  readonly document: TicketDocument;
  /** Table or guest at the time of this attempt; null: as it was sent. */
  readonly head?: TicketHead | null;
  readonly mark: PrintMark;
  /** Number on the foot by which people find the job in the log. */
  readonly jobSeq: number;
  /** `HH:MM` of this attempt. */
  readonly shownTime: string;
};

/**
 * `page`: code page of the printer, in whose letters the columns are counted; null: the text stays
 * as it was typed. Throws if the stored ticket is unreadable.
 */
export function layOutTicket(
  paper: TicketPaper,
  columns: number,
  page: CodePage | null = null,
): readonly PaperLine[] {
  // An empty paper would count as a printed ticket.
  if (paper.document.unreadable) throw new Error('the ticket cannot be read');
  const copies = copiesOf(paper.document, paper.mark.kind);
  return Array.from({ length: copies }, (_, index) =>
    onePaper(paper, new PaperWriter(columns, page), index + 1, copies),
  ).flat();
}

/** The lines as the printer shows them, with `?` for letters that the page lacks. */
export function asPrinted(lines: readonly PaperLine[], page: CodePage): readonly PaperLine[] {
  return lines.map((line) =>
    line.kind === 'text' ? { ...line, text: inPage(line.text, page).text } : line,
  );
}

/** Number of copies. A reprint, and a paper that may exist already, is printed once. */
export function copiesOf({ copies = 1 }: TicketDocument, mark: PrintMark['kind']): number {
  return mark === 'reprint' || mark === 'possible-duplicate' ? 1 : copies;
}

function onePaper(
  ticket: TicketPaper,
  paper: PaperWriter,
  copy: number,
  copies: number,
): readonly PaperLine[] {
  const { document, head, mark } = ticket;
  paper.feed(2);
  if (copy > 1) paper.banner(`COPIA ${copy} DE ${copies}`);
  markBanner(mark, document, paper);
  kindBanner(document, paper);
  if (document.kind !== 'bill') paper.add(document.station.toUpperCase(), 'big');
  if (document.kind === 'message') messageBody(document, paper);
  else orderBody(document, head ?? document, paper);
  foot(ticket, paper);
  return paper.lines;
}

function kindBanner({ kind, cut }: TicketDocument, { banner }: PaperWriter): void {
  if (kind === 'addition') banner('AGREGA');
  if (kind === 'change') banner('MODIFICADO');
  if (kind === 'void') banner('ANULADO');
  if (kind === 'move') banner('CAMBIO DE MESA');
  if (kind === 'message') banner(cut?.title ?? 'MENSAJE');
  if (kind === 'bill') banner('PRECUENTA');
}

/** A message for a station, or the figures of a cash cut. */
function messageBody({ time, waiter, cut, text }: TicketDocument, paper: PaperWriter): void {
  paper.add([time, waiter].filter((part) => part !== null).join(' · '));
  paper.rule();
  if (cut)
    for (const row of cut.rows) {
      if (row === null) paper.rule();
      else paper.addRows(priced(paper.written(row[0]), row[1], paper.columns));
    }
  else paper.add(text ?? '', 'tall');
  paper.rule();
}

function orderBody(document: TicketDocument, head: TicketHead, paper: PaperWriter): void {
  headLines(document, head, paper.add);
  paper.rule();
  if (document.bill) billBody(document.bill, paper);
  else if (document.lines.length > 0) {
    dishes(document, paper);
    paper.rule();
  }
  noteLines(document.note, head.note, paper.add);
  if (document.reason) paper.add(`Motivo: ${document.reason}`);
  if (document.alsoAt.length > 0) {
    paper.add(
      `TAMBIÉN EN: ${document.alsoAt.map((other) => `${other.station.toUpperCase()} (${other.quantity})`).join(', ')}`,
    );
  }
}

function billBody(bill: Bill, paper: PaperWriter): void {
  paper.addRows(billLines(bill, paper.columns, paper.written));
  paper.rule();
  paper.addRows(billTaxLines(bill, paper.columns, paper.written));
  paper.add(billTotal(bill), 'big');
  paper.add('No es una factura');
  paper.rule();
}

function foot({ document, mark, jobSeq, shownTime }: TicketPaper, paper: PaperWriter): void {
  const times =
    shownTime === document.time ? '' : ` · enviado ${document.time} · impreso ${shownTime}`;
  paper.add(`#${jobSeq}${times}`);
  if ('firstTriedAt' in mark && mark.firstTriedAt !== null) paper.banner('POSIBLE DUPLICADO');
  paper.feed(4);
  paper.cut();
}

/**
 * Estimates the length of a ticket in lines of normal height, without laying it out. Waiting times
 * are computed from it. The lane's speed is measured in the same unit, so a constant error a ticket
 * cancels out.
 */
export function estimatePaperLines(
  { lines, address, note, alsoAt, text, bill, cut }: TicketDocument,
  columns: number,
): number {
  const wrapped = (letters: number): number => Math.ceil(letters / columns);
  let total =
    18 +
    (address ? 2 * wrapped(address.length) : 0) +
    (note ? wrapped(note.length) : 0) +
    (alsoAt.length > 0 ? 1 : 0);
  if (text) total += 2 * wrapped(text.length);
  if (cut) total += cut.rows.length;
  if (bill) total += bill.lines.length + 3 + (bill.tax ? 2 : 0);
  for (const line of lines)
    total +=
      2 * wrapped(line.name.length + 4) +
      line.modifiers.length +
      (line.note ? wrapped(line.note.length + 6) : 0);
  return total;
}

function markBanner(mark: PrintMark, document: TicketDocument, { banner, add }: PaperWriter): void {
  const maybeTwice = (firstTriedAt: string): void => {
    banner('POSIBLE DUPLICADO');
    add(`Verificar ${document.folio} envío ${document.dispatchNo}, primer intento ${firstTriedAt}`);
  };
  switch (mark.kind) {
    case 'none':
      return;
    case 'reprint':
      return banner(`REIMPRESIÓN ${mark.copy}`);
    case 'possible-duplicate':
      return maybeTwice(mark.firstTriedAt);
    case 'backup':
      banner(`RESPALDO DE ${mark.of.toUpperCase()}`);
      if (mark.firstTriedAt !== null) maybeTwice(mark.firstTriedAt);
      return;
    case 'late':
      return banner('TARDÍO');
  }
}

function dishes(document: TicketDocument, { add, rule }: PaperWriter): void {
  let course: number | null = null;
  for (const line of combined(document.lines)) {
    if (line.course !== null && line.course !== course) {
      if (course !== null) rule();
      add(`${line.course}º TIEMPO`, 'normal', { centred: true });
      rule();
    }
    course = line.course;
    const sign = document.kind === 'void' ? '-' : line.more ? '+' : '';
    const quantity = `${sign}${line.quantity} x `;
    add(quantity + line.name, 'tall', { indent: ' '.repeat(lettersOf(quantity).length) });
    for (const modifier of line.modifiers) {
      const removal = /^(sin|no|without)\s/i.test(modifier);
      add(`   ${removal ? modifier.toUpperCase() : modifier}`, 'normal', {
        inverse: isAllergy(modifier),
        indent: '   ',
      });
    }
    if (line.seat !== null) add(`   comensal ${line.seat}`);
    if (line.note) emphasised(line.note, add);
  }
}

/** Merges identical lines and adds their quantities. Sorts by course; keeps the order within one. */
function combined(lines: readonly TicketLine[]): readonly TicketLine[] {
  const found = new Map<string, TicketLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.course, line.name, line.modifiers, line.note, line.seat]);
    const same = found.get(key);
    found.set(key, same ? { ...same, quantity: same.quantity + line.quantity } : line);
  }
  return [...found.values()].sort((a, b) => (a.course ?? 0) - (b.course ?? 0));
}
