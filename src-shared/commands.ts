/**
 * Every command the host knows: its name, its input, its reply and who may give it. One table; TCP, HTTP, screens and the
 * print desk all come through here. Inputs are schemas because they cross a border; replies are types because the host makes them.
 */
import { z } from 'zod';
import { LIMITS } from './limits';
import { MailSettings } from './mail';
import { PrinterAddress, PrinterIdentity, PrinterProfile, WhenUnsure } from './floor';
import type { Medium } from './floor';
import type { PrintCause, PrintMark, PrintOutcome } from './print-job';
import { RestaurantFile } from './restaurant';
import type { TicketDocument, TicketKind } from './ticket';
import { OrderType, Priority, Role } from './vocabulary';
import type { EpochMs, Id } from './vocabulary';

/**
 * A person's text: well-formed, NFC, on one line, no control characters.
 * Line breaks and tabs become a space, since they come with pasting; every other control character is refused.
 */
export const PersonText = z
  .string()
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/[\t\r\n]+/g, ' ')
      .trim(),
  )
  // Code units first: counting letters is only worth it for what may be too long.
  .refine((text) => text.length <= LIMITS.fieldChars || [...text].length <= LIMITS.fieldChars, {
    error: `más de ${LIMITS.fieldChars} caracteres`,
  })
  .refine((text) => !/\p{Cc}|\p{Cs}/u.test(text), { error: 'tiene caracteres de control o rotos' });

/** The fields that every way into the host shares, so that a limit is written once. */
export const Fields = {
  text: PersonText.refine((text) => text.length > 0, { error: 'está vacío' }),
  /** Absent, null and blank mean the same: not given. */
  optional: PersonText.nullish().transform((text) => (text ? text : null)),
  quantity: z.int().min(1).max(LIMITS.quantity).default(1),
  course: z
    .int()
    .min(1)
    .max(20)
    .nullish()
    .transform((n) => n ?? null),
  seat: z
    .int()
    .min(1)
    .max(200)
    .nullish()
    .transform((n) => n ?? null),
  covers: z
    .int()
    .min(1)
    .max(500)
    .nullish()
    .transform((n) => n ?? null),
  orderNumber: z.int().min(1),
  lineNumbers: z.array(z.int().min(1)).min(1, { error: 'hace falta al menos una línea' }).max(LIMITS.orderLines),
} as const;
const { text: Text, optional: Optional, orderNumber: OrderNumber } = Fields;

export const LineInput = z.strictObject({
  /** What the sender called it: a menu item's name or code, or free text for the default station. */
  product: Text,
  /** A menu item's code; where the menu knows it, it goes before the name. */
  code: Optional.default(null),
  quantity: Fields.quantity,
  modifiers: z.array(Text).max(LIMITS.modifiers).default([]),
  note: Optional,
  course: Fields.course,
  seat: Fields.seat,
});
export type LineInput = z.infer<typeof LineInput>;

const Lines = z.array(LineInput).min(1, { error: 'hace falta al menos un producto' }).max(LIMITS.orderLines);

export const PlaceOrder = z.strictObject({
  type: OrderType,
  table: Optional,
  customer: Optional,
  address: Optional,
  phone: Optional,
  covers: Fields.covers,
  note: Optional,
  priority: Priority.exclude(['low']).default('normal'),
  lines: Lines,
});

export const AddLines = z.strictObject({ order: OrderNumber, lines: Lines });
export const VoidLines = z.strictObject({
  order: OrderNumber,
  /** Line numbers as the order counts them; null voids whatever is not voided yet. */
  lines: Fields.lineNumbers.nullable(),
  reason: Optional,
});
export const MarkUrgent = z.strictObject({ order: OrderNumber });
export const ReprintOrder = z.strictObject({ order: OrderNumber, station: Optional });
/**
 * A person's word about prints that wait for one: of an order, at one station or (null) at all; or one print by its number, which is
 * how a message, that belongs to no order, is spoken of.
 */
