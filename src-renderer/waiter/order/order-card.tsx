/** One order: its dispatches and notices, newest first, stations before lines. */
import { useState } from 'react';
import { moneyText } from '../../../src-shared/base/money';
import { chargeableQuantity } from '../../../src-shared/model/order';
import { lineAmount } from '../../../src-shared/model/price';
import type { SentLine } from '../../../src-shared/events/events';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import { folioText } from '../../../src-shared/i18n/es';
import { useClient, useClientState, useHost } from '../../client/hooks';
import { isQuestion } from '../../client/state/outbox';
import { Button, Chip, classes } from '../../ui/controls/controls';
import { clockText } from '../../ui/i18n/times';
import { isAllergy } from '../../../src-shared/text/allergy';
import { useText } from '../../ui/i18n/ui-context';
import { LineSheets } from './lazy-sheets';
import style from './order.module.css';
import { editOf } from '../parts/spot';
import { StationRow } from './station-row';
import { fault } from '../../../src-shared/base/fault-points';

export function OrderCard({
  live,
  isAlone,
}: {
  readonly live: LiveOrder;
  readonly isAlone: boolean;
}) {
  const text = useText();
  const { order, lines, dispatches, tickets } = live;
  const into = useHost(({ orders }) =>
    order.mergedInto === null ? null : (orders[order.mergedInto] ?? null),
  );
  return (
    <>
      {!isAlone && (
        <h2>
          {text.order(folioText(order.folio))}
          {into && ` · ${text.merged(folioText(into.order.folio))}`}
        </h2>
      )}
      {order.note !== null && <Chip tone="info">{order.note}</Chip>}
      {tickets
        .filter(({ kind, dispatchNo }) => dispatchNo === null || kind === 'bill')
        .toReversed()
        .map((ticket) => (
          <article key={ticket.ticketId} className={style.dispatch}>
            <header className={style.dispatchHead}>
              <strong>{slipTitle(text, ticket.kind, ticket.says)}</strong>
              <span>{clockText(ticket.openedAt)}</span>
            </header>
            <StationRow live={live} ticket={ticket} />
          </article>
        ))}
      {dispatches.toReversed().map(({ no, sentAt }) => {
        const sent = lines.filter((line) => line.dispatchNo === no);
        const shares = tickets.filter(
          ({ dispatchNo, kind }) => dispatchNo === no && kind !== 'bill',
        );
        return (
          <article key={no} className={style.dispatch} aria-label={text.dispatch(no)}>
            <header className={style.dispatchHead}>
              <strong>
                {text.dispatch(no)} · {clockText(sentAt)}
              </strong>
              <span>{folioText(order.folio)}</span>
            </header>
            <div className={style.stations}>
              {shares.map((ticket) => (
                <StationRow key={ticket.ticketId} live={live} ticket={ticket} />
              ))}
            </div>
            <Lines live={live} lines={sent.filter(({ state }) => state !== 'held')} />
            <Held live={live} lines={sent.filter(({ state }) => state === 'held')} />
          </article>
        );
      })}
    </>
  );
}

function slipTitle(text: ReturnType<typeof useText>, kind: string, says: string | null): string {
  if (kind === 'bill') return text.bill;
  if (kind === 'move') return text.moveTable;
  return says === null ? text.voided : `${text.voided}: ${says}`;
}

function Held({ live, lines }: { readonly live: LiveOrder; readonly lines: readonly SentLine[] }) {
  const text = useText();
  const client = useClient();
  const owed = useClientState((state) => state.owed);
  const courses = [...new Set(lines.map(({ course }) => course))].toSorted(
    (a, b) => (a ?? 0) - (b ?? 0),
  );
  return courses.map((course) => {
    const ofCourse = lines.filter((line) => line.course === course);
    return (
      <section key={course ?? 0}>
        <div className={style.courseHead}>
          <span>{course === null ? text.held : `${text.course(course)}, ${text.held}`}</span>
          <Button
            disabled={ofCourse.some(({ no }) =>
              isQuestion(owed, 'fireLines', live.order.number, no),
            )}
            onClick={() =>
              void client.send('fireLines', {
                ...editOf(live),
                course: null,
                lines: ofCourse.map(({ no }) => no),
              })
            }
          >
            {text.fire}
          </Button>
        </div>
        <Lines live={live} lines={ofCourse} />
      </section>
    );
  });
}

function Lines({ live, lines }: { readonly live: LiveOrder; readonly lines: readonly SentLine[] }) {
  return (
    <ul className={style.lines}>
      {lines.map((line) => (
        <li key={line.no}>
          <Line live={live} line={line} />
        </li>
      ))}
    </ul>
  );
}

function Line({ live, line }: { readonly live: LiveOrder; readonly line: SentLine }) {
  const text = useText();
  const place = useHost((state) => state.place);
  const [isOpen, setOpen] = useState(false);
  const left = chargeableQuantity(line);
  const isGone = left === 0;
  // A comp shows its reason instead of a price.
  const amount = line.comp === null ? lineAmount(line) : null;
  return (
    <>
      <button type="button" className={style.line} onClick={() => setOpen(true)}>
        <span className={classes(style.quantity, isGone && style.gone)}>
          {isGone ? line.quantity : left}×
        </span>
        {fault('screens.dish-as-html') ? (
          <span dangerouslySetInnerHTML={{ __html: line.name }} />
        ) : (
          <span className={classes(style.dish, isGone && style.gone)}>{line.name}</span>
        )}
        <span className={style.price}>
          {amount !== null && !isGone && moneyText(amount, place.decimals)}
        </span>
        {line.modifiers.map((modifier) => (
          <span
            key={modifier}
            className={classes(style.extra, isAllergy(modifier) && style.allergy)}
          >
            {modifier}
          </span>
        ))}
        {line.note !== null && (
          <span
            className={classes(style.extra, isAllergy(line.note) && style.allergy)}
          >{`» ${line.note}`}</span>
        )}
        {line.seat !== null && <span className={style.extra}>{text.seat(line.seat)}</span>}
        {isGone && (
          <span className={style.tag}>
            <Chip tone="bad">{text.struck}</Chip>
          </span>
        )}
        {!isGone && line.voided > 0 && (
          <span className={style.tag}>
            <Chip tone="bad">{`${line.voided}× ${text.struck}`}</Chip>
          </span>
        )}
        {line.comp !== null && (
          <span className={style.tag}>
            <Chip tone="info">{`${text.comped}: ${line.comp}`}</Chip>
          </span>
        )}
      </button>
      {isOpen && <LineSheets.Part live={live} line={line} onClose={() => setOpen(false)} />}
    </>
  );
}
