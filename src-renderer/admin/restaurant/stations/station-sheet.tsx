/**
 * One station: its name, its printer and who takes over, how many papers, when a ticket is late,
 * what it is for.
 */
import { useState } from 'react';
import { useHost } from '../../../client/hooks';
import { Field, Segments } from '../../../ui/controls/controls';
import { Stepper } from '../../../ui/controls/forms';
import { EditSheet } from '../../parts/edit-sheet';
import { Select, MultiSelect, Switch } from '../../parts/fields';
import { useActions } from '../../parts/use-host';
import style from './stations.module.css';
import { useStationWords } from './texts';
import type { Station } from '../../../../src-shared/model/stations';

const HOURS_4 = 240;

export function StationSheet({
  station,
  onClose,
}: {
  readonly station: Station | null;
  readonly onClose: () => void;
}) {
  const words = useStationWords();
  const { printers, categories } = useHost(({ place }) => place);
  const actions = useActions();
  const [name, setName] = useState(station?.name ?? '');
  const [printer, setPrinter] = useState(station?.printerId ?? printers[0]?.id ?? '');
  const [fallbacks, setFallbacks] = useState([...(station?.fallbacks ?? [])]);
  const [whenUnsure, setWhenUnsure] = useState(station?.whenUnsure ?? 'reprint');
  const [copies, setCopies] = useState(station?.copies ?? 1);
  const [hurryMin, setHurry] = useState(station?.hurryMin ?? 6);
  const [lateMin, setLate] = useState(station?.lateMin ?? 12);
  const [isDefault, setDefault] = useState(station?.isDefault ?? false);
  const [isCounter, setCounter] = useState(station?.isCounter ?? false);
  const [takesAll, setTakesAll] = useState(station?.takesAll ?? false);
  const [hasScreen, setScreen] = useState(station?.hasScreen ?? false);
  const nameOf = (id: string): string => printers.find((one) => one.id === id)?.name ?? '';
  const isSample = (id: string): boolean => printers.find((one) => one.id === id)?.virtual === true;
  // Sample printers leave a chain whose first printer is real.
  const others = printers.filter(
    ({ id }) => id !== printer && (isSample(printer) || !isSample(id)),
  );
  const chosen = fallbacks.filter((id) => others.some((one) => one.id === id));

  /**
   * Three deeds, each said by itself in the audit; false where one was refused: the sheet stays
   * with what is not yet done.
   */
  async function save(): Promise<boolean> {
    const saved = await actions.run('saveStation', {
      id: station?.id ?? null,
      name: name.trim(),
      printer,
      isDefault,
      isCounter,
      takesAll,
      copies,
      hurryMin,
      lateMin,
    });
    if (!saved) return false;
    const chain = [printer, ...chosen];
    const isSame =
      station &&
      chain.join() === [station.printerId, ...station.fallbacks].join() &&
      whenUnsure === station.whenUnsure;
    if (
      !isSame &&
      !(await actions.run('setStationChain', {
        station: saved.name,
        printers: chain.map(nameOf),
        whenUnsure,
      }))
    )
      return false;
    if (
      hasScreen !== (station?.hasScreen ?? false) &&
      !(await actions.run('setStationScreen', { station: saved.name, screen: hasScreen }))
    )
      return false;
    return true;
  }
  return (
    <EditSheet
      title={station ? words.editName(station.name) : words.add}
      actions={actions}
      isFit={name.trim() !== '' && printer !== '' && hurryMin <= lateMin}
      save={save}
      removal={
        station && {
          title: words.removeName(station.name),
          question: words.removeSure(
            station.name,
            categories.filter(
              ({ stationIds }) => stationIds.length === 1 && stationIds[0] === station.id,
            ).length,
          ),
          run: () => actions.run('removeStation', { id: station.id }),
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
      <Select
        label={words.printer}
        value={printer}
        onChange={({ target }) => setPrinter(target.value)}
      >
        {printers.map((one) => (
          <option key={one.id} value={one.id}>
            {one.virtual ? words.sample(one.name) : one.name}
          </option>
        ))}
      </Select>
      <MultiSelect
        label={`${words.chain}${chosen.length > 0 ? `: ${chosen.map(nameOf).join(', ')}` : ''}`}
        options={others}
        chosen={chosen}
        onChange={setFallbacks}
      />
      <p className={style.hint}>{words.chainHint}</p>
      <Segments
        label={words.whenUnsure}
        isNamed
        value={whenUnsure}
        options={[
          ['reprint', words.reprint],
          ['ask', words.ask],
        ]}
        onPick={setWhenUnsure}
      />
      <div className={style.steppers}>
        <Counted label={words.copiesLabel} value={copies} min={1} max={3} onChange={setCopies} />
        <Counted label={words.hurry} value={hurryMin} min={1} max={lateMin} onChange={setHurry} />
        <Counted
          label={words.late}
          value={lateMin}
          min={hurryMin}
          max={HOURS_4}
          onChange={setLate}
        />
      </div>
      <Switch
        label={words.screenLabel}
        hint={words.screenHint}
        isOn={hasScreen}
        onChange={setScreen}
      />
      <Switch
        label={words.defaultLabel}
        isOn={isDefault}
        disabled={isCounter || takesAll}
        onChange={setDefault}
      />
      <Switch
        label={words.takesAllLabel}
        isOn={takesAll}
        disabled={isDefault || isCounter}
        onChange={setTakesAll}
      />
      <Switch
        label={words.counterLabel}
        isOn={isCounter}
        disabled={isDefault || takesAll}
        onChange={setCounter}
      />
    </EditSheet>
  );
}

function Counted({
  label,
  ...rest
}: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <div>
      <span className={style.hint}>{label}</span>
      <Stepper label={label} {...rest} />
    </div>
  );
}
