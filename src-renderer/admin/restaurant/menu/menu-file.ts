/** The menu as a CSV file that comes back in unchanged (src-shared/menu-import reads it). */
import { csvText } from '../../../../src-shared/text/csv';
import { listText } from '../../../../src-shared/text/list-text';
import { menuIndex } from '../../../../src-shared/menu-import/menu-index';
import type { ExistingMenu } from '../../../../src-shared/menu-import/menu-index';
import { DECIMAL_MARK } from '../../../../src-shared/menu-import/prices';
import { MENU_COLUMNS } from '../../../../src-shared/menu-import/sources';

export function menuFile(house: ExistingMenu): string {
  const index = menuIndex(house);
  return csvText([
    MENU_COLUMNS,
    ...house.items.map((item) => [
      index.categoryOf(item),
      item.code,
      item.name,
      plainAmount(item.price, house.decimals),
      listText(index.stationsOf(item)),
      listText(index.questionsOf(item)),
      listText(item.removable),
    ]),
  ]);
}

/** `8500,50`, without thousands separators, which spreadsheets misread. */
function plainAmount(amount: number, decimals: number): string {
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0
    ? digits
    : `${digits.slice(0, -decimals)}${DECIMAL_MARK}${digits.slice(-decimals)}`;
}
