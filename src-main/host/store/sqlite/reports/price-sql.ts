/**
 * The price rule (`model/price.ts`) in SQL, over columns of `lines`. A property test compares the
 * two on random lines.
 */

/** What the lines of a group cost: comps nothing, lines without a price nothing. */
export const LINES_AMOUNT =
  'sum(iif(comp IS NULL, (quantity - voided) * coalesce(unit_price, 0), 0))';

/** What was taken off, by the prices of the moment it was sent. */
export const VOIDED_AMOUNT = 'sum(voided * coalesce(unit_price, 0))';

/** What given lines would have cost. */
export const COMPED_AMOUNT = 'sum((quantity - voided) * coalesce(unit_price, 0))';
