/**
 * Every command the host knows: its name, its input, its reply and who may give it. One table; TCP,
 * HTTP, screens and the print desk all come through here. Inputs are schemas because they cross a
 * border; replies are types because the host makes them.
 */
import type { z } from 'zod';
import type { Stock } from '../model/menu';
import type { OrderState } from '../model/order';
import type { Medium, PrinterAddress, PrinterProfile } from '../model/printers';
import type { PrintMark } from '../model/print-job';
import type { TicketDocument, TicketHead, TicketKind, TicketState } from '../model/ticket';
import type { Actor, EpochMs, Id, Role } from '../base/vocabulary';
import type { Shift } from '../model/till';
import * as operations from './operations';
import * as orders from './orders';
import * as printing from './printing';
import * as restaurant from './restaurant';
import * as staff from './staff';
import * as tickets from './tickets';
import * as till from './till';

/** One ticket of a reply, by the ids a status is looked up with. */
export type TicketRef = {
  readonly ticketId: Id;
  readonly kind: TicketKind;
  readonly station: string;
  readonly jobId: Id;
  readonly printerId: Id;
  readonly printer: string;
  /** That printer is a sample: what it prints is no paper. */
  readonly virtual: boolean;
  readonly divertedTo: Exclude<Medium, 'paper'> | null;
  readonly cooking: TicketState | null;
};

/**
 * What a sender should know about a line that was taken all the same. `similar`: the dish that was
 * probably meant.
 */
export type LineNotice = {
  readonly code: 'NO_PRICE';
  readonly line: number;
  readonly product: string;
  readonly similar: string | null;
};

export type DispatchReply = {
  readonly number: number;
  readonly folio: number;
  readonly revision: number;
  readonly tickets: readonly TicketRef[];
  /** Left out where there is nothing to say. */
  readonly notices?: readonly LineNotice[];
};

/**
 * The right to print one job once. Whoever settles must show `token`; an older one changes nothing.
 */
export type Lease = {
  readonly jobId: Id;
  readonly jobSeq: number;
  readonly token: number;
  readonly printerId: Id;
  readonly address: PrinterAddress;
  readonly profile: PrinterProfile;
  /**
   * The printer says nothing though it should, and is believed to print: nothing is asked of it
   * this time.
   */
  readonly trustMute: boolean;
  /** The last try on this printer broke off: half a ticket may hang from it. */
  readonly torn: boolean;
  readonly document: TicketDocument;
  /** Whose ticket it is by now; null: as it was sent. Part of the attempt, as the print time is. */
  readonly head: TicketHead | null;
  readonly mark: PrintMark;
  /**
   * Print time shown on paper, `HH:MM`; part of the attempt, so that a copy can be made again byte
   * for byte.
   */
  readonly shownTime: string;
  /** How long this ticket should take by the lane's measured speed, ms. */
  readonly expectedMs: number;
};

/**
 * What a lane does next: print, look at its printer, or nothing until `retryAt` or until it gets
 * work.
 */
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
export type PrintResolved = {
  readonly number: number | null;
  readonly decided: number;
  readonly tickets: readonly TicketRef[];
};

/** An order after an edit, and the slips that tell of it. */
export type OrderEdited = {
  readonly number: number;
  readonly revision: number;
  readonly tickets: readonly TicketRef[];
};
/** `moved` is false where it stood there already: two cooks may press at once. */
export type TicketStateChanged = {
  readonly ticket: number;
  readonly state: TicketState;
  readonly moved: boolean;
};

