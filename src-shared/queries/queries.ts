/** All read-only queries of the host, with the types of their answers. */
import type { LaneFigures, LanePosition } from '../live/lane-board';
import type { LineState, OrderState, Payment } from '../model/order';
import type { PrintJobState } from '../model/print-job';
import type { TicketKind, TicketState } from '../model/ticket';
import type { Event } from '../events/events';
import type { BusinessDay, EpochMs, Id, OrderType, Role } from '../base/vocabulary';
import type { Medium, Printer } from '../model/printers';
import type { DueMails, MailSettings } from '../model/mail';
import type { Device, ServiceRules, Person, Turbo } from '../model/staff';
import type { Alert, AlertRules } from '../model/operations/alerts';
import type { BackupRules } from '../model/operations/backups';
import type { Tax } from '../model/restaurant';
import type { OperationSettings } from '../model/operations/operation-settings';
import type { ModifierGroup } from '../model/menu';
import type { TicketPaper } from '../paper/ticket-layout';
import type { Station } from '../model/stations';

/** A ticket's status for its sender. `place` is set while its newest job is queued or in print. */
export type TicketStatus = {
  readonly ticketId: Id;
  readonly station: string;
  readonly kind: TicketKind;
  readonly printer: string;
  /** Its printer is a sample, so no paper is printed. */
  readonly virtual: boolean;
  /** Where it went instead of paper, when its printer was away; null on paper. */
  readonly divertedTo: Exclude<Medium, 'paper'> | null;
  readonly state: PrintJobState;
  /** The cook's progress; null at a station without a screen, which has no progress. */
  readonly cooking: TicketState | null;
  readonly place: LanePosition | null;
  readonly cause: string | null;
  readonly settledAt: EpochMs | null;
  readonly copies: number;
  /** Characters on its paper that the printer does not have, printed as `?`. */
  readonly unprintable: number;
};

export type OrderView = {
  readonly number: number;
  readonly day: BusinessDay;
  readonly folio: number;
  readonly type: OrderType;
  readonly table: string | null;
  readonly customer: string | null;
  readonly state: OrderState;
  readonly revision: number;
  readonly waiter: string | null;
  /** Display name of the device or program that sent it first. */
  readonly placedBy: string;
  /** Id of the same sender. Not part of public answers (`askFor`). */
  readonly senderId?: string;
  readonly covers: number | null;
  readonly note: string | null;
  readonly mergedInto: number | null;
  readonly payment: Payment | null;
  /** Current amount to pay, without the tip, in the currency's smallest unit. */
  readonly total: number;
  readonly placedAt: EpochMs;
  readonly startedAt: EpochMs | null;
  readonly readyAt: EpochMs | null;
  readonly lines: readonly {
    readonly no: number;
    readonly name: string;
    readonly quantity: number;
    readonly modifiers: readonly string[];
    readonly note: string | null;
    readonly state: LineState;
    readonly voided: number;
    readonly course: number | null;
    readonly seat: number | null;
    readonly comp: string | null;
    /** In the currency's smallest unit; null if the menu has none. */
    readonly unitPrice: number | null;
  }[];
  readonly tickets: readonly TicketStatus[];
};

export type LaneView = LaneFigures & {
  readonly printer: string;
  readonly address: string;
  readonly virtual: boolean;
};

export type QueueView = {
  readonly lanes: readonly LaneView[];
  readonly ordersToday: number;
  /** Mean seconds from first byte to done of today's finished orders; null before the first. */
  readonly meanSeconds: number | null;
  /**
   * All of today's papers: time from dispatch to printed, `p95Ms` to within 5 %. Null before the
   * first.
   */
  readonly paper: {
    readonly meanMs: number;
    readonly p95Ms: number;
    readonly lastAt: EpochMs;
  } | null;
  readonly waitingForSomeone: number;
  /** Active alerts and unread ones, with the name of their subject. */
  readonly alerts: readonly (Alert & { readonly about: string | null })[];
};

