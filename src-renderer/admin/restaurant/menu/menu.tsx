/** The menu page: categories, dishes, questions, and the menu file in and out. */
import { useDeferredValue, useState } from 'react';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { ModifierGroup } from '../../../../src-shared/model/menu';
import type { LayoutCategory, LayoutItem } from '../../../../src-shared/live/snapshot';
import { useHost, useSession } from '../../../client/hooks';
import { Button, Note } from '../../../ui/controls/controls';
import { saveFile } from '../../parts/save-file';
import { AdminPageHead } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import { CategoriesSection } from './categories-section';
import { CategorySheet } from './category-sheet';
import { DishesSection } from './dishes-section';
import { ImportSheet } from './import-sheet';
import { ItemSheet } from './item-sheet';
import { menuFile } from './menu-file';
import style from './menu.module.css';
import { QuestionSheet } from './question-sheet';
import { QuestionsSection } from './questions-section';
import { useMenuWords } from './texts';

type Open =
  | { readonly what: 'item'; readonly item: LayoutItem | null }
  | { readonly what: 'category'; readonly category: LayoutCategory | null }
  | { readonly what: 'question'; readonly group: ModifierGroup | null }
  | { readonly what: 'import' };

export default function Menu() {
  const words = useMenuWords();
  const shell = useShellWords();
  const isOwner = useSession().role === 'owner';
  const [categoryId, setCategory] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(plainName(typed));
  const [isOrdering, setOrdering] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const actions = useActions();
  const { categories, items } = useHost((host) => host.place);
  const shown = items.filter((item) =>
    search === ''
      ? categoryId === null || item.categoryId === categoryId
      : plainName(item.name).includes(search) || plainName(item.code).includes(search),
  );
  const move = (
    rows: readonly { readonly id: string }[],
    id: string,
    step: 1 | -1,
    what: 'items' | 'categories',
  ): void => {
    const ids = swapped(rows, id, step);
    if (ids) void actions.run('reorder', { what, ids });
  };
  return (
    <>
      <AdminPageHead title={shell.pages.menu} lead={words.lead(items.length, categories.length)}>
        <HeadButtons isOwner={isOwner} onOpen={setOpen} />
      </AdminPageHead>
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      {done !== null && <Note tone="ok">{done}</Note>}
      <div className={style.columns}>
        <CategoriesSection
          chosenId={categoryId}
          isOwner={isOwner}
          isOrdering={isOrdering}
          onChoose={setCategory}
          onEdit={(category) => setOpen({ what: 'category', category })}
          onMove={(id, step) => move(categories, id, step, 'categories')}
        />
        <DishesSection
          shown={shown}
          categoryId={categoryId}
          typed={typed}
          isOwner={isOwner}
          isOrdering={isOrdering}
          canMove={isOrdering && search === '' && categoryId !== null}
          onType={setTyped}
          onOrdering={setOrdering}
          onEdit={(item) => setOpen({ what: 'item', item })}
          onMove={(id, step) => move(shown, id, step, 'items')}
        />
      </div>
      <QuestionsSection
        isOwner={isOwner}
        onEdit={(group) => setOpen({ what: 'question', group })}
      />
      {open && (
        <OpenSheet
          open={open}
          categoryId={categoryId}
          onImported={(message) => {
            setDone(message);
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

/** Ids of the rows with one row moved by a step; null: it is at the end already. */
function swapped(
  rows: readonly { readonly id: string }[],
  id: string,
  step: 1 | -1,
): string[] | null {
  const ids = rows.map((one) => one.id);
  const at = ids.indexOf(id);
  const [other] = ids.splice(at + step, 1, id);
  if (other === undefined) return null;
  ids[at] = other;
  return ids;
}

function HeadButtons({
  isOwner,
  onOpen,
}: {
  readonly isOwner: boolean;
  readonly onOpen: (open: Open) => void;
}) {
  const words = useMenuWords();
  const place = useHost((host) => host.place);
  return (
    <>
      <Button onClick={() => saveFile('menu.csv', menuFile(place))}>{words.exportFile}</Button>
      {isOwner && <Button onClick={() => onOpen({ what: 'import' })}>{words.importFile}</Button>}
      {isOwner && (
        <Button look="main" onClick={() => onOpen({ what: 'item', item: null })}>
          {words.addItem}
        </Button>
      )}
    </>
  );
}

function OpenSheet({
  open,
  categoryId,
  onImported,
  onClose,
}: {
  readonly open: Open;
  readonly categoryId: string | null;
  /** Gets a sentence with what the import changed. */
  readonly onImported: (message: string) => void;
  readonly onClose: () => void;
}) {
  switch (open.what) {
    case 'item':
      return <ItemSheet item={open.item} categoryId={categoryId} onClose={onClose} />;
    case 'category':
      return <CategorySheet category={open.category} onClose={onClose} />;
    case 'question':
      return <QuestionSheet group={open.group} onClose={onClose} />;
    case 'import':
      return <ImportSheet onDone={onImported} onClose={onClose} />;
  }
}
