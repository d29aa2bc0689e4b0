/**
 * The price rule (`model/price.ts`) in SQL, over columns of `lines`.
 *
 * A property test compares the two on random lines.
 */

/** Amount of a group of lines. Comps and lines without a price count as zero. */
export const LINES_AMOUNT =
  'sum(iif(comp IS NULL, (quantity - voided) * coalesce(unit_price, 0), 0))';

/** Amount of voided items, at the prices of their dispatch. */
export const VOIDED_AMOUNT = 'sum(voided * coalesce(unit_price, 0))';

/** Amount that comps would have cost. */
export const COMPED_AMOUNT = 'sum((quantity - voided) * coalesce(unit_price, 0))';
