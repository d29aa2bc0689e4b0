/**
 * What can be commanded of prints, printers and the place, as schemas: people's words about prints,
 * the desk's own moves, the owner's set-up.
 */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { PrinterAddress, PrinterIdentity, PrinterProfile } from '../model/printers';
import type { PrintCause, PrintOutcome } from '../model/print-job';
import { WhenUnsure } from '../model/stations';

const { text: Text, optional: Optional, orderNumber: OrderNumber } = Fields;

/**
 * A person's word about prints that wait for one: of an order, at one station or (null) at all; or
 * one print by its number, which is how a message, that belongs to no order, is spoken of.
 */
export const DecidePrint = z.strictObject({
  order: OrderNumber.nullable(),
  job: OrderNumber.nullable().default(null),
  station: Optional,
});
/** To another printer, by its name, whatever waits or nobody is sure of. */
export const ReroutePrint = z.strictObject({ order: OrderNumber, station: Optional, to: Text });
/** `ticket`: one send's share alone; null: every ticket of the order there. */
export const ReprintOrder = z.strictObject({
  order: OrderNumber,
  station: Optional,
  ticket: Fields.ticketNumber.nullable().default(null),
});

const outcome: z.ZodType<PrintOutcome> = z.custom<PrintOutcome>();
export const ClaimJob = z.strictObject({ printerId: z.string(), worker: z.int() });
export const SettleJob = z.strictObject({
  printerId: z.string(),
  jobId: z.string(),
  token: z.int(),
  outcome,
  firstByteAt: z.int().nullable(),
  /** What the printer said meanwhile, hex, its last bytes. */
  heard: z.string().max(64),
  /** The worker that takes the lane's next job in the same commit; null leaves the lane idle. */
  nextFor: z.int().nullable(),
});
/** A look at a printer is over; null: it can print. */
export const SettleProbe = z.strictObject({
  printerId: z.string(),
  cause: z.custom<PrintCause | null>(),
  nextFor: z.int().nullable(),
});
/** A printer stopped in the middle of a ticket, or goes on (null). */
export const MarkStopped = z.strictObject({
  printerId: z.string(),
  jobId: z.string(),
  token: z.int(),
  cause: z.custom<PrintCause | null>(),
});
/** The fence behind a try was answered after the try had been given up. */
export const ConfirmLate = z.strictObject({
  printerId: z.string(),
  jobId: z.string(),
  token: z.int(),
});
/** "Reintentar ahora": by the printer's name. */
/** What waits at a printer that works goes where it comes out first. */
export const RebalanceLane = z.strictObject({ printerId: z.string().min(1).max(60) });
export const RetryPrinter = z.strictObject({ printer: Text });
export const RecoverJobs = z.strictObject({});
export const RelocatePrinter = z.strictObject({
  printerId: z.string(),
  port: z.int().min(1).max(32767),
});
/** A printer's name, or a station's, as people call it. */
const Named = Text.refine((name) => name.length <= 80, { error: 'más de 80 caracteres' });
export const AddPrinter = z.strictObject({
  name: Named,
  address: PrinterAddress,
  profile: PrinterProfile,
});
export const RemovePrinter = z.strictObject({ printer: Named });
/** The same printer at another address. */
export const MovePrinter = z.strictObject({ printer: Named, address: PrinterAddress });
/** What calibrating found out. */
export const SetPrinterProfile = z.strictObject({
  printer: Named,
  fence: PrinterProfile.shape.fence.unwrap(),
  answersStatus: z.boolean(),
  identity: PrinterIdentity.nullable(),
  /** Null: as it was. */
  columns: PrinterProfile.shape.columns.nullable(),
  codePage: PrinterProfile.shape.codePage.nullable(),
});
/** A station's printer and, behind it, who takes over, first choice first. */
export const SetStationChain = z.strictObject({
  station: Named,
  printers: z.array(Named).min(1).max(10),
  whenUnsure: WhenUnsure.nullable(),
});
/** Asked for and written down; the pulse itself follows once, or not at all. */
export const OpenDrawer = z.strictObject({ printer: Named });
export const RecordDrawer = z.strictObject({
  printerId: z.string(),
  outcome: z.enum(['confirmed', 'handed_over', 'not_started', 'unsure']),
  cause: z.custom<PrintCause | null>(),
});
