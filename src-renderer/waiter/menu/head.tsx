/** The head of the menu: destination, course of the next dishes, search, categories. */
import type { Id } from '../../../src-shared/base/vocabulary';
import { Button } from '../../ui/controls/controls';
import { Icon } from '../../ui/controls/icons';
import { useText } from '../../ui/i18n/ui-context';
import type { Cart } from '../parts/carts';
import { WaiterPageHead } from '../parts/page-head';
import style from './head.module.css';
import { WhenSelect } from './when-select';

export function MenuHead({
  title,
  cart,
  typed,
  onBack,
  onType,
  onWhen,
}: {
  readonly title: string;
  readonly cart: Cart;
  /** Search text; null: no search. */
  readonly typed: string | null;
  readonly onBack: (() => void) | null;
  readonly onType: (typed: string | null) => void;
  readonly onWhen: (course: number | null, held: boolean) => void;
}) {
  const text = useText();
  if (typed === null)
    return (
      <WaiterPageHead className={style.head} title={title} onBack={onBack}>
        <WhenSelect
          className={style.when}
          course={cart.course}
          held={cart.held}
          label={text.holdTitle}
          onPick={onWhen}
        />
        <Button look="quiet" icon aria-label={text.searchDish} onClick={() => onType('')}>
          <Icon name="Search" size={24} />
        </Button>
      </WaiterPageHead>
    );
  return (
    <WaiterPageHead className={style.head} title={null} onBack={onBack}>
      <label className={style.search}>
        <input
          type="search"
          autoFocus
          aria-label={text.searchDish}
          placeholder={text.searchDish}
          value={typed}
          maxLength={80}
          onChange={({ target }) => onType(target.value)}
        />
      </label>
      <Button look="quiet" icon aria-label={text.cancel} onClick={() => onType(null)}>
        <Icon name="X" size={24} />
      </Button>
    </WaiterPageHead>
  );
}

export function Categories({
  names,
  picked,
  onPick,
}: {
  readonly names: readonly { readonly id: Id; readonly name: string }[];
  readonly picked: Id;
  readonly onPick: (id: Id) => void;
}) {
  return (
    <div className={style.categories} role="tablist">
      {names.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-controls="dishes"
          aria-selected={id === picked}
          className={style.category}
          onClick={({ currentTarget }) => {
            currentTarget.scrollIntoView({ inline: 'center', block: 'nearest' });
            onPick(id);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
