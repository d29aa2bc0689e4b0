/**
 * One dish: what it is called, what it costs, where it goes, what it asks; over for today; leaving
 * the menu.
 */
import { useState } from 'react';
import { listFrom, listText } from '../../../../src-shared/text/list-text';
import { readPrice } from '../../../../src-shared/menu-import/prices';
import { moneyText } from '../../../../src-shared/base/money';
import type { LayoutItem } from '../../../../src-shared/live/snapshot';
import { useHost } from '../../../client/hooks';
import { Button, Field, Note } from '../../../ui/controls/controls';
import { EditSheet } from '../../parts/edit-sheet';
import { Select, MultiSelect, FormMessage } from '../../parts/fields';
import { useActions } from '../../parts/use-host';
import style from './menu.module.css';
import { printersLacking } from './unprintable';
import { useMenuWords } from './texts';

export function ItemSheet({
  item,
  categoryId,
  onClose,
}: {
  readonly item: LayoutItem | null;
  /** Where a new one is most likely to belong. */
  readonly categoryId: string | null;
  readonly onClose: () => void;
}) {
  const words = useMenuWords();
  const place = useHost((host) => host.place);
  const stock = useHost((host) => (item ? host.stock[item.id] : undefined));
  const deeds = useActions();
  const [name, setName] = useState(item?.name ?? '');
  const [code, setCode] = useState(item?.code ?? nextCode(place.items));
  const [price, setPrice] = useState(item ? moneyText(item.price, place.decimals) : '');
  const [category, setCategory] = useState(
    item?.categoryId ?? categoryId ?? place.categories[0]?.id ?? '',
  );
  const [groups, setGroups] = useState([...(item?.groupIds ?? [])]);
  const [without, setWithout] = useState(listText(item?.removable ?? []));
  const [stations, setStations] = useState([...(item?.ownStationIds ?? [])]);
  const [left, setLeft] = useState(String(stock?.left ?? ''));
  const amount = readPrice(price, place);
  const itsCategory = place.categories.find(({ id }) => id === category)?.stationIds ?? [];
  const usual = place.stations.filter(({ isDefault }) => isDefault).map(({ id }) => id);
  const goesTo = [stations, itsCategory, usual].find((ids) => ids.length > 0) ?? [];
  const lacking = printersLacking(name, goesTo, place);
  const cooks = place.stations.filter(({ isCounter, takesAll }) => !isCounter && !takesAll);
  /**
   * At once, whatever else of the dish is being edited: the kitchen waits for nobody's saving. 0
   * left is over.
   */
  async function setStock(soldOut: boolean, count: number | null): Promise<void> {
    if (!item) return;
    const isOver = soldOut || count === 0;
    const done = await deeds.run('setStock', {
      item: item.name,
      soldOut: isOver,
      left: isOver ? null : count,
    });
    if (done) setLeft(isOver || count === null ? '' : String(count));
  }
  async function save(): Promise<unknown> {
    if (amount === null) return null;
    return deeds.run('saveItem', {
      id: item?.id ?? null,
      code: code.trim(),
      name: name.trim(),
      category,
      price: amount,
      groups,
      without: [...listFrom(without)],
      stations,
    });
  }
  return (
    <EditSheet
      title={item ? words.editItem(item.name) : words.addItem}
      deeds={deeds}
      isFit={name.trim() !== '' && code.trim() !== '' && amount !== null && category !== ''}
      save={save}
      removal={
        item && {
          title: words.removeItem(item.name),
          question: words.removeItemSure(item.name),
          run: () => deeds.run('removeItem', { id: item.id }),
        }
      }
      onClose={onClose}
    >
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        data-first={item === null || undefined}
        onChange={({ target }) => setName(target.value)}
      />
      {lacking.length > 0 && <Note tone="wait">{words.unreadableHint(lacking.join(', '))}</Note>}
      <div className={style.two}>
        <FormMessage
          label={`${words.price} (${place.currency})`}
          inputMode="decimal"
          value={price}
          maxLength={16}
          wrong={price !== '' && amount === null ? words.priceWrong : null}
          onChange={({ target }) => setPrice(target.value)}
        />
        <Field
          label={words.code}
          value={code}
          maxLength={80}
          onChange={({ target }) => setCode(target.value)}
        />
      </div>
      <Select
        label={words.category}
        value={category}
        onChange={({ target }) => setCategory(target.value)}
      >
        {place.categories.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      {place.modifierGroups.length > 0 && (
        <MultiSelect
          label={words.asks}
          options={place.modifierGroups}
          chosen={groups}
          onChange={setGroups}
        />
      )}
      <FormMessage
        label={words.without}
        hint={words.withoutHint}
        value={without}
        maxLength={500}
        onChange={({ target }) => setWithout(target.value)}
      />
      <MultiSelect
        label={words.ownStations}
        options={cooks}
        chosen={stations}
        onChange={setStations}
      />
      {item && (
        <>
          <div className={style.stock}>
            <FormMessage
              label={words.stockLeft}
              hint={stock?.soldOut ? words.isSoldOut : words.stockHint}
              inputMode="numeric"
              value={left}
              maxLength={4}
              onChange={({ target }) => setLeft(target.value.replace(/\D/g, ''))}
            />
            <Button
              disabled={deeds.isBusy || left === ''}
              onClick={() => void setStock(false, Number(left))}
            >
              {words.stockSet}
            </Button>
          </div>
          <Button disabled={deeds.isBusy} onClick={() => void setStock(!stock?.soldOut, null)}>
            {stock?.soldOut ? words.back : words.over}
          </Button>
        </>
      )}
    </EditSheet>
  );
}

/** The next number behind the codes that there are: most houses count their dishes. */
function nextCode(items: readonly { readonly code: string }[]): string {
  const taken = new Set(items.map(({ code }) => code));
  for (let no = items.length + 1; ; no++) if (!taken.has(String(no))) return String(no);
}
