/** The reports page: sales and times of a span, and the till. Each list has a CSV download. */
import { useState } from 'react';
import { Segments } from '../../ui/controls/controls';
import { AdminPageHead } from '../parts/panel';
import { useShellWords } from '../parts/admin-texts';
import { lastDays, SpanFields } from '../parts/span-fields';
import { Sales } from './sales-report';
import { Till } from './till-report';
import { Times } from './times-report';
import style from './reports.module.css';
import { useReportWords } from './texts';

export default function Reports() {
  const words = useReportWords();
  const shell = useShellWords();
  const [tab, setTab] = useState<'sales' | 'times' | 'till'>('sales');
  const [span, setSpan] = useState(() => lastDays(1));
  return (
    <>
      <AdminPageHead title={shell.pages.reports} lead={words.lead} />
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
