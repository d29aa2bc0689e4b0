/** The dishes of the chosen category, or those that match the search; each row opens its dish. */
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { moneyText } from '../../../../src-shared/base/money';
import type { LayoutItem } from '../../../../src-shared/live/snapshot';
import { useHost } from '../../../client/hooks';
import { Button, classes, Empty } from '../../../ui/controls/controls';
import { useShellWords } from '../../parts/admin-texts';
import { MoveButtons } from '../../parts/move-buttons';
import { Section } from '../../parts/panel';
import style from './menu.module.css';
import { useMenuWords } from './texts';
import { printersLacking } from './unprintable';

export function DishesSection({
  shown,
  categoryId,
  typed,
  isOwner,
  isOrdering,
  canMove,
  onType,
  onOrdering,
  onEdit,
  onMove,
}: {
  readonly shown: readonly LayoutItem[];
  /** Null: all categories. */
  readonly categoryId: string | null;
  /** Text of the search field. */
  readonly typed: string;
  readonly isOwner: boolean;
  readonly isOrdering: boolean;
  /** Rows have buttons to move them instead of the button that opens the dish. */
  readonly canMove: boolean;
  readonly onType: (typed: string) => void;
  readonly onOrdering: (isOrdering: boolean) => void;
  readonly onEdit: (item: LayoutItem) => void;
  readonly onMove: (itemId: string, step: 1 | -1) => void;
}) {
  const words = useMenuWords();
  const { categories, decimals } = useHost((host) => host.place);
  return (
    <Section
      title={categories.find(({ id }) => id === categoryId)?.name ?? words.everything}
      aside={
        <>
          <input
            type="search"
            className={style.search}
            aria-label={words.search}
            placeholder={words.search}
            value={typed}
            onChange={({ target }) => onType(target.value)}
          />
          {isOwner && (
            <Button onClick={() => onOrdering(!isOrdering)}>
              {isOrdering ? words.orderDone : words.order}
            </Button>
          )}
        </>
      }
    >
      {shown.length === 0 && <Empty title={words.noHits} />}
      <ul className={style.items}>
        {shown.map((item, index) => (
          <ItemRow
            key={item.id}
            item={item}
            decimals={decimals}
            isOwner={isOwner}
            onOpen={() => onEdit(item)}
            steps={
              canMove ? (
                <MoveButtons
                  name={item.name}
                  isFirst={index === 0}
                  isLast={index === shown.length - 1}
                  onMove={(step) => onMove(item.id, step)}
                />
              ) : null
            }
          />
        ))}
      </ul>
    </Section>
  );
}

function ItemRow({
  item,
  decimals,
  isOwner,
  onOpen,
  steps,
}: {
  readonly item: LayoutItem;
  readonly decimals: number;
  readonly isOwner: boolean;
  readonly onOpen: () => void;
  readonly steps: ReactNode;
}) {
  const words = useMenuWords();
  const shell = useShellWords();
  const stock = useHost((host) => host.stock[item.id]);
  const stations = useHost(({ place }) => place.stations);
  const isRouted = useHost(
    ({ place }) =>
      item.ownStationIds.length > 0 ||
      place.categories.some(
        ({ id, stationIds }) => id === item.categoryId && stationIds.length > 0,
      ),
  );
  const place = useHost((host) => host.place);
  const lacking = useMemo(() => printersLacking(item.name, item.stationIds, place), [item, place]);
  const where = item.stationIds
    .map((id) => stations.find((station) => station.id === id)?.name ?? '')
    .join(', ');
  return (
    <li className={classes(style.item, stock?.soldOut && style.gone)}>
      <strong>
        {item.name}
        <small>{item.code}</small>
      </strong>
      <span className={style.where}>
        {isRouted ? where : words.nowhere}
        {lacking.length > 0 && <b> · {words.unreadable(lacking.join(', '))}</b>}
        {stock?.soldOut && <b> · {words.isSoldOut}</b>}
        {stock && !stock.soldOut && stock.left !== null && ` · ${words.left(stock.left)}`}
      </span>
      <span className={style.price}>{moneyText(item.price, decimals)}</span>
      {steps ??
        (isOwner && (
          <Button aria-label={words.editItem(item.name)} onClick={onOpen}>
            {shell.edit}
          </Button>
        ))}
    </li>
  );
}
