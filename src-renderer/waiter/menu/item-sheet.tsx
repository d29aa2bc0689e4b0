/** The sheet of one dish: questions, removals, note, course and seat. */
import { useState } from 'react';
import { LIMITS } from '../../../src-shared/base/limits';
import type { ModifierGroup } from '../../../src-shared/model/menu';
import { moneyText } from '../../../src-shared/base/money';
import type { LayoutItem } from '../../../src-shared/live/snapshot';
import { useHost } from '../../client/hooks';
import { Button, Field } from '../../ui/controls/controls';
import { Choices, Stepper, Toggle } from '../../ui/controls/forms';
import { Icon } from '../../ui/controls/icons';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { withChanged, withLine, withQuantity } from '../parts/carts';
import type { Cart, CartLine } from '../parts/carts';
import style from './sheets.module.css';
import { WhenSelect } from './when-select';
import { useWaiterTexts } from '../parts/texts';

const SEATS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export default function ItemSheet({
  item,
  line,
  usual,
  onChange,
  onClose,
}: {
  readonly item: LayoutItem;
  /** A line that is in the cart already; null: a new line. */
  readonly line: CartLine | null;
  readonly usual: Omit<CartLine, 'no'>;
  readonly onChange: (how: (cart: Cart) => Cart) => void;
  readonly onClose: () => void;
}) {
  const words = useWaiterTexts();
  const modifierGroups = useHost(({ place }) => place.modifierGroups);
  const [now, setNow] = useState<Omit<CartLine, 'no'>>(line ?? usual);
  const groups = item.groupIds.flatMap(
    (id) => modifierGroups.find((group) => group.id === id) ?? [],
  );
  const without = item.removable.map((what) => words.withoutOne(what));
  // With optional choices the sheet stays open, so that they can be tapped.
  const hasMore = without.length > 0 || groups.some(({ min }) => min === 0);
  const isAnswered = groups.every((group) => chosenIn(group, now.modifiers).length >= group.min);
  const set = (some: Partial<CartLine>): void => setNow({ ...now, ...some });

  function done(final: Omit<CartLine, 'no'>): void {
    onChange((cart) =>
      line ? withChanged(cart, { ...final, no: line.no }) : withLine(cart, final),
    );
  }
  function toggle(modifier: string, group: ModifierGroup | null): void {
    const modifiers = toggled(now.modifiers, modifier, group);
    const next = { ...now, modifiers };
    setNow(next);
    const required = groups.filter(({ min }) => min > 0);
    const isFull = required.every((one) => chosenIn(one, modifiers).length >= one.max);
    // The last required answer of a new line adds it at once, without a tap on "agregar".
    if (line === null && group !== null && group.min > 0 && isFull && !hasMore) done(next);
  }

  return (
    <Sheet
      title={item.name}
      onClose={onClose}
      foot={
        <>
          {line && (
            <Button look="grave" onClick={() => onChange((cart) => withQuantity(cart, line.no, 0))}>
              {words.remove}
            </Button>
          )}
          <Button look="main" disabled={!isAnswered} onClick={() => done(now)}>
            {line ? words.done : words.add}
          </Button>
        </>
      }
    >
      {groups.map((group) => (
        <QuestionGroup
          key={group.id}
          group={group}
          chosen={chosenIn(group, now.modifiers)}
          onToggle={(option) => toggle(option, group)}
        />
      ))}
      {without.length > 0 && (
        <Removals wishes={without} chosen={now.modifiers} onToggle={(wish) => toggle(wish, null)} />
      )}
      <LineFields line={now} onChange={set} />
    </Sheet>
  );
}

function QuestionGroup({
  group,
  chosen,
  onToggle,
}: {
  readonly group: ModifierGroup;
  readonly chosen: readonly string[];
  readonly onToggle: (option: string) => void;
}) {
  const words = useWaiterTexts();
  const decimals = useHost(({ place }) => place.decimals);
  return (
    <section className={style.group}>
      <h3>
        {group.name}
        {chosen.length > 0 && chosen.length >= group.min ? (
          <Icon name="Check" size={20} />
        ) : (
          <span data-open={chosen.length < group.min}>{words.pick(group.min, group.max)}</span>
        )}
      </h3>
      <Choices label={group.name}>
        {group.options.map(({ name, price }) => (
          <Toggle
            key={name}
            isOn={chosen.includes(name)}
            disabled={group.max > 1 && !chosen.includes(name) && chosen.length >= group.max}
            onClick={() => onToggle(name)}
          >
            {name}
            {price > 0 && ` +${moneyText(price, decimals)}`}
          </Toggle>
        ))}
      </Choices>
    </section>
  );
}

function Removals({
  wishes,
  chosen,
  onToggle,
}: {
  readonly wishes: readonly string[];
  readonly chosen: readonly string[];
  readonly onToggle: (wish: string) => void;
}) {
  const words = useWaiterTexts();
  return (
    <section className={style.group}>
      <h3>{words.without}</h3>
      <Choices label={words.without}>
        {wishes.map((wish) => (
          <Toggle key={wish} isOn={chosen.includes(wish)} onClick={() => onToggle(wish)}>
            {wish}
          </Toggle>
        ))}
      </Choices>
    </section>
  );
}

/** Quantity, note, course and seat. */
function LineFields({
  line,
  onChange,
}: {
  readonly line: Omit<CartLine, 'no'>;
  readonly onChange: (part: Partial<CartLine>) => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  return (
    <>
      <Stepper
        label={words.quantity}
        value={line.quantity}
        min={1}
        max={LIMITS.quantity}
        onChange={(quantity) => onChange({ quantity })}
      />
      <Field
        label={words.note}
        placeholder={words.notePlaceholder}
        value={line.note}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => onChange({ note: target.value })}
      />
      <div className={style.columns}>
        <label className={style.select}>
          <span>{text.holdTitle}</span>
          <WhenSelect
            course={line.course}
            held={line.held}
            onPick={(course, held) => onChange({ course, held })}
          />
        </label>
        <label className={style.select}>
          <span>{words.seatTitle}</span>
          <select
            value={line.seat ?? 0}
            onChange={({ target }) => onChange({ seat: Number(target.value) || null })}
          >
            <option value={0}>–</option>
            {SEATS.map((seat) => (
              <option key={seat} value={seat}>
                {seat}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
}

function chosenIn({ options }: ModifierGroup, modifiers: readonly string[]): readonly string[] {
  return options.flatMap(({ name }) => (modifiers.includes(name) ? [name] : []));
}

/**
 * Adds or removes a modifier. In a group with one answer it replaces the other. The order of the
 * rest stays, so that equal wishes compare equal.
 */
function toggled(
  modifiers: readonly string[],
  modifier: string,
  group: ModifierGroup | null,
): readonly string[] {
  if (modifiers.includes(modifier)) return modifiers.filter((one) => one !== modifier);
  const isOnlyOne = group?.max === 1;
  const others = isOnlyOne
    ? modifiers.filter((one) => !group.options.some(({ name }) => name === one))
    : modifiers;
  return [...others, modifier];
}
