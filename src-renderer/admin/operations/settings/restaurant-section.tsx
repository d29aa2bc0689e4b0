/** The restaurant's own data: its name, its money, when its day ends, what the state takes. */
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

/** Saves what was changed; false where that was refused. */
export type Saver = { current: (() => Promise<boolean>) | null };

export function RestaurantSection({
  settings,
  saver,
}: {
  readonly settings: AdminSettings;
  /** Whoever goes on saves first; without it the part has a button of its own. */
  readonly saver?: Saver;
}) {
  const words = useSettingWords();
  const actions = useActions();
  const [name, setName] = useState(settings.name);
  const [code, setCode] = useState(settings.currency.code);
  const [decimals, setDecimals] = useState(settings.currency.decimals);
  const [cutoverHour, setCutover] = useState(settings.cutoverHour);
  const [hasTax, setHasTax] = useState(settings.tax !== null);
  const [taxName, setTaxName] = useState(settings.tax?.name ?? 'IVA');
  const [rate, setRate] = useState(
    settings.tax ? String(settings.tax.rate / 100).replace('.', ',') : '',
  );
  const [included, setIncluded] = useState(settings.tax?.included ?? true);
  const [isSaved, setSaved] = useState(false);
  const hundredths = Math.round(Number(rate.replace(',', '.')) * 100);
  const isRate = /^\d{1,3}([.,]\d{1,2})?$/.test(rate) && hundredths <= 10_000;
  const isFit =
    name.trim() !== '' && /^[A-Z]{3}$/.test(code) && (!hasTax || (isRate && taxName.trim() !== ''));
  async function save(): Promise<boolean> {
    if (!isFit) return false;
    const done = await actions.run('setRestaurant', {
      name: name.trim(),
      currency: { code, decimals },
      tax: hasTax ? { name: taxName.trim(), rate: hundredths, included } : null,
      cutoverHour,
    });
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
      <div className={style.fields}>
        <Field
          label={words.name}
          value={name}
          maxLength={80}
          onChange={({ target }) => setName(target.value)}
        />
        <Field
          label={words.currency}
          value={code}
          maxLength={3}
          onChange={({ target }) => setCode(target.value.toUpperCase())}
        />
        <Select
          label={words.decimals}
          {...(settings.hasOrders ? { hint: words.decimalsFixed } : {})}
          value={String(decimals)}
          disabled={settings.hasOrders}
          onChange={({ target }) => setDecimals(Number(target.value))}
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
          onChange={({ target }) => setCutover(Number(target.value))}
        >
          {HOURS.map((hour) => (
            <option key={hour} value={hour}>
              {`${String(hour).padStart(2, '0')}:00`}
            </option>
          ))}
        </Select>
      </div>
      <Switch label={words.tax} isOn={hasTax} onChange={setHasTax} />
      {hasTax && (
        <div className={style.fields}>
          <Field
            label={words.taxName}
            value={taxName}
            maxLength={20}
            onChange={({ target }) => setTaxName(target.value)}
          />
          <FormMessage
            label={words.taxRate}
            inputMode="decimal"
            value={rate}
            maxLength={6}
            wrong={rate !== '' && !isRate ? words.taxWrong : null}
            onChange={({ target }) => setRate(target.value)}
          />
          <Switch label={words.taxIncluded} isOn={included} onChange={setIncluded} />
        </div>
      )}
      {saver === undefined ? (
        <SaveLine
          isSaved={isSaved}
          denied={actions.denied}
          disabled={actions.isBusy || !isFit}
          onSave={() => void save()}
        />
      ) : (
        actions.denied !== null && <Note tone="bad">{actions.denied}</Note>
      )}
    </Section>
  );
}
