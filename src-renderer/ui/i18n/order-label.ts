/** The label of an order: its table, else its customer, else its folio. */
import { folioText } from '../../../src-shared/i18n/es';
import type { OrderLabel } from '../../client/state/outbox';
import { isolated } from './isolated';
import type { Catalogue } from './es';

/** `live` null: a message, which has no order. */
export function whereText(text: Catalogue, live: { readonly order: OrderLabel } | null): string {
  if (!live) return text.message;
  const { table, type, customer, folio } = live.order;
  if (table !== null) return text.table(isolated(table));
  const called = folio === null ? '' : folioText(folio);
  const customerText = customer === null ? called : isolated(customer);
  return `${type === 'delivery' ? text.delivery : text.takeaway} ${customerText}`.trim();
}

/**
 * Size class at which the longest word of a name fits a narrow card; the stylesheets have one size
 * for each.
 */
export function nameSize(name: string): 'usual' | 'long' | 'longer' {
  const longest = name.split(/[\s-]+/).reduce((most, word) => Math.max(most, word.length), 0);
  if (longest <= 7) return 'usual';
  return longest <= 10 ? 'long' : 'longer';
}
