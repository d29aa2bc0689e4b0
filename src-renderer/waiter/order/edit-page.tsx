/** The page of the order sheet that changes covers, note and customer. */
import { useState } from 'react';
import { LIMITS } from '../../../src-shared/base/limits';
import { useClient } from '../../client/hooks';
import { Button, Field } from '../../ui/controls/controls';
import { Stepper } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { editOf } from '../parts/spot';
import { whereText } from '../../ui/i18n/order-label';
import { useWaiterTexts } from '../parts/texts';
import type { OfOrder } from './order-pages';

export function EditPage({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  // The order as it was when the page opened. Its revision lets the host refuse an edit that would
  // overwrite another one.
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
