/** What a station's row and its sheet are about: one ticket of an order, as it stands. */
import type { LiveOrder, LiveTicket } from '../../../src-shared/live/snapshot';
import type { StationStatusText } from '../../ui/controls/ticket-status';

export type TicketOfOrder = {
  readonly live: LiveOrder;
  readonly ticket: LiveTicket;
  readonly station: string;
  readonly shown: StationStatusText;
};
