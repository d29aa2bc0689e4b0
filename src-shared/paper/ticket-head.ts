/**
 * Whose a ticket is, on its paper: as it is when it is printed, and what was sent beside it where
 * that was something else.
 */
import { isAllergy } from '../text/allergy';
import type { TicketDocument, TicketHead } from '../model/ticket';
import type { OrderType } from '../base/vocabulary';

/** tall: double height. big: double height and width, so it takes half the columns. */
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

/** `sent`: what was sent; `now`: how it is printed. */
export function headLines(sent: TicketDocument, now: TicketHead, add: Add): void {
  // Moved back before its slip came out: there is one table to tell.
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

/** The order's note, and the one that was sent. */
export function noteLines(sent: string | null, now: string | null, add: Add): void {
  if (now) emphasised(now, add);
  if (now === sent) return;
  // An allergy that is gone from it is as much worth a look as one that came.
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

/** A line of its own for each fact of a guest who sits at no table. */
function guestLine(now: string | null, sent: string | null, size: PaperSize, add: Add): void {
  if (now) add(now, size);
  if (now === sent) return;
  if (sent) add(now ? `(antes: ${sent})` : `(ya no: ${sent})`);
  else add('(nuevo)');
}

/** `shown`: what was sent, as short as it is understood beside what is. */
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
