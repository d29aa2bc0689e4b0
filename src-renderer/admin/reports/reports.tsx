/** Reports: sales and times over a span, the till since the last Z. Each list can be kept as a file. */
import { useState } from 'react';
import { Segments } from '../../ui/controls';
import { PageHead } from '../panel';
import { useShellWords } from '../shell-words';
import { lastDays, SpanFields } from '../span-fields';
import { Sales } from './sales';
import { Till } from './till';
import { Times } from './times';
import style from './reports.module.css';
import { useReportWords } from './words';

export default function Reports() {
  const words = useReportWords();
  const shell = useShellWords();
  const [tab, setTab] = useState<'sales' | 'times' | 'till'>('sales');
  const [span, setSpan] = useState(() => lastDays(1));
  return (
    <>
      <PageHead title={shell.pages.reports} lead={words.lead} />
      <div className={style.tabs}>
        <Segments
          label={words.tabs}
          value={tab}
          options={[
            ['sales', words.sales],
            ['times', words.times],
            ['till', words.till],
          ]}
          onPick={setTab}
        />
      </div>
      {tab !== 'till' && <SpanFields span={span} onChange={setSpan} />}
      {tab === 'sales' && <Sales span={span} />}
      {tab === 'times' && <Times span={span} />}
      {tab === 'till' && <Till />}
    </>
  );
}