/** What each command answers. */
export type Replies = {
  placeOrder: DispatchReply;
  addLines: DispatchReply & { readonly lines: readonly number[] };
  fireLines: DispatchReply & { readonly fired: readonly number[] };
  voidLines: DispatchReply & { readonly voided: readonly number[] };
  /** `lines`: the line that more of it made, if any. */
  changeQuantity: DispatchReply & { readonly lines: readonly number[] };
  compLines: OrderEdited;
  editOrder: OrderEdited;
  moveTable: OrderEdited;
  mergeOrders: OrderEdited & { readonly into: number };
  handOver: OrderEdited & { readonly to: string };
  serveOrder: OrderEdited & { readonly state: OrderState };
  closeOrder: OrderEdited & { readonly state: OrderState };
  printBill: { readonly number: number; readonly tickets: readonly TicketRef[] };
  startTicket: TicketStateChanged;
  bumpTicket: TicketStateChanged;
  recallTicket: TicketStateChanged;
  acknowledgeNotice: TicketStateChanged;
  tickLine: TicketStateChanged & { readonly done: readonly number[] };
  setStock: Stock & { readonly item: string };
  markUrgent: {
    readonly number: number;
    readonly moved: number;
    readonly tickets: readonly TicketRef[];
  };
  reprintOrder: { readonly number: number; readonly tickets: readonly TicketRef[] };
  confirmPrinted: PrintResolved;
  discardPrint: PrintResolved;
  printHeld: PrintResolved;
  reroutePrint: PrintResolved & { readonly to: string };
  confirmShown: PrintResolved;
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
  revokeDevice: { readonly device: string };
  setScopes: { readonly device: string };
  addPerson: { readonly personId: Id };
  changePerson: { readonly person: string };
  removePerson: { readonly person: string };
  recordPinAttempt: { readonly failures: number };
  logOut: Record<never, never>;
  setServiceRules: Record<never, never>;
  openLan: { readonly open: boolean };
  setTurbo: { readonly on: boolean };
  setAlertRules: Record<never, never>;
  /**
   * `workers`: how many there should be (null: nothing is printed here); `relieve`: printers whose
   * waiting tickets should move on.
   */
  checkHealth: {
    readonly raised: number;
    readonly ended: number;
    readonly workers: number | null;
    readonly relieve: readonly Id[];
  };
  rebalanceLane: {
    readonly printer: string;
    readonly moved: number;
    readonly to: readonly string[];
  };
  adjustToClock: { readonly waiting: number };
  /**
   * `at`: what clean-ups take for now; `isApart`: the wall clock says something that is not
   * believed yet.
   */
  trustTime: { readonly at: EpochMs; readonly isApart: boolean };
  raiseAlert: Record<never, never>;
  endAlert: Record<never, never>;
  acknowledgeAlert: Record<never, never>;
  addPrinter: { readonly printerId: Id; readonly printer: string };
  removePrinter: { readonly printer: string };
  movePrinter: { readonly printer: string };
  setPrinterProfile: { readonly printer: string };
  setStationChain: { readonly station: string; readonly printers: readonly string[] };
  setStationScreen: { readonly station: string; readonly screen: boolean };
  openDrawer: { readonly printerId: Id; readonly printer: string };
  recordDrawer: Record<never, never>;
  setMail: Record<never, never>;
  recordMailResults: { readonly givenUp: number };
  setUpRestaurant: { readonly stations: number; readonly items: number };
  setRestaurant: { readonly name: string };
  saveCategory: SavedRef;
  removeCategory: SavedRef;
  saveItem: SavedRef;
  removeItem: SavedRef;
  saveModifierGroup: SavedRef;
  /** `items`: how many dishes asked it. */
  removeModifierGroup: SavedRef & { readonly items: number };
  saveStation: SavedRef;
  removeStation: SavedRef;
  setBackups: Record<never, never>;
  setOperationSettings: Record<never, never>;
  recordHttps: Record<never, never>;
  eraseGuestData: { readonly forgotten: number };
  recordSetUp: Record<never, never>;
  recordBackup: Record<never, never>;
  closeShift: { readonly shift: Shift };
  printTillReport: { readonly number: number; readonly tickets: readonly TicketRef[] };
  closeStation: SavedRef & { readonly to: string | null };
  saveTable: SavedRef;
  removeTable: SavedRef;
  reorder: { readonly moved: number };
  importMenu: {
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly same: number;
  };
  /** `kept`: tables of the sample at which somebody sits. */
  removeSamples: {
    readonly printers: readonly string[];
    readonly items: number;
    readonly tables: number;
    readonly kept: readonly string[];
  };
};

/** A thing of the place as it is called by now. */
export type SavedRef = { readonly id: Id; readonly name: string };

export type CommandName = keyof Replies;

/**
 * The reply as its sender gets it: instead of the tickets' ids, where the tickets stand
 * (`TicketStatus`) comes beside it.
 */
export type ReplyFacts<N extends CommandName> = Omit<Replies[N], 'tickets'>;

