/** Answers the query of the queue: the lanes with today's figures. */
import { addressText } from '../../../../src-shared/model/printer-address-text';
import { isSample } from '../../../../src-shared/model/sample-printers';
import type { LaneBoard } from '../../../../src-shared/live/lane-board';
import type { BusinessDay } from '../../../../src-shared/base/vocabulary';
import type { LaneView, QueueView } from '../../../../src-shared/queries/queries';
import type { Store } from '../../ports/store';

export async function queueView(
  store: Store,
  board: LaneBoard,
  today: () => BusinessDay,
): Promise<QueueView> {
  const printers = await store.ask({ name: 'printers' }, () => null);
  const { orders, ...figures } = await store.today(today());
  const byPrinter = new Map(board.figures().map((lane) => [lane.printerId, lane]));
  const lanes = printers.flatMap((printer): readonly LaneView[] => {
    const lane = byPrinter.get(printer.id);
    return lane
      ? [
          {
            ...lane,
            printer: printer.name,
            address: addressText(printer.address),
            virtual: isSample(printer),
          },
        ]
      : [];
  });
  return { ...figures, lanes, ordersToday: orders };
}
