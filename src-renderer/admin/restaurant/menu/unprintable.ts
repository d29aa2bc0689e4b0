/** Dishes whose name the kitchen could not read on paper. */
import { isMostlyUnprintable } from '../../../../src-shared/paper/page-letters';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import type { Id } from '../../../../src-shared/base/vocabulary';

/** The printers of these stations on whose paper more than half of the name would be `?`. */
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
