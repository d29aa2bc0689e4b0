/**
 * What is done to a whole order: settle it, move it, join it, hand it over, correct what was
 * written down, tell the kitchen something.
 */
import { useState } from 'react';
import { amountFrom } from '../../../src-shared/base/amount';
import { LIMITS } from '../../../src-shared/base/limits';
import { moneyText } from '../../../src-shared/base/money';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import { useClient, useHost } from '../../client/hooks';
import { Button, Field, Note, Segments } from '../../ui/controls/controls';
import { Choices, Stepper, Toggle } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { amountDue, priceText } from '../parts/amount-due';
import { editOf, ordersAt, spotOfOrder, spotPath } from '../parts/spot';
import { whereText } from '../../ui/i18n/order-label';
import { useWaiter } from '../parts/waiter-context';
import { useSheetWords } from '../parts/texts';

type Page = 'actions' | 'pay' | 'move' | 'merge' | 'hand' | 'edit' | 'void' | 'message';

export default function OrderSheet({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const [page, setPage] = useState<Page>('actions');
  const { order } = live;
  const pages: Readonly<Record<Exclude<Page, 'actions'>, () => React.ReactNode>> = {
    pay: () => <PayPage live={live} onClose={onClose} />,
    move: () => <MovePage live={live} onClose={onClose} />,
    merge: () => <MergePage live={live} onClose={onClose} />,
    hand: () => <HandPage live={live} onClose={onClose} />,
    edit: () => <EditPage live={live} onClose={onClose} />,
    void: () => <VoidPage live={live} onClose={onClose} />,
    message: () => <MessagePage about={whereText(text, live)} onClose={onClose} />,
  };
  if (page !== 'actions') return pages[page]();
  return (
    <Sheet title={whereText(text, live)} onClose={onClose}>
      <Button look="main" onClick={() => setPage('pay')}>
        {text.pay}
      </Button>
      <Choices label={text.more}>
        <Button
          onClick={() => {
            void client.send('printBill', { order: order.number });
            onClose();
          }}
        >
          {text.bill}
        </Button>
        <Button
          disabled={order.state === 'served'}
          onClick={() => {
            void client.send('serveOrder', editOf(live));
            onClose();
          }}
        >
          {text.serve}
        </Button>
        <Button
          onClick={() => setPage('edit')}
        >{`${words.editCovers}, ${words.note.toLowerCase()}`}</Button>
        {order.table !== null && <Button onClick={() => setPage('move')}>{text.moveTable}</Button>}
        <Button onClick={() => setPage('merge')}>{text.mergeWith}</Button>
        <Button onClick={() => setPage('hand')}>{text.handOver}</Button>
        <Button onClick={() => setPage('message')}>{text.messageKitchen}</Button>
        <Button look="grave" onClick={() => setPage('void')}>
          {words.voidAll}
        </Button>
      </Choices>
    </Sheet>
  );
}

type OfOrder = { readonly live: LiveOrder; readonly onClose: () => void };

function MovePage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const { go, sayDone } = useWaiter();
  const host = useHost((state) => state);
  return (
    <Sheet title={words.moveTo} onClose={onClose}>
      <Choices label={words.moveTo}>
        {host.place.tables
          .filter(({ name }) => name !== live.order.table)
          .map(({ name }) => (
            <Toggle
              key={name}
              isOn={false}
              onClick={() => {
                const sent = client.send('moveTable', { ...editOf(live), table: name });
                sayDone(sent, words.movedTo(whereText(text, live), text.table(name)));
                go(spotPath({ kind: 'table', table: name }));
                onClose();
              }}
            >
              {name}
              {ordersAt(host, { kind: 'table', table: name }).length === 0 && ` · ${text.free}`}
            </Toggle>
          ))}
      </Choices>
    </Sheet>
  );
}

function MergePage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const { go } = useWaiter();
  const orders = useHost((state) => state.orders);
  const others = Object.values(orders).filter(
    ({ order }) =>
      order.number !== live.order.number &&
      order.mergedInto === null &&
      order.state !== 'closed' &&
      order.state !== 'voided',
  );
  return (
    <Sheet title={words.mergeInto} onClose={onClose}>
      {others.length === 0 && <p>{text.noOrders}</p>}
      <Choices label={words.mergeInto}>
        {others.map((other) => (
          <Toggle
            key={other.order.number}
            isOn={false}
            onClick={() => {
              void client.send('mergeOrders', { ...editOf(live), into: other.order.number });
              go(spotPath(spotOfOrder(other)));
              onClose();
            }}
          >
            {whereText(text, other)}
          </Toggle>
        ))}
      </Choices>
    </Sheet>
  );
}

