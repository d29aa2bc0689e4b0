/** A dish of the menu: a tap adds one, the count opens its lines. And a line of free text. */
import { moneyText } from '../../../src-shared/base/money';
import type { LayoutItem } from '../../../src-shared/live/snapshot';
import { useHost } from '../../client/hooks';
import { Button } from '../../ui/controls/controls';
import { useText } from '../../ui/i18n/ui-context';
import style from './dish.module.css';

export function Dish({
  item,
  count,
  onTap,
  onCount,
}: {
  readonly item: LayoutItem;
  readonly count: number;
  readonly onTap: (item: LayoutItem) => void;
  readonly onCount: (item: LayoutItem) => void;
}) {
  const text = useText();
  const stock = useHost((state) => state.stock[item.id]);
  const decimals = useHost(({ place }) => place.decimals);
  const isOver = stock?.soldOut === true;
  const left = stock?.left ?? null;
  const hint = isOver
    ? text.soldOut
    : left === null
      ? moneyText(item.price, decimals)
      : text.left(left);
  return (
    <div className={style.dish} data-chosen={count > 0}>
      <button type="button" className={style.add} disabled={isOver} onClick={() => onTap(item)}>
        <span className={style.dishName}>{item.name}</span>
        <span className={style.hint}>{hint}</span>
      </button>
      {count > 0 && (
        <button
          type="button"
          className={style.count}
          aria-label={`${count}× ${text.optionsOf(item.name)}`}
          onClick={() => onCount(item)}
        >
          <b>{count}</b>
        </button>
      )}
    </div>
  );
}

/** A line that is not on the menu goes to the default station as typed. */
export function FreeLine({
  typed,
  onAdd,
}: {
  readonly typed: string;
  readonly onAdd: (words: string) => void;
}) {
  const text = useText();
  const station = useHost(
    ({ place }) => place.stations.find(({ isDefault }) => isDefault)?.name ?? '',
  );
  return (
    <div className={style.free}>
      <p>{text.noDish(typed)}</p>
      <Button onClick={() => onAdd(typed)}>{text.freeLine(typed)}</Button>
      <small>{text.freeLineHint(station)}</small>
    </div>
  );
}
