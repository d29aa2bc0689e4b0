/** The sheet of one order: what can be done with it as a whole, and the page of each action. */
import { useState } from 'react';
import { useClient } from '../../client/hooks';
import { Button } from '../../ui/controls/controls';
import { Choices } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { editOf } from '../parts/spot';
import { whereText } from '../../ui/i18n/order-label';
import { useWaiterTexts } from '../parts/texts';
import { EditPage } from './edit-page';
import { HandPage, MergePage, MessagePage, MovePage, VoidPage } from './order-pages';
import type { OfOrder } from './order-pages';
import { PayPage } from './pay-page';

type Page = 'actions' | 'pay' | 'move' | 'merge' | 'hand' | 'edit' | 'void' | 'message';

export default function OrderSheet({ live, onClose }: OfOrder) {
  const text = useText();
  const words = useWaiterTexts();
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
