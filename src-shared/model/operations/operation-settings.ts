/**
 * Settings of daily operation: age limit of prints, retention of guest data, number of print
 * workers.
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
   * Minutes. Tickets queued longer through an outage need a decision, because the table may have
   * eaten.
   */
  staleMin: z.int().min(1).max(240),
  /**
   * Days that guests' names, addresses and phones stay after their order is over; null:
   * permanently.
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

/** Most orders whose guest data one command erases: a year's worth must not delay new orders. */
export const ERASE_BATCH = 200;
