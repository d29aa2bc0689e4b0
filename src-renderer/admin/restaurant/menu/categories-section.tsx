/** The categories of the menu: filter of the dishes, editing and order. */
import type { LayoutCategory } from '../../../../src-shared/live/snapshot';
import { useHost } from '../../../client/hooks';
import { Button, classes } from '../../../ui/controls/controls';
import { Icon } from '../../../ui/controls/icons';
import { MoveButtons } from '../../parts/move-buttons';
import { Section } from '../../parts/panel';
import style from './menu.module.css';
import { useMenuWords } from './texts';

export function CategoriesSection({
  chosenId,
  isOwner,
  isOrdering,
  onChoose,
  onEdit,
  onMove,
}: {
  /** Null: all categories. */
  readonly chosenId: string | null;
  readonly isOwner: boolean;
  readonly isOrdering: boolean;
  readonly onChoose: (categoryId: string | null) => void;
  /** Null: a new category. */
  readonly onEdit: (category: LayoutCategory | null) => void;
  readonly onMove: (categoryId: string, step: 1 | -1) => void;
}) {
  const words = useMenuWords();
  const { categories, items } = useHost((host) => host.place);
  return (
    <Section
      title={words.categories}
      aside={
        isOwner && (
          <Button icon look="quiet" aria-label={words.addCategory} onClick={() => onEdit(null)}>
            <Icon name="Plus" size={22} />
          </Button>
        )
      }
    >
      <ul className={style.categories}>
        <li>
          <button
            type="button"
            className={classes(style.category, chosenId === null && style.chosen)}
            aria-pressed={chosenId === null}
            onClick={() => onChoose(null)}
          >
            <span>{words.everything}</span>
            <small>{items.length}</small>
          </button>
        </li>
        {categories.map((category, index) => (
          <li key={category.id}>
            <button
              type="button"
              className={classes(style.category, chosenId === category.id && style.chosen)}
              aria-pressed={chosenId === category.id}
              onClick={() => onChoose(category.id)}
            >
              <span>{category.name}</span>
              <small>{items.filter((item) => item.categoryId === category.id).length}</small>
            </button>
            {isOwner && !isOrdering && (
              <Button
                icon
                look="quiet"
                aria-label={words.editCategory(category.name)}
                onClick={() => onEdit(category)}
              >
                <Icon name="Ellipsis" size={22} />
              </Button>
            )}
            {isOrdering && (
              <MoveButtons
                name={category.name}
                isFirst={index === 0}
                isLast={index === categories.length - 1}
                onMove={(step) => onMove(category.id, step)}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
