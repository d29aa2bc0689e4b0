/** Search in past orders. */
import { useDeferredValue, useState } from 'react';
import { folioText, ORDER_WORDS } from '../../../../src-shared/i18n/es';
import { Empty, Note } from '../../../ui/controls/controls';
import { clockText } from '../../../ui/i18n/times';
import { useText } from '../../../ui/i18n/ui-context';
import { useClient, useHost } from '../../../client/hooks';
import { More, usePages } from '../../parts/more';
import { DataTable, Skeleton } from '../../parts/panel';
import { lastDays, SpanFields } from '../../parts/span-fields';
import { useQuery } from '../../parts/use-host';
import style from './queue.module.css';
import { useQueueWords } from './texts';

export function PastOrders({ text: typed }: { readonly text: string }) {
  const text = useText();
  const words = useQueueWords();
  const [span, setSpan] = useState(() => lastDays(7));
  const search = useDeferredValue(typed.trim());
  // A new order repeats the query, since it soon is a past one.
  const seq = useHost((host) => Object.keys(host.orders).length);
  const client = useClient();
  const find = { text: search, span };
  const found = useQuery('find', { find }, { again: seq });
  const count = useQuery('foundCount', { find }, { again: seq });
  const { rows, isBusy, loadMore } = usePages({
    question: JSON.stringify(find),
    first: found.state === 'here' ? found.answer : null,
    keyOf: ({ day, folio }) => `${day} ${String(folio).padStart(9, '0')}`,
    load: ({ day, folio }) =>
      client.ask<'find'>({ name: 'find', find: { ...find, before: { day, folio } } }),
  });
  return (
    <>
      <p className={style.folio}>{words.pastHint}</p>
      <SpanFields span={span} onChange={setSpan} />
      {found.state === 'loading' && <Skeleton />}
      {found.state === 'failed' && <Note tone="bad">{found.words}</Note>}
      {found.state === 'here' && rows.length === 0 && <Empty title={words.noHits} />}
      {found.state === 'here' && rows.length > 0 && (
        <DataTable label={words.past}>
          <tbody>
            {rows.map((order) => (
              <tr key={order.number}>
                <th scope="row">
                  <span className={style.name}>
                    {order.table === null
                      ? (order.customer ?? text.takeaway)
                      : text.table(order.table)}
                  </span>{' '}
                  <small className={style.folio}>{folioText(order.folio)}</small>
                </th>
                <td>{`${order.day} · ${clockText(order.placedAt)}`}</td>
                <td>{order.waiter}</td>
                <td>{ORDER_WORDS[order.state]}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      {count.state === 'here' && (
        <More shown={rows.length} total={count.answer} isBusy={isBusy} onMore={loadMore} />
      )}
    </>
  );
}