function HandPage({ live, onClose }: OfOrder) {
  const words = useSheetWords();
  const client = useClient();
  const people = useHost(({ place }) => place.people);
  return (
    <Sheet title={words.handTo} onClose={onClose}>
      <Choices label={words.handTo}>
        {people
          .filter(
            ({ id, role }) => id !== live.order.waiter?.id && role !== 'cook' && role !== 'expo',
          )
          .map(({ id, name }) => (
            <Toggle
              key={id}
              isOn={false}
              onClick={() => {
                void client.send('handOver', { ...editOf(live), to: name });
                onClose();
              }}
            >
              {name}
            </Toggle>
          ))}
      </Choices>
    </Sheet>
  );
}

function EditPage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  // As it was when this was opened: what somebody else writes meanwhile is not written over without
  // a word.
  const [was] = useState(live);
  const { order } = was;
  const [covers, setCovers] = useState(order.covers ?? 0);
  const [note, setNote] = useState(order.note ?? '');
  const [customer, setCustomer] = useState(order.customer ?? '');
  const [phone, setPhone] = useState(order.phone ?? '');
  const [address, setAddress] = useState(order.address ?? '');
  return (
    <Sheet
      title={whereText(text, live)}
      onClose={onClose}
      foot={
        <Button
          look="main"
          disabled={order.table === null && customer.trim() === ''}
          onClick={() => {
            const edit = {
              ...((order.covers ?? 0) === covers ? {} : { covers: covers || null }),
              ...((order.note ?? '') === note.trim() ? {} : { note: note.trim() || null }),
              ...((order.customer ?? '') === customer.trim()
                ? {}
                : { customer: customer.trim() || null }),
              ...((order.phone ?? '') === phone.trim() ? {} : { phone: phone.trim() || null }),
              ...((order.address ?? '') === address.trim()
                ? {}
                : { address: address.trim() || null }),
            };
            if (Object.keys(edit).length > 0)
              void client.send('editOrder', { ...editOf(was), ...edit });
            onClose();
          }}
        >
          {words.save}
        </Button>
      }
    >
      {order.table !== null && (
        <Stepper label={words.editCovers} value={covers} min={0} max={500} onChange={setCovers} />
      )}
      <Field
        label={text.editNote}
        value={note}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => setNote(target.value)}
      />
      <Field
        label={words.customer}
        value={customer}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => setCustomer(target.value)}
      />
      {order.table === null && (
        <>
          <Field
            label={words.phone}
            type="tel"
            value={phone}
            maxLength={80}
            onChange={({ target }) => setPhone(target.value)}
          />
          <Field
            label={words.address}
            value={address}
            maxLength={LIMITS.fieldChars}
            onChange={({ target }) => setAddress(target.value)}
          />
        </>
      )}
    </Sheet>
  );
}

function VoidPage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const { go } = useWaiter();
  const [reason, setReason] = useState('');
  const done = (why: string): void => {
    void client.send('voidLines', { ...editOf(live), lines: null, reason: why });
    go('/');
    onClose();
  };
  return (
    <Sheet title={words.voidTitle(whereText(text, live))} onClose={onClose}>
      <p>{words.voidWhy}</p>
      <Choices label={words.voidWhy}>
        {words.voidReasons.map((why) => (
          <Toggle key={why} isOn={false} onClick={() => done(why)}>
            {why}
          </Toggle>
        ))}
      </Choices>
      <Field
        label={words.voidOther}
        value={reason}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button look="grave" disabled={reason.trim() === ''} onClick={() => done(reason.trim())}>
        {words.voidAll}
      </Button>
    </Sheet>
  );
}

/** A line of text for a station, on its paper and its screen. */
function MessagePage({ about, onClose }: { readonly about: string; readonly onClose: () => void }) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const stations = useHost(({ place }) => place.stations);
  const kitchens = stations.filter(({ isCounter }) => !isCounter);
  const [station, setStation] = useState(
    () => (kitchens.find(({ isDefault }) => isDefault) ?? kitchens[0])?.name ?? '',
  );
  const [said, setSaid] = useState(`${about}: `);
  return (
    <Sheet
      title={text.messageKitchen}
      onClose={onClose}
      foot={
        <Button
          look="main"
          disabled={said.trim() === '' || said.trim() === `${about}:`}
          onClick={() => {
            void client.send('sendMessage', { text: said.trim(), station });
            onClose();
          }}
        >
          {text.send}
        </Button>
      }
    >
      <Field
        label={words.messageTitle}
        value={said}
        maxLength={LIMITS.fieldChars}
        placeholder={words.messagePlaceholder}
        onChange={({ target }) => setSaid(target.value)}
      />
      <Choices label={words.messageTo}>
        {kitchens.map(({ id, name }) => (
          <Toggle key={id} isOn={name === station} onClick={() => setStation(name)}>
            {name}
          </Toggle>
        ))}
      </Choices>
    </Sheet>
  );
}

function PayPage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useSheetWords();
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
