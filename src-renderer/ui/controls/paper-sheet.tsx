/** The sheet that shows a print: the lines that the printer gets, drawn on the screen. */
import { useEffect, useState } from 'react';
import { asPrinted, layOutTicket } from '../../../src-shared/paper/ticket-layout';
import type { PaperLine } from '../../../src-shared/paper/ticket-layout';
import { COLUMNS } from '../../../src-shared/model/paper-width';
import type { Id } from '../../../src-shared/base/vocabulary';
import { useClient, useHost } from '../../client/hooks';
import { classes, Note } from './controls';
import style from './paper-sheet.module.css';
import { Sheet } from './sheet';
import { useText } from '../i18n/ui-context';
import { useSheetWords } from '../i18n/sheet-texts';

export default function PaperSheet({
  jobSeq,
  printerId,
  onClose,
}: {
  /** The job number at the foot of the paper. */
  readonly jobSeq: number;
  readonly printerId: Id;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const printer = useHost(({ place }) => place.printers.find(({ id }) => id === printerId));
  const columns = printer?.columns ?? COLUMNS.usual;
  const page = printer?.page ?? 'PC858';
  const [paper, setPaper] = useState<readonly PaperLine[] | 'gone' | null>(null);
  useEffect(() => {
    client.ask({ name: 'paper', job: jobSeq }).then(
      (found) => setPaper(found ? asPrinted(layOutTicket(found, columns, page), page) : 'gone'),
      () => setPaper('gone'),
    );
  }, [client, jobSeq, columns, page]);
  return (
    <Sheet title={words.paperTitle} onClose={onClose}>
      {paper === null && <p role="status">{text.loading}</p>}
      {paper === 'gone' && <Note tone="wait">{words.paperGone}</Note>}
      {Array.isArray(paper) && (
        <PaperRoll lines={paper as readonly PaperLine[]} columns={columns} />
      )}
    </Sheet>
  );
}

export function PaperRoll({
  lines,
  columns,
}: {
  readonly lines: readonly PaperLine[];
  readonly columns: number;
}) {
  return (
    <div className={style.frame}>
      <div className={style.desk}>
        <div className={style.roll} style={{ minWidth: `${columns}ch` }}>
          {lines.map((line, index) => (
            <RollLine key={index} line={line} />
          ))}
        </div>
      </div>
    </div>
  );
}

function RollLine({ line }: { readonly line: PaperLine }) {
  switch (line.kind) {
    case 'feed':
      return <div style={{ height: `${line.lines * 1.35}em` }} />;
    case 'cut':
      return <div className={style.cut} />;
    case 'text':
      return (
        <div
          className={classes(
            style.line,
            line.centred && style.centred,
            line.size === 'tall' && style.tallLine,
          )}
        >
          <span
            className={classes(
              line.size !== 'normal' && style[line.size],
              line.inverse && style.inverse,
            )}
          >
            {line.text}
          </span>
        </div>
      );
  }
}
