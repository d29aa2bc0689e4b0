/** The page of the order sheet that closes an order: method of payment and tip. */
import { useState } from 'react';
import { amountFrom } from '../../../src-shared/base/amount';
import { LIMITS } from '../../../src-shared/base/limits';
import { moneyText } from '../../../src-shared/base/money';
import { useClient, useHost } from '../../client/hooks';
import { Button, Field, Note, Segments } from '../../ui/controls/controls';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { amountDue, priceText } from '../parts/amount-due';
import { editOf } from '../parts/spot';
import { whereText } from '../../ui/i18n/order-label';
import { useWaiter } from '../parts/waiter-context';
import { useWaiterTexts } from '../parts/texts';
import type { OfOrder } from './order-pages';

export function PayPage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const { go, sayDone } = useWaiter();
  const host = useHost((state) => state);
  const { decimals, currency } = host.place;
  const together = Object.values(host.orders).filter(
    ({ order }) => order.number === live.order.number || order.mergedInto === live.order.number,
  );
  const due = amountDue(together, host.place);
  const price = priceText(host.place, due);
  const [method, setMethod] = useState<'cash' | 'card' | 'other' | ''>('');
  const [tip, setTip] = useState('');
  const hasHeld = together.some(({ lines }) => lines.some(({ state }) => state === 'held'));
  const read = tip.trim() === '' ? 0 : amountFrom(tip, decimals);
  const amount = read !== null && read <= LIMITS.amount ? read : null;
  return (
    <Sheet
      title={`${whereText(text, live)} · ${price}`}
      onClose={onClose}
      foot={
        <Button
          look="main"
          disabled={hasHeld || amount === null || method === ''}
          onClick={() => {
            if (method === '' || amount === null) return;
            sayDone(
              client.send('closeOrder', { ...editOf(live), method, tip: amount }),
              words.paid(whereText(text, live)),
            );
            go('/');
            onClose();
          }}
        >
          {[
            text.pay,
            price,
            ...(amount ? [`${words.tip.toLowerCase()} ${moneyText(amount, decimals)}`] : []),
          ].join(' · ')}
        </Button>
      }
    >
      {hasHeld && <Note tone="wait">{words.payHeld}</Note>}
      <Segments
        label={words.payTitle}
        value={method}
        options={[
          ['cash', words.payCash],
          ['card', words.payCard],
          ['other', words.payOther],
        ]}
        onPick={setMethod}
      />
      <Field
        label={`${words.tip} (${currency})`}
        inputMode="decimal"
        value={tip}
        maxLength={14}
        aria-invalid={amount === null}
        onChange={({ target }) => setTip(target.value)}
      />
      {amount === null && <Note tone="wait">{words.tipWrong}</Note>}
      <p>{words.payHint}</p>
    </Sheet>
  );
}
