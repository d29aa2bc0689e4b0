/**
 * Printers: what was found on the left, the house's own on the right, each with its state in words,
 * a test, its paper, its profile.
 */
import { useState } from 'react';
import type { Printer } from '../../../../src-shared/model/printers';
import { addressText } from '../../../../src-shared/model/printer-address-text';
import { isSample } from '../../../../src-shared/model/sample-printers';
import { atPrinter, findPrinters } from '../../../client/api/admin-api';
import type { PrinterTaskResult, FoundPrinter } from '../../../client/api/admin-api';
import { useConnected, useHost, useSession } from '../../../client/hooks';
import { Button, Chip, Empty, Note } from '../../../ui/controls/controls';
import type { Tone } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import type { CallResult } from '../../../client/api/staff-api';
import { useText } from '../../../ui/i18n/ui-context';
import { printerState } from '../../operations/dashboard/printer-state';
import { useBoardWords } from '../../operations/dashboard/texts';
import { AdminPageHead, Section, Skeleton, ConfirmSheet } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useQuery, useActions } from '../../parts/use-host';
import { AddPrinterSheet } from './add-sheet';
import { SamplesLeft } from '../../restaurant/samples/samples-left';
import { LastPapers } from './last-prints';
import style from './printers.module.css';
import { WidthSheet } from './width-fields';
import { usePrinterWords } from './texts';
import type { PrinterWords } from './texts';