const SELLERS: readonly Role[] = ['owner', 'counter', 'waiter', 'integrator'];
/** Everyone who stands in the restaurant, and programs that send orders. */
const STAFF: readonly Role[] = [...SELLERS, 'cook', 'expo'];
const COOKS: readonly Role[] = ['owner', 'counter', 'cook', 'expo'];
const TILL: readonly Role[] = ['owner', 'counter'];
const OWNERS: readonly Role[] = ['owner', 'system'];
/**
 * Menu, tables and stations: the owner, and programs whose token has `administrar`. Printers'
 * addresses are the owner's alone.
 */
const MANAGERS: readonly Role[] = [...OWNERS, 'integrator'];
const SYSTEM: readonly Role[] = ['system'];

type CommandSpec = { readonly input: z.ZodType; readonly roles: readonly Role[] };

export const COMMANDS = {
  placeOrder: { input: orders.PlaceOrder, roles: SELLERS },
  addLines: { input: orders.AddLines, roles: SELLERS },
  fireLines: { input: orders.FireLines, roles: [...SELLERS, 'expo'] },
  voidLines: { input: orders.VoidLines, roles: SELLERS },
  changeQuantity: { input: orders.ChangeQuantity, roles: SELLERS },
  compLines: { input: orders.CompLines, roles: TILL },
  editOrder: { input: orders.EditOrder, roles: SELLERS },
  moveTable: { input: orders.MoveTable, roles: SELLERS },
  mergeOrders: { input: orders.MergeOrders, roles: SELLERS },
  handOver: { input: orders.HandOver, roles: ['owner', 'counter', 'waiter'] },
  serveOrder: { input: orders.ServeOrder, roles: [...SELLERS, 'expo'] },
  closeOrder: { input: orders.CloseOrder, roles: SELLERS },
  printBill: { input: orders.PrintBill, roles: SELLERS },
  startTicket: { input: tickets.TicketInput, roles: COOKS },
  bumpTicket: { input: tickets.TicketInput, roles: COOKS },
  recallTicket: { input: tickets.TicketInput, roles: COOKS },
  acknowledgeNotice: { input: tickets.TicketInput, roles: COOKS },
  tickLine: { input: tickets.TickLine, roles: COOKS },
  setStock: { input: orders.SetStock, roles: [...COOKS, 'waiter', 'integrator'] },
  markUrgent: { input: orders.MarkUrgent, roles: SELLERS },
  reprintOrder: { input: printing.ReprintOrder, roles: STAFF },
  confirmPrinted: { input: printing.DecidePrint, roles: STAFF },
  discardPrint: { input: printing.DecidePrint, roles: STAFF },
  printHeld: { input: printing.DecidePrint, roles: STAFF },
  reroutePrint: { input: printing.ReroutePrint, roles: STAFF },
  confirmShown: { input: printing.DecidePrint, roles: STAFF },
  sendMessage: { input: tickets.SendMessage, roles: [...SELLERS, 'expo'] },
  claimJob: { input: printing.ClaimJob, roles: SYSTEM },
  settleJob: { input: printing.SettleJob, roles: SYSTEM },
  settleProbe: { input: printing.SettleProbe, roles: SYSTEM },
  markStopped: { input: printing.MarkStopped, roles: SYSTEM },
  confirmLate: { input: printing.ConfirmLate, roles: SYSTEM },
  retryPrinter: { input: printing.RetryPrinter, roles: STAFF },
  recoverJobs: { input: printing.RecoverJobs, roles: SYSTEM },
  relocatePrinter: { input: printing.RelocatePrinter, roles: SYSTEM },
  addDevice: { input: staff.AddDevice, roles: [...TILL, 'system'] },
  revokeDevice: { input: staff.RevokeDevice, roles: TILL },
  setScopes: { input: staff.SetScopes, roles: ['owner'] },
  addPerson: { input: staff.AddPerson, roles: OWNERS },
  changePerson: { input: staff.ChangePerson, roles: OWNERS },
  removePerson: { input: staff.RemovePerson, roles: OWNERS },
  recordPinAttempt: { input: staff.RecordPinAttempt, roles: SYSTEM },
  logOut: { input: staff.LogOut, roles: SYSTEM },
  setServiceRules: { input: staff.SetServiceRules, roles: OWNERS },
  openLan: { input: staff.OpenLan, roles: OWNERS },
  setTurbo: { input: operations.SetTurbo, roles: [...TILL, 'waiter'] },
  setAlertRules: { input: operations.SetAlertRules, roles: OWNERS },
  checkHealth: { input: operations.CheckHealth, roles: SYSTEM },
  rebalanceLane: { input: printing.RebalanceLane, roles: [...TILL, 'system'] },
  adjustToClock: { input: operations.AdjustToClock, roles: SYSTEM },
  trustTime: { input: staff.TrustTime, roles: SYSTEM },
  raiseAlert: { input: operations.RaiseAlert, roles: SYSTEM },
  endAlert: { input: operations.EndAlert, roles: SYSTEM },
  acknowledgeAlert: { input: operations.AcknowledgeAlert, roles: TILL },
  addPrinter: { input: printing.AddPrinter, roles: OWNERS },
  removePrinter: { input: printing.RemovePrinter, roles: OWNERS },
  movePrinter: { input: printing.MovePrinter, roles: OWNERS },
  setPrinterProfile: { input: printing.SetPrinterProfile, roles: OWNERS },
  setStationChain: { input: printing.SetStationChain, roles: OWNERS },
  setStationScreen: { input: tickets.SetStationScreen, roles: [...COOKS, 'system'] },
  openDrawer: { input: printing.OpenDrawer, roles: TILL },
  recordDrawer: { input: printing.RecordDrawer, roles: SYSTEM },
  setMail: { input: operations.SetMail, roles: OWNERS },
  recordMailResults: { input: operations.RecordMailResults, roles: SYSTEM },
  setUpRestaurant: { input: restaurant.SetUpRestaurant, roles: OWNERS },
  setRestaurant: { input: restaurant.SetRestaurant, roles: OWNERS },
  saveCategory: { input: restaurant.SaveCategory, roles: MANAGERS },
  removeCategory: { input: restaurant.RemoveCategory, roles: MANAGERS },
  saveItem: { input: restaurant.SaveItem, roles: MANAGERS },
  removeItem: { input: restaurant.RemoveItem, roles: MANAGERS },
  saveModifierGroup: { input: restaurant.SaveModifierGroup, roles: MANAGERS },
  removeModifierGroup: { input: restaurant.RemoveModifierGroup, roles: MANAGERS },
  saveStation: { input: restaurant.SaveStation, roles: MANAGERS },
  removeStation: { input: restaurant.RemoveStation, roles: MANAGERS },
  recordSetUp: { input: restaurant.RecordSetUp, roles: OWNERS },
  setOperationSettings: { input: operations.SetOperationSettings, roles: OWNERS },
  recordHttps: { input: operations.RecordHttps, roles: OWNERS },
  eraseGuestData: { input: operations.EraseGuestData, roles: SYSTEM },
  setBackups: { input: operations.SetBackups, roles: OWNERS },
  recordBackup: { input: operations.RecordBackup, roles: ['owner', 'counter', 'system'] },
  closeShift: { input: till.CloseShift, roles: TILL },
  printTillReport: { input: till.PrintTillReport, roles: TILL },
  closeStation: { input: restaurant.CloseStation, roles: [...TILL, 'system'] },
  saveTable: { input: restaurant.SaveTable, roles: MANAGERS },
  removeTable: { input: restaurant.RemoveTable, roles: MANAGERS },
  reorder: { input: restaurant.Reorder, roles: MANAGERS },
  importMenu: { input: restaurant.ImportMenu, roles: MANAGERS },
  removeSamples: { input: restaurant.RemoveSamples, roles: OWNERS },
} as const satisfies Record<CommandName, CommandSpec>;

/** As its sender writes it: what has a usual value may be left out. */
export type CommandText<N extends CommandName> = z.input<(typeof COMMANDS)[N]['input']>;

export type CommandInput<N extends CommandName> = z.output<(typeof COMMANDS)[N]['input']>;

/**
 * A command on its way to the core. `key` is its sender's: the same key with the same input is the
 * same deed.
 */
export type Command<N extends CommandName = CommandName> = {
  [K in N]: {
    readonly name: K;
    readonly input: CommandInput<K>;
    readonly actor: Actor;
    readonly key: string;
    /** How long ago it was made, ms. */
    readonly age: number;
  };
}[N];
