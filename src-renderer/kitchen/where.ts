/** Where a card's food goes, as the kitchen calls it. */
import type { LiveOrder } from '../../src-shared/snapshot';
import { folioText } from '../../src-shared/words';
import type { Catalogue } from '../ui/text/es';

export function whereOn(text: Catalogue, { live }: { readonly live: LiveOrder | null }): string {
  if (!live) return text.message;
  const { table, type, customer, folio } = live.order;
  if (table !== null) return text.table(table);
  return `${type === 'delivery' ? text.delivery : text.takeaway} ${customer ?? folioText(folio)}`;
}
