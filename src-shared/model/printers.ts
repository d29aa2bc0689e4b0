/** The place: stations, printers, routing rules. */
import { z } from 'zod';
import { CODE_PAGE_NAMES } from '../text/code-pages';
import { COLUMNS } from './paper-width';
import { machineText, machineWord } from '../text/plain-text';
import type { PrintCause } from './print-job';
import type { EpochMs, Id } from '../base/vocabulary';

/**
 * Where a stop of a chain puts its tickets: a printer by network, USB cable or the system's
 * spooler; a folder of PDF files; the kitchen's screens. `virtual` is the program's own paper on a
 * loopback port; lanes reach it by TCP like any other.
 */
export const PrinterAddress = z.discriminatedUnion('kind', [
  /**
   * Linux's usblp device. With a serial the device is looked for under whatever name the system
   * gave it today.
   */
  z.strictObject({
    kind: z.literal('usb'),
    device: z.string().regex(/^\/dev\/usb\/lp\d{1,3}$/, { error: 'es de la forma /dev/usb/lp0' }),
    serial: machineText(1, 80).nullable().default(null),
  }),
  /** A raw queue of CUPS, or a Windows printer, by its name there. */
  /**
   * Windows' names have spaces in them; nothing that an option, a path or a quote could be made of.
   */
  z.strictObject({
    kind: z.literal('spool'),
    queue: z.string().regex(/^[^\s\p{C}/#'"\\-](?:[^\s\p{C}/#'"\\]| (?=\S)){0,126}$/u),
  }),
  /** Null: the folder `pdf` of the data folder. */
  z.strictObject({ kind: z.literal('pdf'), folder: machineText(1, 500).nullable().default(null) }),
  z.strictObject({ kind: z.literal('screen') }),
  z.strictObject({
    kind: z.literal('tcp'),
    host: machineWord(1, 255),
    port: z.int().min(1).max(65535),
  }),
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

/** What a cook has in hand, or in view, when a ticket is done there. */
export type Medium = 'paper' | 'pdf' | 'screen';

export function mediumOf({ kind }: PrinterAddress): Medium {
  return kind === 'pdf' || kind === 'screen' ? kind : 'paper';
}

/** Who a printer says it is (GS I 66 to 68). */
export const PrinterIdentity = z.strictObject({
  maker: z.string().max(80),
  model: z.string().max(80),
  serial: z.string().max(80),
});
export type PrinterIdentity = z.infer<typeof PrinterIdentity>;

/**
 * What one printer can do, found out once by calibrating it and never tried out during service: a
 * firmware that does not know a question prints its bytes.
 */
export const PrinterProfile = z.strictObject({
  /** Letters of font A in a line: 32 on most 58 mm paper, 42 or 48 on most 80 mm. */
  columns: z.int().min(COLUMNS.min).max(COLUMNS.max),
  /** The table its letters come from. */
  codePage: z.enum(CODE_PAGE_NAMES),
  /** Its language: Epson's, which nearly all speak, or Star's own. */
  language: z.enum(['escpos', 'star']).default('escpos'),
  /**
   * How it says that everything before is printed: GS ( H with an id, GS r 1, Star's ESC GS ETX, or
   * not at all.
   */
  fence: z.enum(['process_id', 'status', 'star', 'none']).default('none'),
  /** It answers DLE EOT, also without paper. */
  answersStatus: z.boolean().default(false),
  /**
   * Who it said it was when it was calibrated; a stranger at its address is not printed on. Null:
   * it did not say.
   */
  identity: PrinterIdentity.nullable().default(null),
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
 * ready: print. blocked: somebody must go there (paper, cover, cutter). degraded: it says nothing
 * and is believed to print. open: left alone after too many failures, looked at from time to time
 * without paper; half_open: the next ticket decides.
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