export default function Printers() {
  const words = usePrinterWords();
  const shell = useShellWords();
  const text = useText();
  const { origin, token } = useConnected();
  const isOwner = useSession().role === 'owner';
  // Whatever is told of the place or of a printer's health is asked about again.
  const place = useHost((host) => host.place);
  const printers = useQuery('printers', {}, { again: place, everyMs: 10_000 });
  const [found, setFound] = useState<CallResult<readonly FoundPrinter[]> | 'searching' | null>(
    null,
  );
  const [adding, setAdding] = useState<FoundPrinter | 'hand' | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  const search = (sweep: boolean): void => {
    setFound('searching');
    void findPrinters(origin, token, { sweep, identify: true }).then(setFound);
  };
  const list = found !== null && found !== 'searching' && found.ok ? found.value : [];
  return (
    <>
      <AdminPageHead title={shell.pages.printers} lead={isOwner ? words.lead : words.owner} />
      {added !== null && <Note tone="ok">{words.added(added)}</Note>}
      <div className={style.columns}>
        {isOwner && (
          <Section title={words.found}>
            <p className={style.hint}>{words.searchHint}</p>
            <div className={style.deeds}>
              <Button
                look={found === null ? 'main' : 'plain'}
                disabled={found === 'searching'}
                onClick={() => search(false)}
              >
                {words.search}
              </Button>
              <Button disabled={found === 'searching'} onClick={() => search(true)}>
                {words.searchAll}
              </Button>
              <Button onClick={() => setAdding('hand')}>{words.addHand}</Button>
            </div>
            <div role="status" className={style.results}>
              {found === 'searching' && <p>{words.searching}</p>}
              {found !== null && found !== 'searching' && !found.ok && (
                <Note tone="bad">{denialText(text, found)}</Note>
              )}
              {found !== null && found !== 'searching' && found.ok && list.length === 0 && (
                <Empty title={words.nothingFound}>{words.nothingHint}</Empty>
              )}
              <ul>
                {list.map((one) => (
                  <li key={one.address} className={style.found}>
                    <strong>{one.says ?? one.name}</strong>
                    <span>{one.address}</span>
                    {one.known !== null ? (
                      <span>{words.isKnown(one.known)}</span>
                    ) : one.moved !== null ? (
                      <MoveHere found={one} name={one.moved} onDone={printers.ask} />
                    ) : (
                      <Button look="main" onClick={() => setAdding(one)}>
                        {words.addThis}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          </Section>
        )}
        <div>
          <Section title={words.yours}>
            {printers.state === 'loading' && <Skeleton />}
            {printers.state === 'failed' && <Note tone="bad">{printers.words}</Note>}
            <ul className={style.list}>
              {printers.state === 'here' &&
                printers.answer.map((printer) => (
                  <PrinterRow
                    key={printer.id}
                    printer={printer}
                    isOwner={isOwner}
                    onChanged={printers.ask}
                  />
                ))}
            </ul>
          </Section>
          <SamplesLeft />
        </div>
      </div>
      {adding && (
        <AddPrinterSheet
          found={adding === 'hand' ? null : adding}
          onDone={(name) => {
            setAdding(null);
            setAdded(name);
            printers.ask();
            if (found !== null && found !== 'searching') setFound(null);
          }}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  );
}

function MoveHere({
  found,
  name,
  onDone,
}: {
  readonly found: FoundPrinter;
  readonly name: string;
  readonly onDone: () => void;
}) {
  const words = usePrinterWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [denied, setDenied] = useState<string | null>(null);
  return (
    <>
      <span>{words.isMoved(name)}</span>
      <Button
        look="main"
        onClick={() =>
          void atPrinter(origin, token, name, { hacer: 'mudar', direccion: found.address }).then(
            (done) => {
              setDenied(done.ok ? null : denialText(text, done));
              if (done.ok) onDone();
            },
          )
        }
      >
        {words.move}
      </Button>
      {denied !== null && <Note tone="bad">{denied}</Note>}
    </>
  );
}

function PrinterRow({
  printer,
  isOwner,
  onChanged,
}: {
  readonly printer: Printer;
  readonly isOwner: boolean;
  readonly onChanged: () => void;
}) {
  const words = usePrinterWords();
  const shell = useShellWords();
  const board = useBoardWords();
  const text = useText();
  const actions = useActions();
  const { origin, token } = useConnected();
  const stations = useHost(({ place }) => place.stations);
  const health = useHost((host) => host.printers[printer.id]?.health) ?? printer.health;
  const [isDoing, setDoing] = useState<'test' | 'calibrate' | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const [sheet, setSheet] = useState<'paper' | 'width' | 'remove' | null>(null);
  const { name, address, profile } = printer;
  const isPaper = address.kind !== 'pdf' && address.kind !== 'screen';
  const uses = stations
    .filter(({ printerId }) => printerId === printer.id)
    .map((station) => station.name);
  const backs = stations
    .filter(({ fallbacks }) => fallbacks.includes(printer.id))
    .map((station) => station.name);
  const isAway = health.state === 'blocked' || health.state === 'open';
  const state = printerState(text, board, health, false);
  async function run(
    what: 'test' | 'calibrate',
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    setDoing(what);
    setSaid(null);
    const done = await atPrinter(origin, token, name, {
      hacer: what === 'test' ? 'probar' : 'calibrar',
      ...more,
    });
    setDoing(null);
    setSaid(
      done.ok
        ? outcome(words, what, done.value)
        : { tone: 'bad', words: denialText(text, done), asks: false },
    );
    onChanged();
  }
  return (
    <li className={style.printer}>
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
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      <p className={style.hint}>
        {isSample({ address }) ? words.virtual : addressText(address)}
        {isPaper &&
          ` · ${words.columns(profile.columns)} · ${profile.fence === 'none' ? words.noConfirm : words.confirms} · ${profile.answersStatus ? words.tellsStatus : words.noStatus}`}
        <br />
        {[
          uses.length > 0 ? words.stations(uses.join(', ')) : null,
          backs.length > 0 ? words.backs(backs.join(', ')) : null,
        ]
          .filter((one) => one !== null)
          .join(' · ') || words.unused}
      </p>
      <div className={style.deeds}>
        {isPaper && isOwner && (
          <>
            <Button
              aria-label={`${words.test}: ${name}`}
              disabled={isDoing !== null}
              onClick={() => void run('test')}
            >
              {isDoing === 'test' ? words.testing : words.test}
            </Button>
            <Button
              aria-label={`${words.calibrate}: ${name}`}
              disabled={isDoing !== null}
              onClick={() => void run('calibrate')}
            >
              {isDoing === 'calibrate' ? words.calibrating : words.calibrate}
            </Button>
            <Button
              aria-label={words.paperAs(name)}
              disabled={isDoing !== null}
              onClick={() => setSheet('width')}
            >
              {words.otherLetters}
            </Button>
          </>
        )}
        <Button aria-label={`${words.paper}: ${name}`} onClick={() => setSheet('paper')}>
          {words.paper}
        </Button>
        {isPaper && (
          <Button
            aria-label={`${words.drawer}: ${name}`}
            onClick={() =>
              void atPrinter(origin, token, name, { hacer: 'cajon' }).then((done) => {
                if (!done.ok) setSaid({ tone: 'bad', words: denialText(text, done), asks: false });
              })
            }
          >
            {words.drawer}
          </Button>
        )}
        {isOwner && (
          <Button
            look="quiet"
            aria-label={words.removeName(name)}
            onClick={() => setSheet('remove')}
          >
            {shell.remove}
          </Button>
        )}
      </div>
      {said && (
        <div role="status">
          <Note tone={said.tone}>{said.words}</Note>
          {said.asks && (
            <div className={style.deeds}>
              <Button look="main" onClick={() => setSaid(null)}>
                {words.readsWell}
              </Button>
              <Button onClick={() => setSheet('width')}>{words.otherLetters}</Button>
            </div>
          )}
        </div>
      )}
      {sheet === 'paper' && <LastPapers printer={printer} onClose={() => setSheet(null)} />}
      {sheet === 'width' && (
        <WidthSheet
          name={name}
          paper={{ columns: profile.columns, page: profile.codePage }}
          onTest={({ columns, page }) => {
            setSheet(null);
            void run('test', { columnas: columns, pagina: page });
          }}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'remove' && (
        <RemovePrinter
          name={name}
          onDone={() => {
            setSheet(null);
            onChanged();
          }}
          onClose={() => setSheet(null)}
        />
      )}
    </li>
  );
}

function RemovePrinter({
  name,
  onDone,
  onClose,
}: {
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const words = usePrinterWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [denied, setDenied] = useState<string | null>(null);
  return (
    <ConfirmSheet
      title={words.removeName(name)}
      question={words.removeSure(name)}
      action={words.remove}
      denied={denied}
      onSure={() =>
        void atPrinter(origin, token, name, { hacer: 'quitar' }).then((done) => {
          if (done.ok) onDone();
          else setDenied(denialText(text, done));
        })
      }
      onClose={onClose}
    />
  );
}

/** `asks`: a page came out, and only a person sees how it reads. */
type Said = { readonly tone: Tone; readonly words: string; readonly asks: boolean };

function outcome(
  words: PrinterWords,
  what: 'test' | 'calibrate',
  { status, words: cause, fields }: PrinterTaskResult,
): Said {
  if (status === 'no_contesta') return { tone: 'wait', words: words.stSilent, asks: false };
  if (status === 'no_salio') return { tone: 'bad', words: words.stNot(cause ?? ''), asks: false };
  if (status === 'sin_confirmar')
    return { tone: 'wait', words: words.stUnsure(cause ?? ''), asks: true };
  if (what === 'calibrate') {
    const fence = fields.confirma === 'no' ? words.noConfirm : words.confirms;
    const tells = fields.informa_estado === true ? words.tellsStatus : words.noStatus;
    return { tone: 'ok', words: words.calibrated(fence, tells), asks: false };
  }
  return status === 'hecho'
    ? { tone: 'ok', words: words.stDone, asks: true }
    : { tone: 'info', words: words.stSent, asks: true };
}
