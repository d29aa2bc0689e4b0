/** Where something goes, as people call it: a table, else the customer; the folio where nobody said a name. */
import { folioText } from '../../src-shared/words';
import type { OrderName } from '../client/outbox';
import type { Catalogue } from './text/es';

/** `live` null: a message, of no order. */
export function whereText(text: Catalogue, live: { readonly order: OrderName } | null): string {
  if (!live) return text.message;
  const { table, type, customer, folio } = live.order;
  if (table !== null) return text.table(table);
  const who = customer ?? (folio === null ? '' : folioText(folio));
  return `${type === 'delivery' ? text.delivery : text.takeaway} ${who}`.trim();
}
