/** The printers page: those found on the network, and those of the restaurant. */
import { useState } from 'react';
import type { FoundPrinter } from '../../../client/api/admin-api';
import { useHost, useSession } from '../../../client/hooks';
import { Note } from '../../../ui/controls/controls';
import { AdminPageHead, Section, Skeleton } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useQuery } from '../../parts/use-host';
import { SamplesLeft } from '../../restaurant/samples/samples-left';
import { AddPrinterSheet } from './add-sheet';
import { PrinterRow } from './printer-row';
import style from './printers.module.css';
import { SearchSection } from './search-section';
import type { SearchState } from './search-section';
import { usePrinterWords } from './texts';

export default function Printers() {
  const words = usePrinterWords();
  const shell = useShellWords();
  const isOwner = useSession().role === 'owner';
  // A change of the layout or of a printer's health repeats the query.
  const place = useHost((host) => host.place);
  const printers = useQuery('printers', {}, { again: place, everyMs: 10_000 });
  const [found, setFound] = useState<SearchState>(null);
  const [adding, setAdding] = useState<FoundPrinter | 'hand' | null>(null);
  const [added, setAdded] = useState<string | null>(null);
  return (
    <>
      <AdminPageHead title={shell.pages.printers} lead={isOwner ? words.lead : words.owner} />
      {added !== null && <Note tone="ok">{words.added(added)}</Note>}
      <div className={style.columns}>
        {isOwner && (
          <SearchSection
            found={found}
            onFound={setFound}
            onAdd={setAdding}
            onMoved={printers.ask}
          />
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