/** The menu for order senders. Prices are integers in the currency's smallest unit. */
export type MenuView = {
  readonly currency: string;
  readonly decimals: number;
  readonly items: readonly {
    readonly code: string;
    readonly name: string;
    readonly category: string;
    readonly price: number;
    readonly soldOut: boolean;
    readonly left: number | null;
    readonly groups: readonly Omit<ModifierGroup, 'id'>[];
    readonly removable: readonly string[];
  }[];
};

/** A print that needs a decision: print, already cooked, discard. */
export type UndecidedPrint = {
  readonly jobSeq: number;
  /** Null: a message. */
  readonly order: number | null;
  readonly folio: string;
  readonly table: string | null;
  readonly customer: string | null;
  readonly station: string;
  readonly printer: string;
  readonly state: Extract<PrintJobState, 'unsure' | 'stale'>;
  readonly cause: string | null;
  readonly since: EpochMs;
};

/** `next`: orders with a higher number than this are still to be read; null: complete. */
export type SnapshotText = {
  readonly text: string;
  /** The senders of its orders, by ids, to filter a program's snapshot. Not sent to any client. */
  readonly senders: Senders;
  readonly seq: number;
  readonly at: EpochMs;
  readonly next: number | null;
};
/** An order's number, and the id of the device or program that sent it. */
export type Senders = readonly (readonly [number, Id])[];
/** `text` is a JSON array of orders. */
export type SnapshotPartText = Pick<SnapshotText, 'text' | 'senders' | 'seq' | 'next'>;
export type Identity = { readonly device: Device; readonly person: Person | null };
export type StoredPin = {
  readonly hash: string;
  readonly failures: number;
  readonly device: { readonly name: string; readonly role: Role; readonly addedAt: EpochMs };
  /** It is the oldest paired till that is still in use. */
  readonly isFirstTill: boolean;
};
export type RestaurantSummary = {
  readonly name: string;
  readonly rules: ServiceRules;
  readonly lanOpen: boolean;
  readonly hasOwner: boolean;
  readonly turbo: Turbo | null;
};
export type AdminSettings = {
  readonly name: string;
  readonly currency: { readonly code: string; readonly decimals: number };
  readonly tax: Tax | null;
  readonly cutoverHour: number;
  readonly hasOrders: boolean;
  readonly rules: ServiceRules;
  readonly watch: AlertRules;
  readonly backups: BackupRules;
  readonly upkeep: OperationSettings;
  readonly mail: MailSettings | null;
  readonly lanOpen: boolean;
};
/** `text` is a JSON array that callers can forward unparsed. `more`: further events follow. */
export type MissedEvents = {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly at: EpochMs;
  readonly more: boolean;
};

export type Journey = { readonly order: OrderView; readonly events: readonly Event[] };

export type StoreHealth = {
  readonly sqliteVersion: string;
  /** Schema version of the database. */
  readonly schema: number;
  readonly synchronous: number;
  readonly orders: number;
  readonly chainSeq: number;
  readonly commits: number;
  readonly commands: number;
  readonly failures: number;
  /** In words, if the start found the database shorter than before, or changed. */
  readonly lossFound: string | null;
};

/**
 * A page of a list. `total`: current length of the list; `next`: key of the page's last row, after
 * which the next page starts; null: the last page.
 */
export type Page<R> = {
  readonly rows: readonly R[];
  readonly total: number;
  readonly next: number | null;
};

export type OrderRef =
  | { readonly number: number }
  | { readonly day: BusinessDay; readonly folio: number }
  | { readonly actor: string; readonly key: string };

