/**
 * How the house is run day by day, as its owner decides: when an old paper is asked about, how long
 * guests' data stay, how many print workers run.
 */
import { z } from 'zod';
import { WORKER_PROFILES } from './print-workers';

const Count = z.int().min(1).max(16);

const WorkersText = z
  .strictObject({ least: Count, most: Count })
  .refine(({ least, most }) => least <= most, {
    error: 'son más los de siempre que los de hora pico',
  });

export const OperationSettings = z.strictObject({
  /**
   * Minutes: what waited longer through an outage is not printed without asking, since the table
   * may have eaten.
   */
  staleMin: z.int().min(1).max(240),
  /**
   * Days that guests' names, addresses and phones stay after their order is over; null: for good.
   */
  guestDays: z.int().min(1).max(3_650).nullable(),
  workers: WorkersText,
});
export type OperationSettings = z.infer<typeof OperationSettings>;

export const DEFAULT_OPERATION_SETTINGS: OperationSettings = {
  staleMin: 10,
  guestDays: null,
  workers: WORKER_PROFILES.low,
};

/**
 * Orders that one command forgets the guests of, at the most: a year's worth must not stop the
 * orders that come in.
 */
export const ERASE_BATCH = 200;
