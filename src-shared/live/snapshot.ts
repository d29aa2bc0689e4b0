/**
 * Initial state of a screen: the restaurant, and every order, ticket and print that is not over.
 * `applyEvent` (projection.ts) updates it on screens. The host makes it from its tables, and a test
 * compares both.
 */
import type { Alert } from '../model/operations/alerts';
import type { CodePage } from '../text/code-pages';
import type { SentLine } from '../events/events';
import type { Medium, PrinterHealth } from '../model/printers';
import type { Category, MenuItem, ModifierGroup, Stock } from '../model/menu';
import type { Order } from '../model/order';
import type { ServiceRules, Person, Turbo } from '../model/staff';
import type { FloorTable, Tax } from '../model/restaurant';
import type { SetUp } from '../model/operations/set-up';
import type { PrintCause, PrintJobState, PrintMark } from '../model/print-job';
import type { TicketKind, TicketState } from '../model/ticket';
import type { EpochMs, Id, Priority } from '../base/vocabulary';
import type { Station } from '../model/stations';

/**
 * `stationIds`: where it is cooked by the current rules; `ownStationIds`: the stations of its own
 * rules; none: its category's.
 */
export type LayoutItem = MenuItem & {
  readonly stationIds: readonly Id[];
  readonly ownStationIds: readonly Id[];
};
/** None: its items go to the default station. */
export type LayoutCategory = Category & { readonly stationIds: readonly Id[] };

/** `page`: the code page of its paper. */
export type LayoutPrinter = {
  readonly id: Id;
  readonly name: string;
  readonly medium: Medium;
  readonly columns: number;
  readonly page: CodePage;
  /** A sample printer: its paper is shown on screens and not printed. */
  readonly virtual: boolean;
};

export type RestaurantLayout = {
  readonly name: string;
  readonly currency: string;
  readonly decimals: number;
  /** Null: bills show no tax. */
  readonly tax: Tax | null;
  readonly stations: readonly Station[];
  readonly printers: readonly LayoutPrinter[];
  readonly categories: readonly LayoutCategory[];
  readonly items: readonly LayoutItem[];
  readonly modifierGroups: readonly ModifierGroup[];
  readonly tables: readonly FloorTable[];
  readonly people: readonly Person[];
  readonly rules: ServiceRules;
  readonly setUp: SetUp;
  /** Items and tables of the sample restaurant that were not changed. */
  readonly samples: { readonly items: number; readonly tables: number };
};

export type LiveJob = {
  readonly jobId: Id;
  readonly seq: number;
  readonly printerId: Id;
  readonly state: PrintJobState;
  readonly priority: Priority;
  readonly ahead: boolean;
  readonly paperLines: number;
  readonly mark: PrintMark['kind'];
  readonly cause: PrintCause | null;
  readonly queuedAt: EpochMs;
  readonly settledAt: EpochMs | null;
  /** Characters on its paper that its printer does not have, printed as `?`; absent: none. */
  readonly unprintable?: number | undefined;
  /** Its printer is a sample, or was one when it was removed. */
  readonly virtual?: true;
};

export type LiveTicket = {
  readonly ticketId: Id;
  readonly kind: TicketKind;
  readonly stationId: Id;
  readonly state: TicketState;
  readonly dispatchNo: number | null;
  readonly lineNos: readonly number[];
  /** Quantity for each of the lines, in the same order: a notice may void part of a line. */
  readonly quantities: readonly number[];
  readonly doneNos: readonly number[];
  /** Text that only its paper shows: a message, a reason, the previous table. */
  readonly says: string | null;
  readonly openedAt: EpochMs;
  /** When a cook last started, bumped or recalled it; null: never. */
  readonly movedAt: EpochMs | null;
  /** Oldest first: the first print, then copies. */
  readonly jobs: readonly LiveJob[];
};

export type LiveOrder = {
  readonly order: Omit<Order, 'id'>;
  readonly lines: readonly SentLine[];
  readonly dispatches: readonly { readonly no: number; readonly sentAt: EpochMs }[];
  readonly tickets: readonly LiveTicket[];
};

export type PrinterNow = { readonly msPerLine: number; readonly health: PrinterHealth };

export type Snapshot = {
  /** The last event that it includes, and its time. */
  readonly seq: number;
  readonly at: EpochMs;
  readonly place: RestaurantLayout;
  readonly printers: Readonly<Record<Id, PrinterNow>>;
  readonly stock: Readonly<Record<Id, Stock>>;
  readonly turbo: Turbo | null;
  /** Active or unread, oldest first. */
  readonly alerts: readonly Alert[];
  readonly orders: readonly LiveOrder[];
  /** Tickets without an order: messages to the kitchen. */
  readonly messages: readonly LiveTicket[];
};

/** Further orders of a snapshot, read later than its first part: their state at event `seq`. */
export type StartPart = { readonly seq: number; readonly orders: readonly LiveOrder[] };
