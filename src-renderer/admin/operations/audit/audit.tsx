/** The audit page: who did what and when, newest first, with filters and a CSV download. */
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
import { eventText, actorText } from './event-text';
import { useAuditWords } from './texts';

/** Entries per request of the download: the most that the host gives at once. */
const FILE_PAGE = 10_000;

/** Moment, actor, order, action. */
type AuditCells = readonly [string, string, string, string];

export default function Audit() {
  const words = useAuditWords();
  const shell = useShellWords();
  const client = useClient();
  const place = useHost((host) => host.place);
  const [span, setSpan] = useState(() => lastDays(7));
  const [kind, setKind] = useState('');
  const [by, setBy] = useState('');
  const filter = { kind: kind || null, by: by || null, from: span.from, to: nextDay(span.to) };
  const page = useQuery('audit', { audit: filter });
  const count = useQuery('auditCount', { audit: filter });
  const { rows, isBusy, loadMore } = usePages({
    question: JSON.stringify(filter),
    first: page.state === 'here' ? page.answer.entries : null,
    keyOf: ({ seq }) => String(seq).padStart(12, '0'),
    load: async ({ seq }) =>
      (await client.ask<'audit'>({ name: 'audit', audit: { ...filter, before: seq } })).entries,
  });
  const money = (amount: number): string => moneyText(amount, place.decimals);
  const row = (event: Event): AuditCells => [
    exactMomentText(event.at),
    actorText(words, event),
    event.order === null ? '' : words.order(String(event.order)),
    eventText(words, event, place, money),
  ];
  async function download(): Promise<void> {
    const entries: Event[] = [];
    for (let before: number | null = null; ;) {
      const part: AuditPage = await client.ask<'audit'>({
        name: 'audit',
        audit: { ...filter, before, limit: FILE_PAGE },
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
        <Button onClick={() => void download().catch(() => undefined)}>{shell.download}</Button>
      </AdminPageHead>
      <SpanFields span={span} onChange={setSpan} />
      <AuditFilters kind={kind} by={by} onKind={setKind} onBy={setBy} />
      {page.state === 'loading' && <Skeleton rows={8} />}
      {page.state === 'failed' && <Note tone="bad">{page.words}</Note>}
      {page.state === 'here' && rows.length === 0 && <Empty title={words.none} />}
      {page.state === 'here' && rows.length > 0 && (
        <>
          <AuditTable rows={rows.map((event) => [event.seq, row(event)])} />
          {count.state === 'here' && (
            <More shown={rows.length} total={count.answer} isBusy={isBusy} onMore={loadMore} />
          )}
        </>
      )}
    </>
  );
}

function AuditFilters({
  kind,
  by,
  onKind,
  onBy,
}: {
  /** Empty: all kinds. */
  readonly kind: string;
  /** Name of a person; empty: all. */
  readonly by: string;
  readonly onKind: (kind: string) => void;
  readonly onBy: (name: string) => void;
}) {
  const words = useAuditWords();
  const people = useHost((host) => host.place.people);
  return (
    <div className={style.filters}>
      <Select label={words.kind} value={kind} onChange={({ target }) => onKind(target.value)}>
        <option value="">{words.everything}</option>
        {AUDITED.map((one) => (
          <option key={one} value={one}>
            {words.kinds[one]}
          </option>
        ))}
      </Select>
      <Select label={words.by} value={by} onChange={({ target }) => onBy(target.value)}>
        <option value="">{words.anybody}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

function AuditTable({ rows }: { readonly rows: readonly (readonly [number, AuditCells])[] }) {
  const words = useAuditWords();
  const shell = useShellWords();
  return (
    <DataTable label={shell.pages.audit}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.by}</th>
          <th scope="col">{words.what}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([seq, [when, actor, order, what]]) => (
          <tr key={seq}>
            <td className={style.when}>{when}</td>
            <td>{actor}</td>
            <td>
              {what}
              {order !== '' && <small> · {order}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/**
 * The audit uses calendar days. Actions after midnight have the next day's date but belong to the
 * same business day.
 */
function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
