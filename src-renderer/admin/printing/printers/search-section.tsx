/** The search for printers on the network, and the ways to add a printer. */
import { useState } from 'react';
import { atPrinter, findPrinters } from '../../../client/api/admin-api';
import type { FoundPrinter } from '../../../client/api/admin-api';
import type { CallResult } from '../../../client/api/staff-api';
import { useConnected } from '../../../client/hooks';
import { Button, Empty, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { Section } from '../../parts/panel';
import style from './printers.module.css';
import { usePrinterWords } from './texts';

/** Null: not searched yet. */
export type SearchState = CallResult<readonly FoundPrinter[]> | 'searching' | null;

export function SearchSection({
  found,
  onFound,
  onAdd,
  onMoved,
}: {
  readonly found: SearchState;
  readonly onFound: (found: SearchState) => void;
  /** `hand`: a printer whose address a person types. */
  readonly onAdd: (printer: FoundPrinter | 'hand') => void;
  readonly onMoved: () => void;
}) {
  const words = usePrinterWords();
  const { origin, token } = useConnected();
  const search = (sweep: boolean): void => {
    onFound('searching');
    void findPrinters(origin, token, { sweep, identify: true }).then(onFound);
  };
  return (
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
        <Button onClick={() => onAdd('hand')}>{words.addHand}</Button>
      </div>
      <SearchResults found={found} onAdd={onAdd} onMoved={onMoved} />
    </Section>
  );
}

function SearchResults({
  found,
  onAdd,
  onMoved,
}: {
  readonly found: SearchState;
  readonly onAdd: (printer: FoundPrinter) => void;
  readonly onMoved: () => void;
}) {
  const words = usePrinterWords();
  const text = useText();
  const list = found !== null && found !== 'searching' && found.ok ? found.value : [];
  return (
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
              <MoveHere found={one} name={one.moved} onDone={onMoved} />
            ) : (
              <Button look="main" onClick={() => onAdd(one)}>
                {words.addThis}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Gives a printer that the host has already the address at which it was found. */
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
