/**
 * A ticket as lines of paper. The same lines become ESC/POS bytes, a PDF and the preview on screen,
 * so all three agree. Given the stored ticket and its attempt the result is always the same; a copy
 * of an order that nobody edited differs by its banner alone.
 */
import { isAllergy } from '../text/allergy';
import { billLines, billTaxLines, billTotal, priced } from './bill-layout';
import type { PrintMark } from '../model/print-job';
import type { CodePage } from '../text/code-pages';
import { LIMITS } from '../base/limits';
import { inPage, spelledFor } from './page-letters';
import { lettersOf, plainPaperText, wrap } from './paper-text';
import type { TicketDocument, TicketHead, TicketLine } from '../model/ticket';
import { emphasised, headLines, noteLines } from './ticket-head';
import type { Add, PaperSize } from './ticket-head';

export type { PaperSize } from './ticket-head';

export type PaperLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly size: PaperSize;
      readonly inverse: boolean;
      readonly centred: boolean;
    }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut' };

export type TicketPaper = {
  readonly document: TicketDocument;
  /** Whose it was when this attempt printed it; null: as it was sent. */
  readonly head?: TicketHead | null;
  readonly mark: PrintMark;
  /** Number on the foot by which people and logs find the job. */
  readonly jobSeq: number;
  /** `HH:MM` of this attempt. */
  readonly shownTime: string;
};

/**
 * Many times what anybody may send in one field: what is longer came into the database by another
 * way, and would take a roll of paper and minutes to lay out.
 */
const LONGEST = 20 * LIMITS.fieldChars;

/**
 * `page`: of the printer, whose letters the columns are counted in; without one the text stays as
 * it was typed.
 */
export function layOutTicket(
  paper: TicketPaper,
  columns: number,
  page: CodePage | null = null,
): readonly PaperLine[] {
  // A paper that says nothing would be called printed.
  if (paper.document.unreadable) throw new Error('the ticket cannot be read');
  const copies = copiesOf(paper.document, paper.mark.kind);
  return Array.from({ length: copies }, (_, index) =>
    onePaper(paper, { columns, page }, index + 1, copies),
  ).flat();
}

/** The lines as that page's paper shows them: with `?` for what it cannot print. */
export function asPrinted(lines: readonly PaperLine[], page: CodePage): readonly PaperLine[] {
  return lines.map((line) =>
    line.kind === 'text' ? { ...line, text: inPage(line.text, page).text } : line,
  );
}

/**
 * Whoever asks for a copy gets one, and a paper that may be there already is not made three times
 * over.
 */
export function copiesOf({ copies = 1 }: TicketDocument, mark: PrintMark['kind']): number {
  return mark === 'reprint' || mark === 'possible-duplicate' ? 1 : copies;
}

function onePaper(
  { document, head, mark, jobSeq, shownTime }: TicketPaper,
  { columns, page }: { readonly columns: number; readonly page: CodePage | null },
  copy: number,
  copies: number,
): readonly PaperLine[] {
  const paper: PaperLine[] = [];
  const written = (text: string): string => {
    const plain = plainPaperText(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
    return page === null ? plain : spelledFor(plain, page);
  };
  const add = (
    text: string,
    size: PaperSize = 'normal',
    look: { inverse?: boolean; centred?: boolean; indent?: string } = {},
  ): void => {
    const width = size === 'big' ? columns >> 1 : columns;
    for (const line of wrap(written(text), width, look.indent)) {
      paper.push({
        kind: 'text',
        text: line,
        size,
        inverse: look.inverse ?? false,
        centred: look.centred ?? false,
      });
    }
  };
  const banner = (text: string): void => {
    const words = written(text);
    const wide = (columns >> 1) - 2;
    // On narrow paper a long word is less wide, not cut.
    const size = words.split(' ').every((word) => lettersOf(word).length <= wide) ? 'big' : 'tall';
    for (const line of wrap(words, size === 'big' ? wide : columns - 2)) {
      paper.push({ kind: 'text', text: ` ${line} `, size, inverse: true, centred: true });
    }
  };
  const rule = (): void => add('-'.repeat(columns));

  paper.push({ kind: 'feed', lines: 2 });
  if (copy > 1) banner(`COPIA ${copy} DE ${copies}`);
  markBanner(mark, document, banner, add);
  if (document.kind === 'addition') banner('AGREGA');
  if (document.kind === 'change') banner('MODIFICADO');
  if (document.kind === 'void') banner('ANULADO');
  if (document.kind === 'move') banner('CAMBIO DE MESA');
  if (document.kind === 'message') banner(document.cut?.title ?? 'MENSAJE');
  if (document.kind === 'bill') banner('PRECUENTA');

  if (document.kind !== 'bill') add(document.station.toUpperCase(), 'big');
  if (document.kind === 'message') {
    add([document.time, document.waiter].filter((part) => part !== null).join(' · '));
    rule();
    if (document.cut)
      for (const row of document.cut.rows) {
        if (row === null) rule();
        // Already as wide as the paper, with the figures at its edge.
        else
          for (const text of priced(written(row[0]), row[1], columns))
            paper.push({ kind: 'text', text, size: 'normal', inverse: false, centred: false });
      }
    else add(document.text ?? '', 'tall');
    rule();
  } else {
    headLines(document, head ?? document, add);
    rule();
    if (document.bill) {
      // Already as wide as the paper, with the amounts at its edge.
      for (const text of billLines(document.bill, columns, written))
        paper.push({ kind: 'text', text, size: 'normal', inverse: false, centred: false });
      rule();
      for (const text of billTaxLines(document.bill, columns, written))
        paper.push({ kind: 'text', text, size: 'normal', inverse: false, centred: false });
      add(billTotal(document.bill), 'big');
      add('No es una factura');
      rule();
    } else if (document.lines.length > 0) {
      body(document, add, rule);
      rule();
    }
    noteLines(document.note, (head ?? document).note, add);
    if (document.reason) add(`Motivo: ${document.reason}`);
    if (document.alsoAt.length > 0) {
      add(
        `TAMBIÉN EN: ${document.alsoAt.map((other) => `${other.station.toUpperCase()} (${other.quantity})`).join(', ')}`,
      );
    }
  }
  const times =
    shownTime === document.time ? '' : ` · enviado ${document.time} · impreso ${shownTime}`;
  add(`#${jobSeq}${times}`);
  if ('firstTriedAt' in mark && mark.firstTriedAt !== null) banner('POSIBLE DUPLICADO');
  paper.push({ kind: 'feed', lines: 4 }, { kind: 'cut' });
  return paper;
}

/**
 * Length of a ticket's paper in lines of normal height, without laying it out: what waits are
 * reckoned with. The lane's speed is measured in the same unit, so an estimate that is off by a
 * line for every ticket is off by nothing.
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

function markBanner(
  mark: PrintMark,
  document: TicketDocument,
  banner: (text: string) => void,
  add: Add,
): void {
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

function body(document: TicketDocument, add: Add, rule: () => void): void {
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

/**
 * Identical lines become one with their quantities added; courses stay in order, and so do lines
 * within a course.
 */
function combined(lines: readonly TicketLine[]): readonly TicketLine[] {
  const found = new Map<string, TicketLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.course, line.name, line.modifiers, line.note, line.seat]);
    const same = found.get(key);
    found.set(key, same ? { ...same, quantity: same.quantity + line.quantity } : line);
  }
  return [...found.values()].sort((a, b) => (a.course ?? 0) - (b.course ?? 0));
}