export const DecidePrint = z.strictObject({
  order: OrderNumber.nullable(),
  job: OrderNumber.nullable().default(null),
  station: Optional,
});
/** To another printer, by its name, whatever waits or nobody is sure of. */
export const ReroutePrint = z.strictObject({ order: OrderNumber, station: Optional, to: Text });
export const SendMessage = z.strictObject({ text: Text });

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
export const ConfirmLate = z.strictObject({ printerId: z.string(), jobId: z.string(), token: z.int() });
/** "Reintentar ahora": by the printer's name. */
export const RetryPrinter = z.strictObject({ printer: Text });
export const RecoverJobs = z.strictObject({});
export const RelocatePrinter = z.strictObject({ printerId: z.string(), port: z.int().min(1).max(32767) });
export const AddDevice = z.strictObject({
  name: Text,
  role: Role.exclude(['system']),
  /** SHA-256 of the token, hex: the token itself never reaches the store. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A printer's name, or a station's, as people call it. */
const Named = Text.refine((name) => name.length <= 80, { error: 'más de 80 caracteres' });
export const AddPrinter = z.strictObject({ name: Named, address: PrinterAddress, profile: PrinterProfile });
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
export const SettleDrawer = z.strictObject({
  printerId: z.string(),
  outcome: z.enum(['confirmed', 'handed_over', 'not_started', 'unsure']),
  cause: z.custom<PrintCause | null>(),
});
export const SetMail = z.strictObject({ settings: MailSettings.nullable() });
/** Letters went out, or did not: `error` in a word for the log. */
export const SettleMails = z.strictObject({ seqs: z.array(z.int()), error: z.string().max(80).nullable() });
export const SetUpRestaurant = z.strictObject({ restaurant: RestaurantFile });

/** One ticket of a reply, by the ids a status is looked up with. */
export type TicketRef = {
  readonly ticketId: Id;
  readonly kind: TicketKind;
  readonly station: string;
  readonly jobId: Id;
  readonly printerId: Id;
  readonly printer: string;
  readonly divertedTo: Exclude<Medium, 'paper'> | null;
};

export type DispatchReply = {
  readonly number: number;
  readonly folio: number;
  readonly tickets: readonly TicketRef[];
};

/** The right to print one job once. Whoever settles must show `token`; an older one changes nothing. */
export type Lease = {
  readonly jobId: Id;
  readonly jobSeq: number;
  readonly token: number;
  readonly printerId: Id;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /** The printer says nothing though it should, and is believed to print: nothing is asked of it this time. */
  readonly trustMute: boolean;
  /** The last try on this printer broke off: half a ticket may hang from it. */
  readonly torn: boolean;
  readonly document: TicketDocument;
  readonly mark: PrintMark;
  /** Print time shown on paper, `HH:MM`; part of the attempt, so that a copy can be made again byte for byte. */
  readonly shownTime: string;
  /** How long this ticket should take by the lane's measured speed, ms. */
  readonly expectedMs: number;
};

/** What a lane does next: print, look at its printer, or nothing until `retryAt` or until it gets work. */
export type NextLease = {
  readonly lease: Lease | null;
  readonly probe: Probe | null;
  readonly retryAt: EpochMs | null;
  /** Printers that just took tickets over from this lane, by name, one a ticket. */
  readonly movedTo: readonly string[];
};

/** A look at a printer that costs no paper. */
export type Probe = Pick<Lease, 'printerId' | 'address' | 'profile' | 'trustMute'>;

/** `number`: of the order; null for a message's print. */
export type PrintDecided = { readonly number: number | null; readonly decided: number; readonly tickets: readonly TicketRef[] };

/** What each command answers. */
export type Replies = {
  placeOrder: DispatchReply;
  addLines: DispatchReply;
  voidLines: DispatchReply & { readonly voided: readonly number[] };
  markUrgent: { readonly number: number; readonly moved: number; readonly tickets: readonly TicketRef[] };
  reprintOrder: { readonly number: number; readonly tickets: readonly TicketRef[] };
  confirmPrinted: PrintDecided;
  discardPrint: PrintDecided;
  printHeld: PrintDecided;
  reroutePrint: PrintDecided & { readonly to: string };
  confirmShown: PrintDecided;
  sendMessage: { readonly number: number; readonly tickets: readonly TicketRef[] };
  claimJob: NextLease;
  settleJob: { readonly next: NextLease };
  settleProbe: { readonly next: NextLease };
  markStopped: Record<never, never>;
  confirmLate: { readonly believed: boolean };
  retryPrinter: { readonly printer: string };
  recoverJobs: { readonly requeued: number; readonly waiting: number };
  relocatePrinter: { readonly port: number };
  addDevice: { readonly deviceId: Id };
  addPrinter: { readonly printerId: Id; readonly printer: string };
  removePrinter: { readonly printer: string };
  movePrinter: { readonly printer: string };
  setPrinterProfile: { readonly printer: string };
  setStationChain: { readonly station: string; readonly printers: readonly string[] };
  openDrawer: { readonly printerId: Id; readonly printer: string };
  settleDrawer: Record<never, never>;
  setMail: Record<never, never>;
  settleMails: { readonly givenUp: number };
  setUpRestaurant: { readonly stations: number; readonly items: number };
};

export type CommandName = keyof Replies;

/** The reply as its sender gets it: instead of the tickets' ids, where the tickets stand (`TicketStatus`) comes beside it. */
export type ReplyFacts<N extends CommandName> = Omit<Replies[N], 'tickets'>;

const SELLERS: readonly Role[] = ['owner', 'counter', 'waiter', 'integrator'];
const SYSTEM: readonly Role[] = ['system'];
const OWNERS: readonly Role[] = ['owner', 'system'];

type CommandSpec = { readonly input: z.ZodType; readonly roles: readonly Role[] };

export const COMMANDS = {
  placeOrder: { input: PlaceOrder, roles: SELLERS },
  addLines: { input: AddLines, roles: SELLERS },
  voidLines: { input: VoidLines, roles: SELLERS },
  markUrgent: { input: MarkUrgent, roles: SELLERS },
  reprintOrder: { input: ReprintOrder, roles: [...SELLERS, 'cook', 'expo'] },
  confirmPrinted: { input: DecidePrint, roles: [...SELLERS, 'cook', 'expo'] },
  discardPrint: { input: DecidePrint, roles: [...SELLERS, 'cook', 'expo'] },
  printHeld: { input: DecidePrint, roles: [...SELLERS, 'cook', 'expo'] },
  reroutePrint: { input: ReroutePrint, roles: [...SELLERS, 'cook', 'expo'] },
  confirmShown: { input: DecidePrint, roles: [...SELLERS, 'cook', 'expo'] },
  sendMessage: { input: SendMessage, roles: [...SELLERS, 'expo'] },
  claimJob: { input: ClaimJob, roles: SYSTEM },
  settleJob: { input: SettleJob, roles: SYSTEM },
  settleProbe: { input: SettleProbe, roles: SYSTEM },
  markStopped: { input: MarkStopped, roles: SYSTEM },
  confirmLate: { input: ConfirmLate, roles: SYSTEM },
  retryPrinter: { input: RetryPrinter, roles: [...SELLERS, 'cook', 'expo'] },
  recoverJobs: { input: RecoverJobs, roles: SYSTEM },
  relocatePrinter: { input: RelocatePrinter, roles: SYSTEM },
  addDevice: { input: AddDevice, roles: ['owner', 'system'] },
  addPrinter: { input: AddPrinter, roles: OWNERS },
  removePrinter: { input: RemovePrinter, roles: OWNERS },
  movePrinter: { input: MovePrinter, roles: OWNERS },
  setPrinterProfile: { input: SetPrinterProfile, roles: OWNERS },
  setStationChain: { input: SetStationChain, roles: OWNERS },
  openDrawer: { input: OpenDrawer, roles: ['owner', 'counter'] },
  settleDrawer: { input: SettleDrawer, roles: SYSTEM },
  setMail: { input: SetMail, roles: OWNERS },
  settleMails: { input: SettleMails, roles: SYSTEM },
  setUpRestaurant: { input: SetUpRestaurant, roles: ['owner', 'system'] },
} as const satisfies Record<CommandName, CommandSpec>;

export type CommandInput<N extends CommandName> = z.output<(typeof COMMANDS)[N]['input']>;

/** A command on its way to the core. `key` is its sender's: the same key with the same input is the same deed. */
export type Command<N extends CommandName = CommandName> = {
  [K in N]: {
    readonly name: K;
    readonly input: CommandInput<K>;
    readonly actor: { readonly id: string; readonly role: Role };
    readonly key: string;
  };
}[N];
