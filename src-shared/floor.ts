/** The place: stations, printers, routing rules. */
import { z } from 'zod';
import type { PrintCause } from './print-job';
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

/**
 * What one printer can do, found out once by calibrating it and never tried out during service: a firmware that does not know a
 * question prints its bytes.
 */
export const PrinterProfile = z.strictObject({
  /** Columns of font A: 32 on 58 mm paper, 42 or 48 on 80 mm. */
  columns: z.union([z.literal(32), z.literal(42), z.literal(48)]),
  /** The table its letters come from. */
  codePage: z.enum(['PC858', 'WPC1252']),
  /** How it says that everything before is printed: GS ( H with an id, GS r 1, or not at all. */
  fence: z.enum(['process_id', 'status', 'none']).default('none'),
  /** It answers DLE EOT, also without paper. */
  answersStatus: z.boolean().default(false),
});
export type PrinterProfile = z.infer<typeof PrinterProfile>;

export type Printer = {
  readonly id: Id;
  readonly name: string;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /** Measured mean time per paper line, ms; what waits are reckoned with. */
  readonly msPerLine: number;
  readonly health: PrinterHealth;
};

/**
 * ready: print. blocked: somebody must go there (paper, cover, cutter). degraded: it says nothing and is believed to print.
 * open: left alone after too many failures, looked at from time to time without paper; half_open: the next ticket decides.
 */
export type PrinterState = 'ready' | 'blocked' | 'degraded' | 'open' | 'half_open';

/** What the host believes of one printer. Times in ms since 1970. */
export type PrinterHealth = {
  readonly state: PrinterState;
  /** Why it is not ready, or why the last try failed. */
  readonly cause: PrintCause | null;
  /** When it came into this state; null while ready. */
  readonly since: EpochMs | null;
  /** Tries in a row that failed. */
  readonly failures: number;
  /** When the next try or look may be made. */
  readonly retryAt: EpochMs | null;
  /** Recent tries of which nobody knows how they ended. */
  readonly unsureAt: readonly EpochMs[];
  /** Status questions in a row that it left unanswered. */
  readonly mutes: number;
  /** The last try broke off: half a ticket may hang from it. */
  readonly torn: boolean;
  /** When it last came back from being away. */
  readonly backAt: EpochMs | null;
};

export type Station = {
  readonly id: Id;
  readonly name: string;
  readonly printerId: Id;
  /** Printers that take its tickets over when its own is away, first choice first. */
  readonly fallbacks: readonly Id[];
  readonly isDefault: boolean;
  /** True for the counter: it takes pre-checks, no dishes are cooked there. */
  readonly isCounter: boolean;
};

/** Exactly one of item and category is set. An item with rules of its own is not asked for its category's. */
export type RoutingRule = { readonly id: Id; readonly itemId: Id | null; readonly categoryId: Id | null; readonly stationId: Id };
