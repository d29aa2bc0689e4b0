/** Pages of the order sheet: move, merge, hand over, void, and send a message to a station. */
import { useState } from 'react';
import { LIMITS } from '../../../src-shared/base/limits';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import { useClient, useHost } from '../../client/hooks';
import { Button, Field } from '../../ui/controls/controls';
import { Choices, Toggle } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { editOf, ordersAt, spotOfOrder, spotPath } from '../parts/spot';
import { whereText } from '../../ui/i18n/order-label';
import { useWaiter } from '../parts/waiter-context';
import { useWaiterTexts } from '../parts/texts';

export type OfOrder = { readonly live: LiveOrder; readonly onClose: () => void };

export function MovePage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useWaiterTexts();
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

export function MergePage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useWaiterTexts();
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

export function HandPage({ live, onClose }: OfOrder) {
  const words = useWaiterTexts();
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

export function VoidPage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const { go } = useWaiter();
  const [typed, setTyped] = useState('');
  const done = (reason: string): void => {
    void client.send('voidLines', { ...editOf(live), lines: null, reason });
    go('/');
    onClose();
  };
  return (
    <Sheet title={words.voidTitle(whereText(text, live))} onClose={onClose}>
      <p>{words.voidWhy}</p>
      <Choices label={words.voidWhy}>
        {words.voidReasons.map((reason) => (
          <Toggle key={reason} isOn={false} onClick={() => done(reason)}>
            {reason}
          </Toggle>
        ))}
      </Choices>
      <Field
        label={words.voidOther}
        value={typed}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button look="grave" disabled={typed.trim() === ''} onClick={() => done(typed.trim())}>
        {words.voidAll}
      </Button>
    </Sheet>
  );
}

/** Sends a line of text to a station, which prints it and shows it on its screen. */
export function MessagePage({
  about,
  onClose,
}: {
  readonly about: string;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const stations = useHost(({ place }) => place.stations);
  const kitchens = stations.filter(({ isCounter }) => !isCounter);
  const [station, setStation] = useState(
    () => (kitchens.find(({ isDefault }) => isDefault) ?? kitchens[0])?.name ?? '',
  );
  const [typed, setTyped] = useState(`${about}: `);
  return (
    <Sheet
      title={text.messageKitchen}
      onClose={onClose}
      foot={
        <Button
          look="main"
          disabled={typed.trim() === '' || typed.trim() === `${about}:`}
          onClick={() => {
            void client.send('sendMessage', { text: typed.trim(), station });
            onClose();
          }}
        >
          {text.send}
        </Button>
      }
    >
      <Field
        label={words.messageTitle}
        value={typed}
        maxLength={LIMITS.fieldChars}
        placeholder={words.messagePlaceholder}
        onChange={({ target }) => setTyped(target.value)}
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
