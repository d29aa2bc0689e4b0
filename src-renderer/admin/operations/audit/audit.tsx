/** The audit: what was done, by whom, newest first; filtered, and kept as a file. */
import { useState } from 'react';
import { exactMomentText } from '../../../../src-shared/base/moment-text';
import { AUDITED } from '../../../../src-shared/events/audit';
import { csvText } from '../../../../src-shared/text/csv';
import type { Event } from '../../../../src-shared/events/events';
import { moneyText } from '../../../../src-shared/base/money';
import type { AuditPage } from '../../../../src-shared/queries/reports';
import { useClient, useHost } from '../../../client/hooks';
import { Button, Empty, Note } from '../../../ui/controls/controls';
import { Select } from '../../parts/fields';
import { More, usePages } from '../../parts/more';
import { DataTable, AdminPageHead, Skeleton } from '../../parts/panel';
import { saveFile } from '../../parts/save-file';
import { useShellWords } from '../../parts/admin-texts';
import { lastDays, SpanFields } from '../../parts/span-fields';
import { useQuery } from '../../parts/use-host';
import style from './audit.module.css';
import { deedText, actorText } from './event-text';
import { useAuditWords } from './texts';

/** A file is asked for in pages of so many entries, the most that the host gives at once. */
const FILE_PAGE = 10_000;

export default function Audit() {
  const words = useAuditWords();
  const shell = useShellWords();
  const client = useClient();
  const place = useHost((host) => host.place);
  const [span, setSpan] = useState(() => lastDays(7));
  const [kind, setKind] = useState('');
  const [by, setBy] = useState('');
  const asked = { kind: kind || null, by: by || null, from: span.from, to: nextDay(span.to) };
  const page = useQuery('audit', { audit: asked });
  const count = useQuery('auditCount', { audit: asked });
  const { rows, isBusy, loadMore } = usePages({
    question: JSON.stringify(asked),
    first: page.state === 'here' ? page.answer.entries : null,
    keyOf: ({ seq }) => String(seq).padStart(12, '0'),
    load: async ({ seq }) =>
      (await client.ask<'audit'>({ name: 'audit', audit: { ...asked, before: seq } })).entries,
  });
  const money = (amount: number): string => moneyText(amount, place.decimals);
  const row = (event: Event): readonly [string, string, string, string] => [
    exactMomentText(event.at),
    actorText(words, event),
    event.order === null ? '' : words.order(String(event.order)),
    deedText(words, event, place, money),
  ];
  async function keep(): Promise<void> {
    const entries: Event[] = [];
    for (let before: number | null = null; ;) {
      const part: AuditPage = await client.ask<'audit'>({
        name: 'audit',
        audit: { ...asked, before, limit: FILE_PAGE },
      });
      entries.push(...part.entries);
      before = part.next;
      if (before === null) break;
    }
    saveFile(
      'auditoria.csv',
      csvText([[words.when, words.by, '', words.what], ...entries.map(row)]),
    );
  }
  return (
    <>
      <AdminPageHead title={shell.pages.audit} lead={words.lead}>
        <Button onClick={() => void keep().catch(() => undefined)}>{shell.download}</Button>
      </AdminPageHead>
      <SpanFields span={span} onChange={setSpan} />
      <div className={style.filters}>
        <Select label={words.kind} value={kind} onChange={({ target }) => setKind(target.value)}>
          <option value="">{words.everything}</option>
          {AUDITED.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </Select>
        <Select label={words.by} value={by} onChange={({ target }) => setBy(target.value)}>
          <option value="">{words.anybody}</option>
          {place.people.map(({ id, name }) => (
            <option key={id} value={name}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      {page.state === 'loading' && <Skeleton rows={8} />}
      {page.state === 'failed' && <Note tone="bad">{page.words}</Note>}
      {page.state === 'here' && rows.length === 0 && <Empty title={words.none} />}
      {page.state === 'here' && rows.length > 0 && (
        <>
          <DataTable label={shell.pages.audit}>
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.by}</th>
                <th scope="col">{words.what}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((event) => {
                const [when, hand, order, what] = row(event);
                return (
                  <tr key={event.seq}>
                    <td className={style.when}>{when}</td>
                    <td>{hand}</td>
                    <td>
                      {what}
                      {order !== '' && <small> · {order}</small>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </DataTable>
          {count.state === 'here' && (
            <More shown={rows.length} total={count.answer} isBusy={isBusy} onMore={loadMore} />
          )}
        </>
      )}
    </>
  );
}

/**
 * The audit goes by the calendar: what was done after midnight is the next day's, and belongs to
 * the same night.
 */
function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
