/** Dishes whose name a printer's code page cannot print. */
import { isMostlyUnprintable } from '../../../../src-shared/paper/page-letters';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import type { Id } from '../../../../src-shared/base/vocabulary';

/** Names of the printers of these stations that would print `?` for more than half of the name. */
export function printersLacking(
  name: string,
  stationIds: readonly Id[],
  { stations, printers }: RestaurantLayout,
): readonly string[] {
  const cooking = stations.filter(({ id, takesAll }) => takesAll || stationIds.includes(id));
  const printing = new Set(cooking.map(({ printerId }) => printerId));
  return printers
    .filter(
      ({ id, medium, page }) =>
        medium !== 'screen' && printing.has(id) && isMostlyUnprintable(name, page),
    )
    .map((printer) => printer.name);
}
