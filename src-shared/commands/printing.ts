/**
 * Specifications of print commands: decisions of people, records of the host's printing, printer
 * set-up.
 */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { MailSettings } from '../model/mail';
import type { PrintCause, PrintOutcome } from '../model/print-job';
import { PrinterAddress, PrinterIdentity, PrinterProfile } from '../model/printers';
import { WhenUnsure } from '../model/stations';
import { defineCommand } from './define-command';
import { NameField } from './inputs';
import type { NextLease } from './leases';
import { DoneReply, PaperIssued, PrintResolved, PrintResolvedFields } from './replies';
import { OWNERS, STAFF, SYSTEM, TILL } from './roles';
import { PRINTS } from './scope-needs';

const { text: Text, optional: Optional, orderNumber: OrderNumber } = Fields;

/**
 * Undecided prints: of an order, at one station or (null) at all; or one print by its number,
 * because a message belongs to no order.
 */
const UndecidedPrints = z.strictObject({
  order: OrderNumber.nullable(),
  job: OrderNumber.nullable().default(null),
  station: Optional,
});
const Outcome: z.ZodType<PrintOutcome> = z.custom<PrintOutcome>();
const Cause = z.custom<PrintCause | null>();
const Next = z.strictObject({ next: z.custom<NextLease>() }).readonly();

export const confirmPrinted = defineCommand({
  name: 'confirmPrinted',
  summary: 'Say that an undecided print is on paper',
  input: UndecidedPrints,
  reply: PrintResolved,
  roles: STAFF,
  scopes: PRINTS,
  offeredTo: ['screen', 'public'],
});

export const discardPrint = defineCommand({
  name: 'discardPrint',
  summary: 'Say that an undecided print is not needed',
  input: UndecidedPrints,
  reply: PrintResolved,
  roles: STAFF,
  scopes: PRINTS,
  offeredTo: ['screen', 'public'],
});

export const printHeld = defineCommand({
  name: 'printHeld',
  summary: 'Print what waits for a decision',
  input: UndecidedPrints,
  reply: PrintResolved,
  roles: STAFF,
  scopes: PRINTS,
  offeredTo: ['screen', 'public'],
});

export const confirmShown = defineCommand({
  name: 'confirmShown',
  summary: 'Say that a screen shows it',
  input: UndecidedPrints,
  reply: PrintResolved,
  roles: STAFF,
  scopes: PRINTS,
  offeredTo: ['screen', 'public'],
});

export const reroutePrint = defineCommand({
  name: 'reroutePrint',
  summary: 'Send what waits of an order to another printer, by name',
  input: z.strictObject({ order: OrderNumber, station: Optional, to: Text }),
  reply: z.strictObject({ ...PrintResolvedFields, to: z.string() }).readonly(),
  roles: STAFF,
  scopes: PRINTS,
  offeredTo: ['screen', 'public'],
});

/** `ticket`: one ticket only; null: every ticket of the order there. */
export const reprintOrder = defineCommand({
  name: 'reprintOrder',
  summary: 'Print a copy of what is already on paper',
  input: z.strictObject({
    order: OrderNumber,
    station: Optional,
    ticket: Fields.ticketNumber.nullable().default(null),
  }),
  reply: PaperIssued,
  roles: STAFF,
  scopes: { any: ['impresion'], own: true },
  offeredTo: ['screen', 'public'],
});

export const claimJob = defineCommand({
  name: 'claimJob',
  summary: 'Lease the next job of a lane',
  input: z.strictObject({ printerId: z.string(), worker: z.int() }),
  reply: z.custom<NextLease>(),
  roles: SYSTEM,
  offeredTo: [],
});

export const settleJob = defineCommand({
  name: 'settleJob',
  summary: 'Record how a print attempt ended, and lease the next job',
  input: z.strictObject({
    printerId: z.string(),
    jobId: z.string(),
    token: z.int(),
    outcome: Outcome,
    firstByteAt: z.int().nullable(),
    /** The last bytes that the printer sent during the attempt, hex. */
    heard: z.string().max(64),
    /** The worker that gets the lane's next job in the same commit; null leaves the lane idle. */
    nextFor: z.int().nullable(),
  }),
  reply: Next,
  roles: SYSTEM,
  offeredTo: [],
});

/** `cause` null: the printer can print. */
export const settleProbe = defineCommand({
  name: 'settleProbe',
  summary: 'Record the result of a probe, and lease the next job',
  input: z.strictObject({
    printerId: z.string(),
    cause: Cause,
    nextFor: z.int().nullable(),
  }),
  reply: Next,
  roles: SYSTEM,
  offeredTo: [],
});

/** `cause` null: the printer continued. */
export const markStopped = defineCommand({
  name: 'markStopped',
  summary: 'Record that a printer stopped inside a ticket, or went on',
  input: z.strictObject({
    printerId: z.string(),
    jobId: z.string(),
    token: z.int(),
    cause: Cause,
  }),
  reply: DoneReply,
  roles: SYSTEM,
  offeredTo: [],
});

