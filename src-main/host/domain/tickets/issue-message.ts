/** A ticket without an order: a text for the kitchen, or till figures for the counter. */
import type { TillReportPaper } from '../../../../src-shared/model/ticket';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Priority } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import { accept } from '../engine/rule';
import type { Context } from '../engine/rule';
import type { NextNumbers } from '../engine/facts';
import { issueTicket, EMPTY_DOCUMENT } from './issue-tickets';
import type { Station } from '../../../../src-shared/model/stations';

export type MessageToSend = {
  readonly station: Station;
  readonly text: string;
  /** Printed instead of the text. */
  readonly cut?: TillReportPaper;
  /** The sender as the paper shows it. */
  readonly from: string | null;
  readonly priority: Priority;
};

/**
 * The message, its ticket and its print job. The reply is the ticket's, with the message's number.
 */
export function issueMessage(
  { station, text, cut, from, priority }: MessageToSend,
  next: NextNumbers,
  catalogue: RestaurantIndex,
  context: Context,
) {
  const message = {
    id: context.newId(),
    number: next.message,
    text,
    sentBy: context.actor.id,
    sentAt: context.now,
  };
  const issued = issueTicket(
    {
      kind: 'message',
      station,
      document: {
        kind: 'message',
        station: station.name,
        folio: '',
        orderNumber: 0,
        dispatchNo: 0,
        type: 'takeaway',
        table: null,
        customer: null,
        address: null,
        phone: null,
        covers: null,
        waiter: from,
        note: null,
        reason: null,
        time: context.wallTime(context.now),
        lines: [],
        ...EMPTY_DOCUMENT,
        text,
        ...(cut ? { cut } : {}),
      },
      orderNumber: null,
      dispatchNo: null,
      messageId: message.id,
      lineNos: [],
      priority,
      next,
    },
    catalogue,
    context,
  );
  return accept(
    { number: message.number, tickets: issued.tickets },
    [{ put: 'message', message }, ...issued.changes],
    [
      {
        kind: 'message.sent',
        order: null,
        messageId: message.id,
        number: message.number,
        by: actorName(context.actor),
        tickets: issued.opened,
      },
    ],
  );
}
