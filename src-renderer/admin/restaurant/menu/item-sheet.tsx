/** The sheet of one dish: name, price, category, questions, stations and stock. */
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
import type { Actions } from '../../parts/use-host';
import style from './menu.module.css';
import { printersLacking } from './unprintable';
import { useMenuWords } from './texts';

type Draft = {
  readonly name: string;
  readonly code: string;
  readonly price: string;
  readonly category: string;
  readonly groups: string[];
  readonly without: string;
  readonly stations: string[];
};

/** State of the fields, and the amount that the price reads as (null: not an amount). */
function useItemDraft(item: LayoutItem | null, categoryId: string | null) {
  const place = useHost((host) => host.place);
  const [draft, setDraft] = useState<Draft>(() => ({
    name: item?.name ?? '',
    code: item?.code ?? nextCode(place.items),
    price: item ? moneyText(item.price, place.decimals) : '',
    category: item?.categoryId ?? categoryId ?? place.categories[0]?.id ?? '',
    groups: [...(item?.groupIds ?? [])],
    without: listText(item?.removable ?? []),
    stations: [...(item?.ownStationIds ?? [])],
  }));
  const change = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  return { draft, change, amount: readPrice(draft.price, place) };
}

/**
 * Stock of a dish. It is saved at once, apart from the other fields: the waiters need it before the
 * sheet is saved.
 */
function useItemStock(item: LayoutItem | null, actions: Actions) {
  const stock = useHost((host) => (item ? host.stock[item.id] : undefined));
  const [left, setLeft] = useState(String(stock?.left ?? ''));
  /** A count of 0 means sold out. */
  async function setStock(soldOut: boolean, count: number | null): Promise<void> {
    if (!item) return;
    const isOver = soldOut || count === 0;
    const done = await actions.run('setStock', {
      item: item.name,
      soldOut: isOver,
      left: isOver ? null : count,
    });
    if (done) setLeft(isOver || count === null ? '' : String(count));
  }
  return { isSoldOut: stock?.soldOut === true, left, setLeft, setStock };
}

export function ItemSheet({
  item,
  categoryId,
  onClose,
}: {
  /** Null: a new dish. */
  readonly item: LayoutItem | null;
  /** The most likely category of a new dish. */
  readonly categoryId: string | null;
  readonly onClose: () => void;
}) {
  const words = useMenuWords();
  const actions = useActions();
  const { draft, change, amount } = useItemDraft(item, categoryId);
  const stock = useItemStock(item, actions);
  const name = draft.name.trim();
  const code = draft.code.trim();
  async function save(): Promise<unknown> {
    if (amount === null) return null;
    return actions.run('saveItem', {
      id: item?.id ?? null,
      code,
      name,
      category: draft.category,
      price: amount,
      groups: draft.groups,
      without: [...listFrom(draft.without)],
      stations: draft.stations,
    });
  }
  return (
    <EditSheet
      title={item ? words.editItem(item.name) : words.addItem}
      actions={actions}
      isFit={name !== '' && code !== '' && amount !== null && draft.category !== ''}
      save={save}
      removal={
        item && {
          title: words.removeItem(item.name),
          question: words.removeItemSure(item.name),
          run: () => actions.run('removeItem', { id: item.id }),
        }
      }
      onClose={onClose}
    >
      <NameAndPrice draft={draft} amount={amount} isNew={item === null} onChange={change} />
      <Belonging draft={draft} onChange={change} />
      {item && <ItemStock stock={stock} isBusy={actions.isBusy} />}
    </EditSheet>
  );
}

function NameAndPrice({
  draft: { name, code, price, category, stations },
  amount,
  isNew,
  onChange,
}: {
  readonly draft: Draft;
  readonly amount: number | null;
  readonly isNew: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const words = useMenuWords();
  const place = useHost((host) => host.place);
  const byCategory = place.categories.find(({ id }) => id === category)?.stationIds ?? [];
  const byDefault = place.stations.filter(({ isDefault }) => isDefault).map(({ id }) => id);
  const destination = [stations, byCategory, byDefault].find((ids) => ids.length > 0) ?? [];
  const lacking = printersLacking(name, destination, place);
  return (
    <>
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        data-first={isNew || undefined}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      {lacking.length > 0 && <Note tone="wait">{words.unreadableHint(lacking.join(', '))}</Note>}
      <div className={style.two}>
        <FormMessage
          label={`${words.price} (${place.currency})`}
          inputMode="decimal"
          value={price}
          maxLength={16}
          wrong={price !== '' && amount === null ? words.priceWrong : null}
          onChange={({ target }) => onChange({ price: target.value })}
        />
        <Field
          label={words.code}
          value={code}
          maxLength={80}
          onChange={({ target }) => onChange({ code: target.value })}
        />
      </div>
    </>
  );
}

/** The category, the questions, what can be left out, and stations other than the category's. */
function Belonging({
  draft: { category, groups, without, stations },
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const words = useMenuWords();
  const place = useHost((host) => host.place);
  const cooks = place.stations.filter(({ isCounter, takesAll }) => !isCounter && !takesAll);
  return (
    <>
      <Select
        label={words.category}
        value={category}
        onChange={({ target }) => onChange({ category: target.value })}
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
          onChange={(chosen) => onChange({ groups: chosen })}
        />
      )}
      <FormMessage
        label={words.without}
        hint={words.withoutHint}
        value={without}
        maxLength={500}
        onChange={({ target }) => onChange({ without: target.value })}
      />
      <MultiSelect
        label={words.ownStations}
        options={cooks}
        chosen={stations}
        onChange={(chosen) => onChange({ stations: chosen })}
      />
    </>
  );
}

function ItemStock({
  stock: { isSoldOut, left, setLeft, setStock },
  isBusy,
}: {
  readonly stock: ReturnType<typeof useItemStock>;
  readonly isBusy: boolean;
}) {
  const words = useMenuWords();
  return (
    <>
      <div className={style.stock}>
        <FormMessage
          label={words.stockLeft}
          hint={isSoldOut ? words.isSoldOut : words.stockHint}
          inputMode="numeric"
          value={left}
          maxLength={4}
          onChange={({ target }) => setLeft(target.value.replace(/\D/g, ''))}
        />
        <Button disabled={isBusy || left === ''} onClick={() => void setStock(false, Number(left))}>
          {words.stockSet}
        </Button>
      </div>
      <Button disabled={isBusy} onClick={() => void setStock(!isSoldOut, null)}>
        {isSoldOut ? words.back : words.over}
      </Button>
    </>
  );
}

/** The next free number: most restaurants use consecutive numbers as codes. */
function nextCode(items: readonly { readonly code: string }[]): string {
  const taken = new Set(items.map(({ code }) => code));
  for (let no = items.length + 1; ; no++) if (!taken.has(String(no))) return String(no);
}
