/** The last prints of a printer, drawn as they were printed; also all paper of a sample printer. */
import { useEffect, useState } from 'react';
import { pageOf } from '../../../../src-shared/text/code-pages';
import type { CodePage } from '../../../../src-shared/text/code-pages';
import type { Printer } from '../../../../src-shared/model/printers';
import { PAPERS_PAGE } from '../../../../src-shared/screen-api/messages';
import { asPrinted, layOutTicket } from '../../../../src-shared/paper/ticket-layout';
import type { PaperLine } from '../../../../src-shared/paper/ticket-layout';
import { useClient, useHost } from '../../../client/hooks';
import { Button, Empty } from '../../../ui/controls/controls';
import { PaperRoll } from '../../../ui/controls/paper-sheet';
import { Sheet } from '../../../ui/controls/sheet';
import { usePages } from '../../parts/more';
import { Skeleton } from '../../parts/panel';
import { useQuery } from '../../parts/use-host';
import style from './printers.module.css';
import { usePrinterWords } from './texts';

export function LastPapers({
  printer: { id, name, profile },
  onClose,
}: {
  readonly printer: Printer;
  readonly onClose: () => void;
}) {
  const words = usePrinterWords();
  // Each finished job of this printer repeats the query.
  const seq = useHost((host) => host.seq);
  const papers = useQuery('papers', { printer: id }, { again: seq });
  const client = useClient();
  const [isWhole, setWhole] = useState(false);
  const { rows, isBusy, loadMore } = usePages({
    question: id,
    first: papers.state === 'here' ? papers.answer : null,
    keyOf: (job) => String(job).padStart(12, '0'),
    async load(last) {
      const page = await client.ask<'papers'>({ name: 'papers', printer: id, before: last });
      if (page.length < PAPERS_PAGE) setWhole(true);
      return page;
    },
  });
  return (
    <Sheet title={words.paperTitle(name)} className={style.wide} onClose={onClose}>
      {papers.state === 'loading' && <Skeleton />}
      {papers.state === 'failed' && <p>{papers.words}</p>}
      {papers.state === 'here' && rows.length === 0 && <Empty title={words.noPaper} />}
      {papers.state === 'here' && rows.length > 0 && (
        <>
          <p className={style.hint}>{words.showLast}</p>
          {rows.map((job) => (
            <OnePaper key={job} job={job} columns={profile.columns} page={pageOf(profile)} />
          ))}
          {rows.length >= PAPERS_PAGE && !isWhole && (
            <Button disabled={isBusy} onClick={loadMore}>
              {words.olderPapers}
            </Button>
          )}
        </>
      )}
    </Sheet>
  );
}

function OnePaper({
  job,
  columns,
  page,
}: {
  readonly job: number;
  readonly columns: number;
  readonly page: CodePage;
}) {
  const client = useClient();
  const [lines, setLines] = useState<readonly PaperLine[]>([]);
  useEffect(() => {
    client.ask({ name: 'paper', job }).then(
      (paper) => setLines(paper ? asPrinted(layOutTicket(paper, columns, page), page) : []),
      () => undefined,
    );
  }, [client, job, columns, page]);
  return <PaperRoll lines={lines} columns={columns} />;
}
