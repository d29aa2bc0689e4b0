/** The sheet of one station: name, printer and backups, copies, time limits, purpose. */
import { useState } from 'react';
import { useHost } from '../../../client/hooks';
import { Field, Segments } from '../../../ui/controls/controls';
import { Stepper } from '../../../ui/controls/forms';
import { EditSheet } from '../../parts/edit-sheet';
import { Select, MultiSelect, Switch } from '../../parts/fields';
import { useActions } from '../../parts/use-host';
import { draftOf, sendStation } from './station-draft';
import type { StationDraft } from './station-draft';
import style from './stations.module.css';
import { useStationWords } from './texts';
import type { Station } from '../../../../src-shared/model/stations';

const HOURS_4 = 240;

type FieldsProps = {
  readonly draft: StationDraft;
  readonly onChange: (part: Partial<StationDraft>) => void;
};

/** Printers that may back up the chosen one, and those of the draft among them. */
function useBackups({ printer, fallbacks }: StationDraft) {
  const printers = useHost(({ place }) => place.printers);
  const isSample = (id: string): boolean => printers.find((one) => one.id === id)?.virtual === true;
  // A real printer is never backed up by a sample printer.
  const allowed = printers.filter(
    ({ id }) => id !== printer && (isSample(printer) || !isSample(id)),
  );
  return { allowed, chosen: fallbacks.filter((id) => allowed.some((one) => one.id === id)) };
}

function usePrinterName(): (id: string) => string {
  const printers = useHost(({ place }) => place.printers);
  return (id) => printers.find((one) => one.id === id)?.name ?? '';
}

export function StationSheet({
  station,
  onClose,
}: {
  /** Null: a new station. */
  readonly station: Station | null;
  readonly onClose: () => void;
}) {
  const words = useStationWords();
  const { printers, categories } = useHost(({ place }) => place);
  const actions = useActions();
  const [draft, setDraft] = useState(() => draftOf(station, printers[0]?.id ?? ''));
  const nameOf = usePrinterName();
  const { chosen } = useBackups(draft);
  const fields: FieldsProps = {
    draft,
    onChange: (part) => setDraft((old) => ({ ...old, ...part })),
  };
  return (
    <EditSheet
      title={station ? words.editName(station.name) : words.add}
      actions={actions}
      isFit={draft.name.trim() !== '' && draft.printer !== '' && draft.hurryMin <= draft.lateMin}
      save={() => sendStation(actions, station, { ...draft, fallbacks: chosen }, nameOf)}
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
        value={draft.name}
        maxLength={80}
        onChange={({ target }) => fields.onChange({ name: target.value })}
      />
      <PrinterChain {...fields} />
      <TicketRules {...fields} />
      <Purpose {...fields} />
    </EditSheet>
  );
}

/** The station's printer, its backups, and what happens when a print is not confirmed. */
function PrinterChain({ draft, onChange }: FieldsProps) {
  const words = useStationWords();
  const printers = useHost(({ place }) => place.printers);
  const nameOf = usePrinterName();
  const { allowed, chosen } = useBackups(draft);
  return (
    <>
      <Select
        label={words.printer}
        value={draft.printer}
        onChange={({ target }) => onChange({ printer: target.value })}
      >
        {printers.map((one) => (
          <option key={one.id} value={one.id}>
            {one.virtual ? words.sample(one.name) : one.name}
          </option>
        ))}
      </Select>
      <MultiSelect
        label={`${words.chain}${chosen.length > 0 ? `: ${chosen.map(nameOf).join(', ')}` : ''}`}
        options={allowed}
        chosen={chosen}
        onChange={(fallbacks) => onChange({ fallbacks })}
      />
      <p className={style.hint}>{words.chainHint}</p>
      <Segments
        label={words.whenUnsure}
        isNamed
        value={draft.whenUnsure}
        options={[
          ['reprint', words.reprint],
          ['ask', words.ask],
        ]}
        onPick={(whenUnsure) => onChange({ whenUnsure })}
      />
    </>
  );
}

function TicketRules({ draft: { copies, hurryMin, lateMin }, onChange }: FieldsProps) {
  const words = useStationWords();
  return (
    <div className={style.steppers}>
      <Counted
        label={words.copiesLabel}
        value={copies}
        min={1}
        max={3}
        onChange={(value) => onChange({ copies: value })}
      />
      <Counted
        label={words.hurry}
        value={hurryMin}
        min={1}
        max={lateMin}
        onChange={(value) => onChange({ hurryMin: value })}
      />
      <Counted
        label={words.late}
        value={lateMin}
        min={hurryMin}
        max={HOURS_4}
        onChange={(value) => onChange({ lateMin: value })}
      />
    </div>
  );
}

/** The station's screen, and what the station is for. At most one of the last three is on. */
function Purpose({ draft: { hasScreen, isDefault, takesAll, isCounter }, onChange }: FieldsProps) {
  const words = useStationWords();
  return (
    <>
      <Switch
        label={words.screenLabel}
        hint={words.screenHint}
        isOn={hasScreen}
        onChange={(isOn) => onChange({ hasScreen: isOn })}
      />
      <Switch
        label={words.defaultLabel}
        isOn={isDefault}
        disabled={isCounter || takesAll}
        onChange={(isOn) => onChange({ isDefault: isOn })}
      />
      <Switch
        label={words.takesAllLabel}
        isOn={takesAll}
        disabled={isDefault || isCounter}
        onChange={(isOn) => onChange({ takesAll: isOn })}
      />
      <Switch
        label={words.counterLabel}
        isOn={isCounter}
        disabled={isDefault || takesAll}
        onChange={(isOn) => onChange({ isCounter: isOn })}
      />
    </>
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
