/** Settings of the restaurant: name, currency, hour at which its day ends, tax. */
import { useEffect, useState } from 'react';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { Field, Note } from '../../../ui/controls/controls';
import { Select, Switch, FormMessage } from '../../parts/fields';
import { Section } from '../../parts/panel';
import { useActions } from '../../parts/use-host';
import { SaveLine } from './save-line';
import style from './settings.module.css';
import { useSettingWords } from './texts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Saves the changed settings. False: the host refused them. */
export type Saver = { current: (() => Promise<boolean>) | null };

type Draft = {
  readonly name: string;
  readonly code: string;
  readonly decimals: number;
  readonly cutoverHour: number;
  readonly hasTax: boolean;
  readonly taxName: string;
  /** Percent with a decimal comma or point. */
  readonly rate: string;
  readonly included: boolean;
};
type FieldsProps = { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void };

function draftOf({ name, currency, cutoverHour, tax }: AdminSettings): Draft {
  return {
    name,
    code: currency.code,
    decimals: currency.decimals,
    cutoverHour,
    hasTax: tax !== null,
    taxName: tax?.name ?? 'IVA',
    rate: tax ? String(tax.rate / 100).replace('.', ',') : '',
    included: tax?.included ?? true,
  };
}

/** Hundredths of a percent; null: no rate, or over 100 %. */
function rateOf({ rate }: Draft): number | null {
  const hundredths = Math.round(Number(rate.replace(',', '.')) * 100);
  return /^\d{1,3}([.,]\d{1,2})?$/.test(rate) && hundredths <= 10_000 ? hundredths : null;
}

/** Null: a field is not valid. */
function settingsOf(draft: Draft) {
  const { code, decimals, cutoverHour, included } = draft;
  const name = draft.name.trim();
  const taxName = draft.taxName.trim();
  const rate = rateOf(draft);
  if (name === '' || !/^[A-Z]{3}$/.test(code)) return null;
  if (!draft.hasTax) return { name, currency: { code, decimals }, tax: null, cutoverHour };
  if (rate === null || taxName === '') return null;
  return {
    name,
    currency: { code, decimals },
    tax: { name: taxName, rate, included },
    cutoverHour,
  };
}

export function RestaurantSection({
  settings,
  saver,
}: {
  readonly settings: AdminSettings;
  /** The page that goes on saves first. Without it the section has its own button. */
  readonly saver?: Saver;
}) {
  const words = useSettingWords();
  const actions = useActions();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const [isSaved, setSaved] = useState(false);
  const valid = settingsOf(draft);
  const fields: FieldsProps = {
    draft,
    onChange: (part) => setDraft((old) => ({ ...old, ...part })),
  };
  async function save(): Promise<boolean> {
    if (!valid) return false;
    const done = await actions.run('setRestaurant', valid);
    setSaved(done !== null);
    return done !== null;
  }
  useEffect(() => {
    if (!saver) return;
    saver.current = save;
    return () => {
      saver.current = null;
    };
  });
  return (
    <Section title={words.house}>
      <RestaurantFields {...fields} hasOrders={settings.hasOrders} />
      <TaxFields {...fields} />
      {saver === undefined ? (
        <SaveLine
          isSaved={isSaved}
          denied={actions.denied}
          disabled={actions.isBusy || !valid}
          onSave={() => void save()}
        />
      ) : (
        actions.denied !== null && <Note tone="bad">{actions.denied}</Note>
      )}
    </Section>
  );
}

function RestaurantFields({
  draft: { name, code, decimals, cutoverHour },
  hasOrders,
  onChange,
}: FieldsProps & {
  /** Decimals cannot change once there are orders. */
  readonly hasOrders: boolean;
}) {
  const words = useSettingWords();
  return (
    <div className={style.fields}>
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Field
        label={words.currency}
        value={code}
        maxLength={3}
        onChange={({ target }) => onChange({ code: target.value.toUpperCase() })}
      />
      <Select
        label={words.decimals}
        {...(hasOrders ? { hint: words.decimalsFixed } : {})}
        value={String(decimals)}
        disabled={hasOrders}
        onChange={({ target }) => onChange({ decimals: Number(target.value) })}
      >
        {[0, 1, 2, 3].map((count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </Select>
      <Select
        label={words.cutover}
        hint={words.cutoverHint}
        value={String(cutoverHour)}
        onChange={({ target }) => onChange({ cutoverHour: Number(target.value) })}
      >
        {HOURS.map((hour) => (
          <option key={hour} value={hour}>
            {`${String(hour).padStart(2, '0')}:00`}
          </option>
        ))}
      </Select>
    </div>
  );
}

function TaxFields({ draft, onChange }: FieldsProps) {
  const words = useSettingWords();
  const { hasTax, taxName, rate, included } = draft;
  return (
    <>
      <Switch label={words.tax} isOn={hasTax} onChange={(isOn) => onChange({ hasTax: isOn })} />
      {hasTax && (
        <div className={style.fields}>
          <Field
            label={words.taxName}
            value={taxName}
            maxLength={20}
            onChange={({ target }) => onChange({ taxName: target.value })}
          />
          <FormMessage
            label={words.taxRate}
            inputMode="decimal"
            value={rate}
            maxLength={6}
            wrong={rate !== '' && rateOf(draft) === null ? words.taxWrong : null}
            onChange={({ target }) => onChange({ rate: target.value })}
          />
          <Switch
            label={words.taxIncluded}
            isOn={included}
            onChange={(isOn) => onChange({ included: isOn })}
          />
        </div>
      )}
    </>
  );
}
