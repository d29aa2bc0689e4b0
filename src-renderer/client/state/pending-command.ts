/** One thing that this device still owes the host. */
import type { Order } from '../../../src-shared/model/order';
import type { RefusalText } from '../../../src-shared/screen-api/messages';
import type { EpochMs, Id } from '../../../src-shared/base/vocabulary';

/** An order as people call it; without a folio as long as the host has not placed it. */
export type OrderLabel = Pick<Order, 'table' | 'type' | 'customer'> & {
  readonly folio: number | null;
};

export type PendingCommand = {
  /** Its place in line. */
  readonly no: number;
  readonly key: string;
  readonly name: string;
  readonly input: unknown;
  readonly madeAt: EpochMs;
  /** Who made it: nobody else's name goes on it, whoever logs in here meanwhile. */
  readonly personId: Id | null;
  /**
   * The key of a placing that is still owed: this goes onto the order that it makes, as soon as
   * that has a number.
   */
  readonly after: string | null;
  /**
   * The order it is about as it was known here then: once that is settled no picture tells which
   * table it was. Null: none.
   */
  readonly about: OrderLabel | null;
  /** Refused for good: it waits for somebody to have read why. */
  readonly refused: RefusalText | null;
};
