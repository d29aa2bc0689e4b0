/** Describes the tickets of a reply from the lane board. */
import type { TicketRef } from '../../../../src-shared/commands/registry';
import type { LaneBoard } from '../../../../src-shared/live/lane-board';
import type { TicketStatus } from '../../../../src-shared/queries/queries';

/**
 * Null: a ticket has left its lane, and the tables must be asked. Nearly always the tickets of a
 * reply are still in their lanes.
 */
export function ticketsInLanes(
  board: LaneBoard,
  refs: readonly TicketRef[],
): readonly TicketStatus[] | null {
  const statuses: TicketStatus[] = [];
  for (const { ticketId, station, kind, printer, virtual, divertedTo, cooking, jobId } of refs) {
    const place = board.place(jobId);
    if (!place) return null;
    const { state } = place;
    statuses.push({
      ticketId,
      station,
      kind,
      printer,
      virtual,
      divertedTo,
      state,
      cooking,
      place,
      cause: null,
      settledAt: null,
      copies: 1,
      unprintable: 0,
    });
  }
  return statuses;
}
