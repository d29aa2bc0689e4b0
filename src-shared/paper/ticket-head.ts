/**
 * Lays out whose ticket it is: table or guest, waiter and note.
 *
 * The head shows the order as it is when printed, and what was sent where that differs.
 */
import { isAllergy } from '../text/allergy';
import type { TicketDocument, TicketHead } from '../model/ticket';
import type { OrderType } from '../base/vocabulary';

/** tall: double height. big: double height and width, so a line has half the columns. */
export type PaperSize = 'normal' | 'tall' | 'big';

export type Add = (
  text: string,
  size?: PaperSize,
  look?: { readonly inverse?: boolean; readonly centred?: boolean; readonly indent?: string },
) => void;

const TYPE_WORDS: Readonly<Record<OrderType, string>> = {
  table: 'Mesa',
  takeaway: 'LLEVAR',
  delivery: 'DOMICILIO',
};

/** `sent`: the order as it was sent; `now`: as it is when printed. */
export function headLines(sent: TicketDocument, now: TicketHead, add: Add): void {
  // If the order moved back before this notice is printed, only one table is shown.
  if (sent.fromTable !== null && sent.fromTable !== now.table)
    add(`MESA ${sent.fromTable} -> ${now.table ?? TYPE_WORDS[now.type]}`, 'big');
  else
    add(
      beside(
        placeOf(now),
        placeOf(sent),
        now.table !== null && sent.table !== null ? sent.table : placeOf(sent),
      ),
      'big',
    );
  if (now.table === null) {
    guestLine(now.customer, sent.customer, 'big', add);
    guestLine(now.address, sent.address, 'tall', add);
    guestLine(now.phone && `Tel. ${now.phone}`, sent.phone && `Tel. ${sent.phone}`, 'normal', add);
  }
  add(`${sent.folio} · envío ${sent.dispatchNo}`, 'tall');
  const facts = [
    sent.time,
    compared(now.waiter, sent.waiter),
    now.table === null ? null : compared(now.customer, sent.customer),
    compared(coversText(now.covers), coversText(sent.covers), String(sent.covers)),
  ];
  add(facts.filter((fact) => fact !== null && fact !== '').join(' · '));
}

/** The order's note, and the note that was sent if it differs. */
export function noteLines(sent: string | null, now: string | null, add: Add): void {
  if (now) emphasised(now, add);
  if (now === sent) return;
  // A removed allergy is emphasised like an added one.
  if (sent)
    add(now ? `(antes: ${sent})` : `(ya no: ${sent})`, 'normal', { inverse: isAllergy(sent) });
  else add('(nota nueva)');
}

export function emphasised(note: string, add: Add): void {
  add(`>> ${note} <<`, 'normal', { inverse: isAllergy(note), indent: '   ' });
}

function placeOf({ table, type }: TicketHead): string {
  return table === null ? TYPE_WORDS[type] : `MESA ${table}`;
}

/** One line for a fact of a guest without a table. */
function guestLine(now: string | null, sent: string | null, size: PaperSize, add: Add): void {
  if (now) add(now, size);
  if (now === sent) return;
  if (sent) add(now ? `(antes: ${sent})` : `(ya no: ${sent})`);
  else add('(nuevo)');
}

/** `shown`: short form of `sent`, printed beside `now`. */
function compared(now: string | null, sent: string | null, shown = sent): string | null {
  if (now === sent) return now;
  if (now === null) return `(ya no: ${sent ?? ''})`;
  return sent === null ? `${now} (nuevo)` : beside(now, sent, shown ?? sent);
}

function beside(now: string, sent: string, shown: string): string {
  return now === sent ? now : `${now} (antes ${shown})`;
}

function coversText(covers: number | null): string | null {
  return covers === null ? null : `${covers} ${covers === 1 ? 'comensal' : 'comensales'}`;
}