export const confirmLate = defineCommand({
  name: 'confirmLate',
  summary: 'Record a completion check that was answered after its attempt was abandoned',
  input: z.strictObject({
    printerId: z.string(),
    jobId: z.string(),
    token: z.int(),
  }),
  reply: z.strictObject({ believed: z.boolean() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

export const rebalanceLane = defineCommand({
  name: 'rebalanceLane',
  formerly: ['relieveLane'],
  summary: 'Move what waits at a working printer to where it comes out first',
  input: z.strictObject({ printerId: z.string().min(1).max(60) }),
  reply: z
    .strictObject({ printer: z.string(), moved: z.int(), to: z.array(z.string()).readonly() })
    .readonly(),
  roles: [...TILL, 'system'],
  offeredTo: ['screen'],
});

export const retryPrinter = defineCommand({
  name: 'retryPrinter',
  summary: 'Try a printer again now',
  input: z.strictObject({ printer: Text }),
  reply: z.strictObject({ printer: z.string() }).readonly(),
  roles: STAFF,
  scopes: PRINTS,
  offeredTo: ['screen', 'public'],
});

export const recoverJobs = defineCommand({
  name: 'recoverJobs',
  summary: 'Settle what was under way when the host stopped',
  input: z.strictObject({}),
  reply: z.strictObject({ requeued: z.int(), waiting: z.int() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

export const relocatePrinter = defineCommand({
  name: 'relocatePrinter',
  summary: 'Record the port that a virtual printer got',
  input: z.strictObject({
    printerId: z.string(),
    port: z.int().min(1).max(32767),
  }),
  reply: z.strictObject({ port: z.int() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

export const addPrinter = defineCommand({
  name: 'addPrinter',
  summary: 'Add a printer',
  input: z.strictObject({
    name: NameField,
    address: PrinterAddress,
    profile: PrinterProfile,
  }),
  reply: z.strictObject({ printerId: z.string(), printer: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

export const removePrinter = defineCommand({
  name: 'removePrinter',
  summary: 'Remove a printer',
  input: z.strictObject({ printer: NameField }),
  reply: z.strictObject({ printer: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

export const movePrinter = defineCommand({
  name: 'movePrinter',
  summary: 'Give a printer another address',
  input: z.strictObject({ printer: NameField, address: PrinterAddress }),
  reply: z.strictObject({ printer: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

export const setPrinterProfile = defineCommand({
  name: 'setPrinterProfile',
  summary: 'Record what calibrating a printer found out',
  input: z.strictObject({
    printer: NameField,
    fence: PrinterProfile.shape.fence.unwrap(),
    answersStatus: z.boolean(),
    identity: PrinterIdentity.nullable(),
    /** Null: unchanged. */
    columns: PrinterProfile.shape.columns.nullable(),
    codePage: PrinterProfile.shape.codePage.nullable(),
  }),
  reply: z.strictObject({ printer: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

/** `printers`: first choice first; `whenUnsure` null: unchanged. */
export const setStationChain = defineCommand({
  name: 'setStationChain',
  summary: 'Choose the printer of a station and those that it fails over to',
  input: z.strictObject({
    station: NameField,
    printers: z.array(NameField).min(1).max(10),
    whenUnsure: WhenUnsure.nullable(),
  }),
  reply: z
    .strictObject({ station: z.string(), printers: z.array(z.string()).readonly() })
    .readonly(),
  roles: OWNERS,
  offeredTo: ['screen'],
});

/** The pulse follows once, or not at all. */
export const openDrawer = defineCommand({
  name: 'openDrawer',
  summary: 'Record that the cash drawer is to open',
  input: z.strictObject({ printer: NameField }),
  reply: z.strictObject({ printerId: z.string(), printer: z.string() }).readonly(),
  roles: TILL,
  offeredTo: [],
});

export const recordDrawer = defineCommand({
  name: 'recordDrawer',
  formerly: ['settleDrawer'],
  summary: 'Record how opening the drawer ended',
  input: z.strictObject({
    printerId: z.string(),
    outcome: z.enum(['confirmed', 'handed_over', 'not_started', 'unsure']),
    cause: Cause,
  }),
  reply: DoneReply,
  roles: SYSTEM,
  offeredTo: [],
});

export const setMail = defineCommand({
  name: 'setMail',
  summary: 'Choose where warning mails go; null: nowhere',
  input: z.strictObject({ settings: MailSettings.nullable() }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: [],
});

/** `error`: a word for the log; `isHopeless`: a retry would not help. */
export const recordMailResults = defineCommand({
  name: 'recordMailResults',
  formerly: ['settleMails'],
  summary: 'Record which mails were sent and which failed',
  input: z.strictObject({
    seqs: z.array(z.int()),
    error: z.string().max(80).nullable(),
    isHopeless: z.boolean().default(false),
  }),
  reply: z.strictObject({ givenUp: z.int() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});
