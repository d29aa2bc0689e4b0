/** Loads facts about tickets and the tickets that cooks have in hand. */
import type { TicketFacts } from '../../../domain/engine/facts';
import type { Rows } from '../rows/all-rows';
import { ticketFrom } from '../rows/tickets';
import type { FactCaches } from './caches';
import type { LoadersOf } from './loaders';
import { orderFacts } from './orders';

export function ticketLoaders(rows: Rows, caches: FactCaches): LoadersOf<'ticket' | 'inHand'> {
  const ticket = ({ seq }: { readonly seq: number }): TicketFacts | null => {
    const row = rows.tickets.rowBySeq(seq);
    if (!row) return null;
    const order =
      row.order_number === null ? null : orderFacts(rows, rows.orders.byNumber(row.order_number));
    return { ticket: ticketFrom(row), lineNos: rows.tickets.lineNosOf(row), order };
  };
  return {
    ticket,
    inHand: ({ station }) => {
      const found = caches.catalogue().stationCalled(station);
      return found ? rows.tickets.inHandAt(found.id).flatMap((seq) => ticket({ seq }) ?? []) : [];
    },
  };
}