export type Queries = {
  order: { ask: { readonly of: OrderRef }; answer: OrderView | null };
  journey: { ask: { readonly of: OrderRef }; answer: Journey | null };
  tickets: { ask: { readonly ticketIds: readonly Id[] }; answer: readonly TicketStatus[] };
  queue: { ask: Record<never, never>; answer: QueueView };
  /**
   * Newest first; `before`: those after that order in the list; `by`: only orders of this device or
   * program. Null: `before` is no order of this list.
   */
  recent: {
    ask: {
      readonly limit: number;
      readonly before?: number | null | undefined;
      readonly by?: string;
    };
    answer: Page<OrderView> | null;
  };
  menu: { ask: Record<never, never>; answer: MenuView };
  printers: { ask: Record<never, never>; answer: readonly Printer[] };
  /**
   * Undecided prints, oldest first; `after`: those after that print, which may be decided by now.
   * Without a limit: all. Null: no print `after` ever existed.
   */
  pending: {
    ask: { readonly after?: number | null | undefined; readonly limit?: number | null | undefined };
    answer: Page<UndecidedPrint> | null;
  };
  mailsDue: { ask: { readonly at: EpochMs }; answer: DueMails };
  stations: { ask: Record<never, never>; answer: readonly Station[] };
  /** The device with the token of this SHA-256, unless revoked, and its logged-in person. */
  whoIs: { ask: { readonly tokenHash: string }; answer: Identity | null };
  devices: { ask: Record<never, never>; answer: readonly Device[] };
  people: { ask: Record<never, never>; answer: readonly Person[] };
  /** The stored hash for comparing a PIN. Null: no such person or device. */
  pin: { ask: { readonly device: Id; readonly person: Id }; answer: StoredPin | null };
  /** The business day `daysAgo` days ago, by the restaurant's cut-over hour. */
  day: { ask: { readonly daysAgo: number }; answer: BusinessDay };
  house: { ask: Record<never, never>; answer: RestaurantSummary };
  /** The restaurant's settings, for the owner's panels. */
  settings: { ask: Record<never, never>; answer: AdminSettings };
  /**
   * A screen's initial state (`Snapshot`) as JSON that callers can forward unparsed; `bytes`:
   * approximate limit for its orders.
   */
  snapshot: {
    ask: { readonly fromDay: BusinessDay; readonly bytes?: number };
    answer: SnapshotText;
  };
  /**
   * The orders of a snapshot after the order `after`: about that many bytes, and at least one
   * order.
   */
  snapshotPart: {
    ask: { readonly fromDay: BusinessDay; readonly after: number; readonly bytes: number };
    answer: SnapshotPartText;
  };
  /**
   * Events after `seq`, about that many bytes. Null if `seq` is not of this host's history, or more
   * than `limit` events ago.
   */
  eventsSince: {
    ask: {
      readonly seq: number;
      readonly at: EpochMs;
      readonly limit: number;
      readonly bytes?: number;
    };
    answer: MissedEvents | null;
  };
  /** The content of a print's paper, by the number at its foot. */
  paper: { ask: { readonly job: number }; answer: TicketPaper | null };
  /** Size of the write-ahead log, bytes. */
  log: { ask: Record<never, never>; answer: { readonly bytes: number } };
  /** Heap of the core's thread, bytes. */
  heap: { ask: Record<never, never>; answer: { readonly bytes: number } };
  /** The time that clean-ups use as now, because deletion by age is final. */
  cleanUpTime: { ask: { readonly now: EpochMs }; answer: EpochMs };
  health: { ask: Record<never, never>; answer: StoreHealth };
};

export type QueryName = keyof Queries;
export type Query<N extends QueryName = QueryName> = {
  [K in N]: { readonly name: K } & Queries[K]['ask'];
}[N];
export type Answer<N extends QueryName> = Queries[N]['answer'];

/** Queries that people and programs send by name. Only the host makes the others. */
export type AskedByName = Extract<
  QueryName,
  | 'order'
  | 'journey'
  | 'recent'
  | 'paper'
  | 'queue'
  | 'pending'
  | 'printers'
  | 'menu'
  | 'people'
  | 'settings'
  | 'snapshot'
>;
