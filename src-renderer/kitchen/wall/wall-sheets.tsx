/** Sheets of a kitchen screen: totals by dish, recall of finished tickets, stock. */
import { useState } from 'react';
import { plainName } from '../../../src-shared/text/plain-name';
import type { Id } from '../../../src-shared/base/vocabulary';
import { useClient, useHost, useNow } from '../../client/hooks';
import { Button, Field } from '../../ui/controls/controls';
import { Stepper, Toggle } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { minutesOf } from '../../ui/i18n/times';
import { useText } from '../../ui/i18n/ui-context';
import { lastBumped, totalsOf } from './wall-cards';
import type { Wall, UnsentTap } from './wall-cards';
import style from '../kitchen.module.css';
import { isolated } from '../../ui/i18n/isolated';
import { whereText } from '../../ui/i18n/order-label';
import { useKitchenWords } from './texts';

export function TotalsSheet({
  board,
  onClose,
}: {
  readonly board: Wall;
  readonly onClose: () => void;
}) {
  const words = useKitchenWords();
  const totals = totalsOf(board);
  return (
    <Sheet title={words.totalsTitle} onClose={onClose}>
      {totals.length === 0 && <p>{words.totalsEmpty}</p>}
      <ul>
        {totals.map(({ name, quantity }) => (
          <li key={name} className={style.total}>
            <b>{quantity}×</b>
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** Cards drawn at first, and with each "show more". */
const STEP = 10;

export function RecallSheet({
  stationId,
  pending,
  onClose,
}: {
  readonly stationId: Id;
  readonly pending: UnsentTap;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  const host = useHost((state) => state);
  const now = useNow(15);
  const [shown, setShown] = useState(STEP);
  const all = lastBumped(host, stationId, pending);
  const bumped = all.slice(0, shown);
  return (
    <Sheet title={words.recallTitle} onClose={onClose}>
      {bumped.length === 0 && <p>{words.recallEmpty}</p>}
      <ul className={style.rows}>
        {bumped.map((card, index) => (
          <li key={card.ticket.ticketId}>
            <button
              type="button"
              // On a bump bar: Z, then Enter.
              data-first={index === 0 ? '' : undefined}
              className={style.recall}
              onClick={() => {
                void client.send('recallTicket', { ticket: Number(card.ticket.ticketId) });
                onClose();
              }}
            >
              <strong>{words.recallOne(whereText(text, card.live))}</strong>
              <span>{text.ago(minutesOf(now - (card.ticket.movedAt ?? now)))}</span>
              <small>
                {card.ticket.lineNos
                  .flatMap((no) => card.live?.lines.find((line) => line.no === no) ?? [])
                  .map((line) => `${line.quantity}× ${isolated(line.name)}`)
                  .join(', ')}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {all.length > shown && (
        <Button onClick={() => setShown(shown + STEP)}>
          {words.recallMore(all.length - shown)}
        </Button>
      )}
    </Sheet>
  );
}

/** Dishes above which the sheet has a search field. */
const SEARCH_FROM = 12;
const COUNT_MOST = 200;
/** First value of a new count. */
const COUNT_FROM = 10;

export function StockSheet({
  stationId,
  onClose,
}: {
  readonly stationId: Id;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  const items = useHost(({ place }) => place.items);
  const stock = useHost((state) => state.stock);
  const [typed, setTyped] = useState('');
  const here = items.filter(
    ({ stationIds, name }) =>
      stationIds.includes(stationId) && plainName(name).includes(plainName(typed)),
  );
  return (
    <Sheet title={words.stockTitle} onClose={onClose}>
      {items.length > SEARCH_FROM && (
        <Field
          label={words.search}
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <ul>
        {here.map(({ id, name, code }) => {
          const { soldOut = false, left = null } = stock[id] ?? {};
          return (
            <li key={id} className={style.stock}>
              <Toggle
                isOn={soldOut}
                aria-label={soldOut ? words.stockBack(name) : words.stockMark(name)}
                onClick={() => void client.send('setStock', { item: code, soldOut: !soldOut })}
              >
                {name} {soldOut && `· ${text.soldOut}`}
              </Toggle>
              {left === null ? (
                <Button
                  disabled={soldOut}
                  aria-label={words.stockCount(name)}
                  onClick={() =>
                    void client.send('setStock', { item: code, soldOut: false, left: COUNT_FROM })
                  }
                >
                  {words.stockLeft}
                </Button>
              ) : (
                <Stepper
                  label={words.stockCount(name)}
                  value={left}
                  min={0}
                  max={COUNT_MOST}
                  // A count of 0 means sold out; null means not counted.
                  onChange={(count) =>
                    void client.send(
                      'setStock',
                      count === 0
                        ? { item: code, soldOut: true }
                        : { item: code, soldOut: false, left: count },
                    )
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
