/** The place: stations, printers, routing rules. */
import { z } from 'zod';
import type { EpochMs, Id } from './vocabulary';

/** How a printer is reached. `virtual` is the program's own paper on a loopback port; lanes reach it by TCP like any other. */
export const PrinterAddress = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tcp'), host: z.string().min(1).max(255), port: z.int().min(1).max(65535) }),
  z.strictObject({
    kind: z.literal('virtual'),
    port: z.int().min(1).max(32767),
    /** Time one ticket takes whatever its length, or null for a line clock. */
    ticketMs: z.int().min(0).max(60_000).nullable(),
    /** Paper speed in mm/s; a text line is 4.23 mm (1/6 inch). 0 prints at once. */
    mmPerSecond: z.int().min(0).max(1000),
  }),
]);
export type PrinterAddress = z.infer<typeof PrinterAddress>;

/** Columns of font A: 32 on 58 mm paper, 42 or 48 on 80 mm. `codePage` names the table its letters come from. */
export const PrinterProfile = z.strictObject({
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  codePage: z.enum(['PC858', 'WPC1252']),
});
export type PrinterProfile = z.infer<typeof PrinterProfile>;

export type Printer = {
  readonly id: Id;
  readonly name: string;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /** Measured mean time per paper line, ms; what waits are reckoned with. */
  readonly msPerLine: number;
  /** Tries in a row that did not reach it. */
  readonly failures: number;
  /** When the lane may be tried again after a failure. */
  readonly retryAt: EpochMs | null;
  readonly lastCause: string | null;
};

export type Station = {
  readonly id: Id;
  readonly name: string;
  readonly printerId: Id;
  readonly isDefault: boolean;
  /** True for the counter: it takes pre-checks, no dishes are cooked there. */
  readonly isCounter: boolean;
};

/** Exactly one of item and category is set. An item with rules of its own is not asked for its category's. */
export type RoutingRule = { readonly id: Id; readonly itemId: Id | null; readonly categoryId: Id | null; readonly stationId: Id };
