/** One ticket of an order, as a station's row and sheet get it. */
import type { LiveOrder, LiveTicket } from '../../../src-shared/live/snapshot';
import type { StationStatusText } from '../../ui/controls/ticket-status';

export type TicketOfOrder = {
  readonly live: LiveOrder;
  readonly ticket: LiveTicket;
  readonly station: string;
  readonly shown: StationStatusText;
};
