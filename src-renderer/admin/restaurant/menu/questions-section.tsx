/** The questions of dishes: options, limits, and how many dishes ask each. */
import { moneyText } from '../../../../src-shared/base/money';
import type { ModifierGroup } from '../../../../src-shared/model/menu';
import { useHost } from '../../../client/hooks';
import { Button } from '../../../ui/controls/controls';
import { useShellWords } from '../../parts/admin-texts';
import { Section } from '../../parts/panel';
import style from './menu.module.css';
import { useMenuWords } from './texts';

export function QuestionsSection({
  isOwner,
  onEdit,
}: {
  readonly isOwner: boolean;
  /** Null: a new question. */
  readonly onEdit: (group: ModifierGroup | null) => void;
}) {
  const words = useMenuWords();
  const { modifierGroups } = useHost((host) => host.place);
  return (
    <Section
      title={words.questions}
      aside={isOwner && <Button onClick={() => onEdit(null)}>{words.addQuestion}</Button>}
    >
      <p className={style.hint}>
        {modifierGroups.length === 0 ? words.noQuestions : words.questionsHint}
      </p>
      <ul className={style.items}>
        {modifierGroups.map((group) => (
          <QuestionRow
            key={group.id}
            group={group}
            isOwner={isOwner}
            onEdit={() => onEdit(group)}
          />
        ))}
      </ul>
    </Section>
  );
}

function QuestionRow({
  group,
  isOwner,
  onEdit,
}: {
  readonly group: ModifierGroup;
  readonly isOwner: boolean;
  readonly onEdit: () => void;
}) {
  const words = useMenuWords();
  const shell = useShellWords();
  const { items, decimals } = useHost((host) => host.place);
  return (
    <li className={style.item}>
      <strong>{group.name}</strong>
      <span className={style.where}>
        {group.options
          .map(({ name, price }) => (price > 0 ? `${name} +${moneyText(price, decimals)}` : name))
          .join(', ')}
      </span>
      <span className={style.price}>
        {words.required(group.min, group.max)}
        <small>
          {' '}
          · {words.askedBy(items.filter(({ groupIds }) => groupIds.includes(group.id)).length)}
        </small>
      </span>
      {isOwner && (
        <Button aria-label={words.editQuestion(group.name)} onClick={onEdit}>
          {shell.edit}
        </Button>
      )}
    </li>
  );
}
