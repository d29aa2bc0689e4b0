/**
 * The menu: categories on the left, their dishes on the right, each a row that opens; questions
 * below; a file in and out.
 */
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { moneyText } from '../../../../src-shared/base/money';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { ModifierGroup } from '../../../../src-shared/model/menu';
import type { LayoutCategory, LayoutItem } from '../../../../src-shared/live/snapshot';
import { useHost, useSession } from '../../../client/hooks';
import { Button, classes, Empty, Note } from '../../../ui/controls/controls';
import { Icon } from '../../../ui/controls/icons';
import { saveFile } from '../../parts/save-file';
import { AdminPageHead, Section } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import { CategorySheet } from './category-sheet';
import { ImportSheet } from './import-sheet';
import { ItemSheet } from './item-sheet';
import { menuFile } from './menu-file';
import style from './menu.module.css';
import { QuestionSheet } from './question-sheet';
import { printersLacking } from './unprintable';
import { useMenuWords } from './texts';

type Open =
  | { readonly what: 'item'; readonly item: LayoutItem | null }
  | { readonly what: 'category'; readonly category: LayoutCategory | null }
  | { readonly what: 'question'; readonly group: ModifierGroup | null }
  | { readonly what: 'import' };

export default function Menu() {
  const words = useMenuWords();
  const shell = useShellWords();
  const place = useHost((host) => host.place);
  const isOwner = useSession().role === 'owner';
  const [categoryId, setCategory] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(plainName(typed));
  const [isOrdering, setOrdering] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const deeds = useActions();
  const { categories, items, modifierGroups } = place;
  const shown = items.filter((item) =>
    search === ''
      ? categoryId === null || item.categoryId === categoryId
      : plainName(item.name).includes(search) || plainName(item.code).includes(search),
  );
  const move = (
    from: readonly { readonly id: string }[],
    id: string,
    step: 1 | -1,
    what: 'items' | 'categories',
  ): void => {
    const ids = from.map((one) => one.id);
    const at = ids.indexOf(id);
    const [other] = ids.splice(at + step, 1, id);
    if (other === undefined) return;
    ids[at] = other;
    void deeds.run('reorder', { what, ids });
  };
  return (
    <>
      <AdminPageHead title={shell.pages.menu} lead={words.lead(items.length, categories.length)}>
        <Button onClick={() => saveFile('menu.csv', menuFile(place))}>{words.exportFile}</Button>
        {isOwner && <Button onClick={() => setOpen({ what: 'import' })}>{words.importFile}</Button>}
        {isOwner && (
          <Button look="main" onClick={() => setOpen({ what: 'item', item: null })}>
            {words.addItem}
          </Button>
        )}
      </AdminPageHead>
      {deeds.denied !== null && <Note tone="bad">{deeds.denied}</Note>}
      {done !== null && <Note tone="ok">{done}</Note>}
      <div className={style.columns}>
        <Section
          title={words.categories}
          aside={
            isOwner && (
              <Button
                icon
                look="quiet"
                aria-label={words.addCategory}
                onClick={() => setOpen({ what: 'category', category: null })}
              >
                <Icon name="Plus" size={22} />
              </Button>
            )
          }
        >
          <ul className={style.categories}>
            <li>
              <button
                type="button"
                className={classes(style.category, categoryId === null && style.chosen)}
                aria-pressed={categoryId === null}
                onClick={() => setCategory(null)}
              >
                <span>{words.everything}</span>
                <small>{items.length}</small>
              </button>
            </li>
            {categories.map((category, index) => (
              <li key={category.id}>
                <button
                  type="button"
                  className={classes(style.category, categoryId === category.id && style.chosen)}
                  aria-pressed={categoryId === category.id}
                  onClick={() => setCategory(category.id)}
                >
                  <span>{category.name}</span>
                  <small>{items.filter((item) => item.categoryId === category.id).length}</small>
                </button>
                {isOwner && !isOrdering && (
                  <Button
                    icon
                    look="quiet"
                    aria-label={words.editCategory(category.name)}
                    onClick={() => setOpen({ what: 'category', category })}
                  >
                    <Icon name="Ellipsis" size={22} />
                  </Button>
                )}
                {isOrdering && (
                  <Steps
                    name={category.name}
                    isFirst={index === 0}
                    isLast={index === categories.length - 1}
                    onStep={(step) => move(categories, category.id, step, 'categories')}
                  />
                )}
              </li>
            ))}
          </ul>
        </Section>
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
                onChange={({ target }) => setTyped(target.value)}
              />
              {isOwner && (
                <Button onClick={() => setOrdering(!isOrdering)}>
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
                decimals={place.decimals}
                isOwner={isOwner}
                onOpen={() => setOpen({ what: 'item', item })}
                steps={
                  isOrdering && search === '' && categoryId !== null ? (
                    <Steps
                      name={item.name}
                      isFirst={index === 0}
                      isLast={index === shown.length - 1}
                      onStep={(step) => move(shown, item.id, step, 'items')}
                    />
                  ) : null
                }
              />
            ))}
          </ul>
        </Section>
      </div>
      <Section
        title={words.questions}
        aside={
          isOwner && (
            <Button onClick={() => setOpen({ what: 'question', group: null })}>
              {words.addQuestion}
            </Button>
          )
        }
      >
        <p className={style.hint}>
          {modifierGroups.length === 0 ? words.noQuestions : words.questionsHint}
        </p>
        <ul className={style.items}>
          {modifierGroups.map((group) => (
            <li key={group.id} className={style.item}>
              <strong>{group.name}</strong>
              <span className={style.where}>
                {group.options
                  .map(({ name, price }) =>
                    price > 0 ? `${name} +${moneyText(price, place.decimals)}` : name,
                  )
                  .join(', ')}
              </span>
              <span className={style.price}>
                {words.required(group.min, group.max)}
                <small>
                  {' '}
                  ·{' '}
                  {words.askedBy(
                    items.filter(({ groupIds }) => groupIds.includes(group.id)).length,
                  )}
                </small>
              </span>
              {isOwner && (
                <Button
                  aria-label={words.editQuestion(group.name)}
                  onClick={() => setOpen({ what: 'question', group })}
                >
                  {shell.edit}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {open?.what === 'item' && (
        <ItemSheet item={open.item} categoryId={categoryId} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'category' && (
        <CategorySheet category={open.category} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'question' && (
        <QuestionSheet group={open.group} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'import' && (
        <ImportSheet
          onDone={(said) => {
            setDone(said);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      <p className={style.hidden} role="status">
        {search !== '' ? words.found(shown.length) : ''}
      </p>
    </>
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

/** The keyboard's and the finger's way to put things in order. */
function Steps({
  name,
  isFirst,
  isLast,
  onStep,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onStep: (step: 1 | -1) => void;
}) {
  const shell = useShellWords();
  return (
    <span className={style.steps}>
      <Button icon disabled={isFirst} aria-label={shell.up(name)} onClick={() => onStep(-1)}>
        <Icon name="Up" size={20} />
      </Button>
      <Button icon disabled={isLast} aria-label={shell.down(name)} onClick={() => onStep(1)}>
        <Icon name="Down" size={20} />
      </Button>
    </span>
  );
}
