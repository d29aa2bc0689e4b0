/** The preview of a menu import: summary, problems by line, and dishes that are new or change. */
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { DishChange, MenuFieldChange, Mode } from '../../../../src-shared/menu-import/plan';
import { moneyText } from '../../../../src-shared/base/money';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import { Button, Segments } from '../../../ui/controls/controls';
import style from './menu.module.css';
import { PAGE, unpack } from './packed-read';
import type { PackedPlan, PackedPreview, Pages } from './packed-read';
import { clipped, problemWords } from './problem-texts';
import { useMenuWords } from './texts';
import type { MenuWords } from './texts';

type Money = Pick<RestaurantLayout, 'currency' | 'decimals'>;

const NAMES_SHOWN = 6;

export function ImportPreview({
  preview,
  mode,
  place,
  onMode,
}: {
  readonly preview: PackedPreview;
  readonly mode: Mode;
  readonly place: Money;
  readonly onMode: (mode: Mode) => void;
}) {
  const words = useMenuWords();
  const plan = preview[mode];
  // A problem may concern any dish, so removals are unreliable while there are problems.
  const mayReplace = preview.isWhole && preview.replace.inDoubt === 0;
  return (
    <>
      <div className={style.summary}>
        <strong role="status">{words.summary(plan.added, plan.changed, plan.same)}</strong>
        {plan.newCategories.length > 0 && (
          <p>{words.newCategories(someOf(plan.newCategories, words))}</p>
        )}
      </div>
      {preview.keep.missing > 0 && mayReplace && (
        <Segments
          label={words.mode}
          isNamed
          value={mode}
          options={[
            ['keep', words.keep],
            ['replace', words.replace(preview.replace.missing)],
          ]}
          onPick={onMode}
        />
      )}
      {preview.keep.missing > 0 && !mayReplace && (
        <p className={style.hint}>{words.keptInDoubt(preview.keep.missing)}</p>
      )}
      {plan.problems.count > 0 && <Problems plan={plan} money={place} />}
      {plan.changes.count > 0 && (
        <Some key={mode} label={words.changes} className={style.dishes} all={plan.changes}>
          {(change) => <DishRow key={change.line} change={change} decimals={place.decimals} />}
        </Some>
      )}
    </>
  );
}

function someOf(names: readonly string[], words: MenuWords): string {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return names.length > NAMES_SHOWN
    ? `${shown} ${words.andMore(names.length - NAMES_SHOWN)}`
    : shown;
}

function Problems({ plan, money }: { readonly plan: PackedPlan; readonly money: Money }) {
  const words = useMenuWords();
  const summary = words.errors(plan.faultyLines);
  return (
    <div role="alert" className={style.faults}>
      <strong>{summary}</strong>
      <div className={style.faultList} role="region" aria-label={summary} tabIndex={0}>
        <Some label={summary} all={plan.problems}>
          {(problem, at) => (
            <li key={at}>
              <b>{words.line(problem.line)}</b> {problemWords(problem, money, words)}
            </li>
          )}
        </Some>
      </div>
    </div>
  );
}

function DishRow({ change, decimals }: { readonly change: DishChange; readonly decimals: number }) {
  const words = useMenuWords();
  const { name, code, category, price, priceText, fields } = change;
  const shown = moneyText(price, decimals);
  const isNewPrice = fields === null || fields.some(({ field }) => field === 'price');
  return (
    <li className={style.dish}>
      <strong>
        {name}
        <small>{code}</small>
      </strong>
      <span className={style.price}>
        {shown}
        {isNewPrice && !isWrittenSo(priceText, shown) && (
          <small>{words.writtenAs(clipped(priceText))}</small>
        )}
      </span>
      <span className={style.what}>
        {fields === null ? (
          <span>
            <b>{words.isNew}</b> · {category}
          </span>
        ) : (
          fields.map((field) => <span key={field.field}>{fieldWords(field, decimals, words)}</span>)
        )}
      </span>
    </li>
  );
}

/** Thousands separators and trailing zeros are left out of the comparison. */
function isWrittenSo(written: string, shown: string): boolean {
  const plain = (text: string): string =>
    text
      .replaceAll('.', '')
      .replace(/,0*$/, '')
      .replace(/(,\d*?)0+$/, '$1');
  return written === shown || (!written.includes('.') && plain(written) === plain(shown));
}

function fieldWords(change: MenuFieldChange, decimals: number, words: MenuWords): string {
  const name = {
    name: words.name,
    code: words.code,
    category: words.category,
    price: words.price,
    stations: words.goesTo,
    questions: words.asks,
    without: words.without,
  }[change.field];
  const [from, to] =
    change.field === 'price'
      ? [moneyText(change.from, decimals), moneyText(change.to, decimals)]
      : [change.from, change.to].map((value) =>
          typeof value === 'string' ? value : value.join(', '),
        );
  return `${name}: ${from || '–'} → ${to || '–'}`;
}

function Some<T>({
  label,
  className,
  all,
  children,
}: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly all: Pages<T>;
  readonly children: (one: T, at: number) => ReactNode;
}) {
  const words = useMenuWords();
  const [pages, setPages] = useState(1);
  const shown = useMemo(() => all.pages.slice(0, pages).flatMap(unpack), [all, pages]);
  const left = all.count - shown.length;
  return (
    <>
      <ul aria-label={label} className={className}>
        {shown.map(children)}
      </ul>
      {left > 0 && (
        <Button onClick={() => setPages(pages + 1)}>{words.showMore(Math.min(PAGE, left))}</Button>
      )}
    </>
  );
}
