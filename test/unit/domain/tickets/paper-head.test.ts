/**
 * Whose a ticket is when it is printed: table, guest and waiter may have changed since it was sent.
 */
import { expect, it } from 'vitest';
import { headNow } from '../../../../src-main/host/domain/tickets/paper-head';
import type { Order } from '../../../../src-shared/model/order';
import type { TicketHead, TicketKind } from '../../../../src-shared/model/ticket';
import { LUIS } from '../../../support/rules/context';
import { anOrder, aTicket } from '../../../support/rules/orders';

const AS_SENT: TicketHead = {
  type: 'table',
  table: '1',
  customer: null,
  address: null,
  phone: null,
  covers: null,
  waiter: 'Ana',
  note: null,
};

it('is as it was sent where the order is as it was', () => {
  expect(headNow(aTicket(), anOrder())).toBeNull();
});

it('is as it was sent on a message, which is of no order', () => {
  expect(headNow(aTicket({ kind: 'message' }), null)).toBeNull();
});

const edits: readonly (readonly [Partial<Order>, Partial<TicketHead>])[] = [
  [{ type: 'takeaway' }, { type: 'takeaway' }],
  [{ table: '9' }, { table: '9' }],
  [{ customer: 'Beto' }, { customer: 'Beto' }],
  [{ address: 'Sur 5' }, { address: 'Sur 5' }],
  [{ phone: '099' }, { phone: '099' }],
  [{ covers: 4 }, { covers: 4 }],
  [{ waiter: LUIS }, { waiter: 'Luis' }],
  [{ waiter: null }, { waiter: null }],
  [{ note: 'apurado' }, { note: 'apurado' }],
];
for (const [edit, said] of edits)
  it(`says the order’s own ${Object.keys(edit).join()} where it is another by now`, () => {
    expect(headNow(aTicket(), anOrder(edit))).toEqual({ ...AS_SENT, ...said });
  });

it('says the order’s note on tickets that are cooked, and on no notice or bill', () => {
  const noted = anOrder({ note: 'apurado' });
  const kinds = (own: readonly TicketKind[]) =>
    own.map((kind) => headNow(aTicket({ kind }), noted));
  for (const head of kinds(['order', 'addition', 'change']))
    expect(head).toMatchObject({ note: 'apurado' });
  for (const head of kinds(['void', 'move', 'bill'])) expect(head).toBeNull();
});

it('keeps a notice’s own note where its table is another by now', () => {
  const notice = aTicket({ kind: 'void', document: { note: 'la de antes' } });
  expect(headNow(notice, anOrder({ table: '9', note: 'apurado' }))).toMatchObject({
    table: '9',
    note: 'la de antes',
  });
});
