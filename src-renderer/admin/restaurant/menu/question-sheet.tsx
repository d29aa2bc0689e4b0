/** The sheet of one question of dishes: options with their prices, and how many of them. */
import { useState } from 'react';
import type { ModifierGroup } from '../../../../src-shared/model/menu';
import { readPrice } from '../../../../src-shared/menu-import/prices';
import type { MoneyStyle } from '../../../../src-shared/menu-import/prices';
import { moneyText } from '../../../../src-shared/base/money';
import { useHost } from '../../../client/hooks';
import { Field } from '../../../ui/controls/controls';
import { Stepper } from '../../../ui/controls/forms';
import { EditSheet } from '../../parts/edit-sheet';
import { LinesField } from '../../parts/fields';
import { useActions } from '../../parts/use-host';
import style from './menu.module.css';
import { useMenuWords } from './texts';

const MOST = 30;

export function QuestionSheet({
  group,
  onClose,
}: {
  readonly group: ModifierGroup | null;
  readonly onClose: () => void;
}) {
  const words = useMenuWords();
  const money = useHost(({ place }) => place);
  const asking = useHost(
    ({ place }) =>
      place.items.filter(({ groupIds }) => group !== null && groupIds.includes(group.id)).length,
  );
  const actions = useActions();
  const [name, setName] = useState(group?.name ?? '');
  const [min, setMin] = useState(group?.min ?? 0);
  const [max, setMax] = useState(group?.max ?? 1);
  const [typed, setTyped] = useState(
    (group?.options ?? []).map((option) => optionText(option, money)).join('\n'),
  );
  const read = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => optionFrom(line, money));
  const wrong = read.find((one) => typeof one === 'string');
  const options = read.filter((one) => typeof one !== 'string');
  return (
    <EditSheet
      title={group ? words.editQuestion(group.name) : words.addQuestion}
      actions={actions}
      isFit={
        name.trim() !== '' &&
        options.length > 0 &&
        wrong === undefined &&
        min <= max &&
        min <= options.length
      }
      save={() =>
        actions.run('saveModifierGroup', {
          id: group?.id ?? null,
          name: name.trim(),
          min,
          max,
          options,
        })
      }
      removal={
        group && {
          title: words.removeQuestion(group.name),
          question: words.removeQuestionSure(group.name, asking),
          run: () => actions.run('removeModifierGroup', { id: group.id }),
        }
      }
      onClose={onClose}
    >
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        onChange={({ target }) => setName(target.value)}
      />
      <LinesField
        label={words.optionsOf}
        hint={wrong === undefined ? words.optionsHint : words.optionWrong(wrong)}
        value={typed}
        maxLength={4_000}
        onChange={({ target }) => setTyped(target.value)}
      />
      <OptionLimits min={min} max={max} onMin={setMin} onMax={setMax} />
    </EditSheet>
  );
}

/** How many options a dish must and may have. */
function OptionLimits({
  min,
  max,
  onMin,
  onMax,
}: {
  readonly min: number;
  readonly max: number;
  readonly onMin: (min: number) => void;
  readonly onMax: (max: number) => void;
}) {
  const words = useMenuWords();
  return (
    <div className={style.two}>
      <div>
        <span className={style.hint}>{words.atLeast}</span>
        <Stepper label={words.atLeast} value={min} min={0} max={max} onChange={onMin} />
      </div>
      <div>
        <span className={style.hint}>{words.atMost}</span>
        <Stepper
          label={words.atMost}
          value={max}
          min={Math.max(1, min)}
          max={MOST}
          onChange={onMax}
        />
      </div>
    </div>
  );
}

type Option = ModifierGroup['options'][number];

/** A name that itself ends like a price gets an explicit zero: `Doble +2 +0`. */
function optionText({ name, price }: Option, { decimals }: MoneyStyle): string {
  return price > 0 || PRICED.test(name) ? `${name} +${moneyText(price, decimals)}` : name;
}

/** Parses `Doble queso +1200`. Returns the line if its price is not valid. */
function optionFrom(line: string, money: MoneyStyle): Option | string {
  const [, name = line, price] = PRICED.exec(line) ?? [];
  const amount = price === undefined ? 0 : readPrice(price, money);
  return amount === null || name.trim() === '' ? line : { name: name.trim(), price: amount };
}

const PRICED = /^(.*?)\s*\+\s*([\d.,\p{Sc}\s]+)$/u;
