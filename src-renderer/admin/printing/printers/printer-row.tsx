/** One printer of the restaurant: its state, its use, its buttons, and what a test found. */
import { useState } from 'react';
import type { Printer } from '../../../../src-shared/model/printers';
import { addressText } from '../../../../src-shared/model/printer-address-text';
import { isSample } from '../../../../src-shared/model/sample-printers';
import { useHost } from '../../../client/hooks';
import { Button, Chip, Note } from '../../../ui/controls/controls';
import { useText } from '../../../ui/i18n/ui-context';
import { printerState } from '../../operations/dashboard/printer-state';
import { useBoardWords } from '../../operations/dashboard/texts';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import type { Actions } from '../../parts/use-host';
import style from './printers.module.css';
import { RowSheet } from './row-sheet';
import type { SheetName } from './row-sheet';
import type { TaskOutcome } from './task-outcome';
import { usePrinterTasks } from './use-printer-tasks';
import type { PrinterTasks } from './use-printer-tasks';
import { usePrinterWords } from './texts';

/** A PDF folder or a screen takes jobs like a printer, but has no paper to test. */
function isPaper({ address }: Printer): boolean {
  return address.kind !== 'pdf' && address.kind !== 'screen';
}

export function PrinterRow({
  printer,
  isOwner,
  onChanged,
}: {
  readonly printer: Printer;
  readonly isOwner: boolean;
  readonly onChanged: () => void;
}) {
  const actions = useActions();
  const tasks = usePrinterTasks(printer.name, onChanged);
  const [sheet, setSheet] = useState<SheetName | null>(null);
  return (
    <li className={style.printer}>
      <RowHead printer={printer} actions={actions} />
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      <PrinterFacts printer={printer} />
      <RowButtons printer={printer} isOwner={isOwner} tasks={tasks} onOpen={setSheet} />
      {tasks.outcome && (
        <OutcomeNote
          outcome={tasks.outcome}
          onReadable={tasks.forget}
          onWidth={() => setSheet('width')}
        />
      )}
      {sheet && (
        <RowSheet
          sheet={sheet}
          printer={printer}
          tasks={tasks}
          onChanged={onChanged}
          onClose={() => setSheet(null)}
        />
      )}
    </li>
  );
}

function RowHead({ printer, actions }: { readonly printer: Printer; readonly actions: Actions }) {
  const board = useBoardWords();
  const text = useText();
  const { name, address } = printer;
  const health = useHost((host) => host.printers[printer.id]?.health) ?? printer.health;
  const isAway = health.state === 'blocked' || health.state === 'open';
  const state = printerState(text, board, health, false);
  return (
    <div className={style.head}>
      <strong>{name}</strong>
      <Chip tone={state.tone}>
        {isSample({ address }) ? `${board.laneSample} · ${state.words}` : state.words}
      </Chip>
      {isAway && (
        <Button
          disabled={actions.isBusy}
          onClick={() => void actions.run('retryPrinter', { printer: name })}
        >
          {text.retry}
        </Button>
      )}
    </div>
  );
}

/** Where the printer is, what it can do, and which stations use it. */
function PrinterFacts({ printer }: { readonly printer: Printer }) {
  const words = usePrinterWords();
  const stations = useHost(({ place }) => place.stations);
  const { id, address, profile } = printer;
  const uses = stations.filter(({ printerId }) => printerId === id).map((station) => station.name);
  const backs = stations
    .filter(({ fallbacks }) => fallbacks.includes(id))
    .map((station) => station.name);
  return (
    <p className={style.hint}>
      {isSample({ address }) ? words.virtual : addressText(address)}
      {isPaper(printer) &&
        ` · ${words.columns(profile.columns)} · ${profile.fence === 'none' ? words.noConfirm : words.confirms} · ${profile.answersStatus ? words.tellsStatus : words.noStatus}`}
      <br />
      {[
        uses.length > 0 ? words.stations(uses.join(', ')) : null,
        backs.length > 0 ? words.backs(backs.join(', ')) : null,
      ]
        .filter((one) => one !== null)
        .join(' · ') || words.unused}
    </p>
  );
}

function RowButtons({
  printer,
  isOwner,
  tasks: { running, run, openDrawer },
  onOpen,
}: {
  readonly printer: Printer;
  readonly isOwner: boolean;
  readonly tasks: PrinterTasks;
  readonly onOpen: (sheet: SheetName) => void;
}) {
  const words = usePrinterWords();
  const shell = useShellWords();
  const { name } = printer;
  return (
    <div className={style.deeds}>
      {isPaper(printer) && isOwner && (
        <>
          <Button
            aria-label={`${words.test}: ${name}`}
            disabled={running !== null}
            onClick={() => void run('test')}
          >
            {running === 'test' ? words.testing : words.test}
          </Button>
          <Button
            aria-label={`${words.calibrate}: ${name}`}
            disabled={running !== null}
            onClick={() => void run('calibrate')}
          >
            {running === 'calibrate' ? words.calibrating : words.calibrate}
          </Button>
          <Button
            aria-label={words.paperAs(name)}
            disabled={running !== null}
            onClick={() => onOpen('width')}
          >
            {words.otherLetters}
          </Button>
        </>
      )}
      <Button aria-label={`${words.paper}: ${name}`} onClick={() => onOpen('paper')}>
        {words.paper}
      </Button>
      {isPaper(printer) && (
        <Button aria-label={`${words.drawer}: ${name}`} onClick={() => void openDrawer()}>
          {words.drawer}
        </Button>
      )}
      {isOwner && (
        <Button look="quiet" aria-label={words.removeName(name)} onClick={() => onOpen('remove')}>
          {shell.remove}
        </Button>
      )}
    </div>
  );
}

function OutcomeNote({
  outcome,
  onReadable,
  onWidth,
}: {
  readonly outcome: TaskOutcome;
  readonly onReadable: () => void;
  readonly onWidth: () => void;
}) {
  const words = usePrinterWords();
  return (
    <div role="status">
      <Note tone={outcome.tone}>{outcome.words}</Note>
      {outcome.asks && (
        <div className={style.deeds}>
          <Button look="main" onClick={onReadable}>
            {words.readsWell}
          </Button>
          <Button onClick={onWidth}>{words.otherLetters}</Button>
        </div>
      )}
    </div>
  );
}
