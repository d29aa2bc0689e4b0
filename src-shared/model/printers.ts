/** Printers: addresses, capabilities and health. */
import { z } from 'zod';
import { CODE_PAGE_NAMES } from '../text/code-pages';
import { COLUMNS } from './paper-width';
import { machineText, machineWord } from '../text/plain-text';
import type { PrintCause } from './print-job';
import type { EpochMs, Id } from '../base/vocabulary';

/**
 * Where a stop of a chain sends its tickets: a printer by network, USB cable or the system's
 * spooler; a folder of PDF files; the kitchen's screens. `virtual` is the program's own paper on a
 * loopback port; lanes reach it by TCP like any other.
 */
export const PrinterAddress = z.discriminatedUnion('kind', [
  /** Linux's usblp device. With a serial the device is found under any system name. */
  z.strictObject({
    kind: z.literal('usb'),
    device: z.string().regex(/^\/dev\/usb\/lp\d{1,3}$/, { error: 'es de la forma /dev/usb/lp0' }),
    serial: machineText(1, 80).nullable().default(null),
  }),
  /**
   * A raw queue of CUPS, or a Windows printer, by its system name. Names on Windows contain spaces.
   * Excludes characters of options, paths and quotes.
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
    /** Time of one ticket, independent of its length; null: computed by lines. */
    ticketMs: z.int().min(0).max(60_000).nullable(),
    /** Paper speed in mm/s; a text line is 4.23 mm (1/6 inch). 0 prints at once. */
    mmPerSecond: z.int().min(0).max(1000),
  }),
]);
export type PrinterAddress = z.infer<typeof PrinterAddress>;

/** What a cook has when a ticket is done there. */
export type Medium = 'paper' | 'pdf' | 'screen';

export function mediumOf({ kind }: PrinterAddress): Medium {
  return kind === 'pdf' || kind === 'screen' ? kind : 'paper';
}

/** Identity that a printer reports (GS I 66 to 68). */
export const PrinterIdentity = z.strictObject({
  maker: z.string().max(80),
  model: z.string().max(80),
  serial: z.string().max(80),
});
export type PrinterIdentity = z.infer<typeof PrinterIdentity>;

/**
 * Capabilities of one printer, determined once by calibration. They are never probed during
 * service, because firmware prints the bytes of a question that it does not know.
 */
export const PrinterProfile = z.strictObject({
  /** Font A characters in a line: 32 on most 58 mm paper, 42 or 48 on most 80 mm. */
  columns: z.int().min(COLUMNS.min).max(COLUMNS.max),
  /** Its code page. */
  codePage: z.enum(CODE_PAGE_NAMES),
  /** Its command language: Epson's, which nearly all printers have, or Star's own. */
  language: z.enum(['escpos', 'star']).default('escpos'),
  /** Completion check of the printer: GS ( H with an id, GS r 1, Star's ESC GS ETX, or none. */
  fence: z.enum(['process_id', 'status', 'star', 'none']).default('none'),
  /** It answers DLE EOT, also without paper. */
  answersStatus: z.boolean().default(false),
  /**
   * Identity at calibration. If another printer answers at its address, nothing is printed there.
   * Null: it reported none.
   */
  identity: PrinterIdentity.nullable().default(null),
});
export type PrinterProfile = z.infer<typeof PrinterProfile>;

export type Printer = {
  readonly id: Id;
  readonly name: string;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /** Measured mean time per paper line, ms; used to compute waits. */
  readonly msPerLine: number;
  readonly health: PrinterHealth;
};

/**
 * ready: print. blocked: a person must go there (paper, cover, cutter). degraded: it does not
 * answer and is assumed to print. open: paused after too many failures and probed from time to time
 * without paper; half_open: the next ticket decides.
 */
export type PrinterState = 'ready' | 'blocked' | 'degraded' | 'open' | 'half_open';

/** Last known health of one printer. Times in ms since 1970. */
export type PrinterHealth = {
  readonly state: PrinterState;
  /** Why it is not ready, or why the last attempt failed. */
  readonly cause: PrintCause | null;
  /** When it entered this state; null while ready. */
  readonly since: EpochMs | null;
  /** Consecutive failed attempts. */
  readonly failures: number;
  /** When the next attempt or probe is permitted. */
  readonly retryAt: EpochMs | null;
  /** Recent attempts with an unknown end. */
  readonly unsureAt: readonly EpochMs[];
  /** Consecutive unanswered status questions. */
  readonly mutes: number;
  /** The last attempt broke off: half a ticket may be on the paper. */
  readonly torn: boolean;
  /** When it last recovered from being away. */
  readonly backAt: EpochMs | null;
};
