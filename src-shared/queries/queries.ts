/** Everything that can be asked of the host without changing it, and the shape of each answer. */
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

/** One ticket as the sender is told of it. `place` is set while its newest job waits or prints. */
export type TicketStatus = {
  readonly ticketId: Id;
  readonly station: string;
  readonly kind: TicketKind;
  readonly printer: string;
  /** That printer is a sample: what it prints is no paper. */
  readonly virtual: boolean;
  /** Where it went instead of paper, when its printer was away; null on paper. */
  readonly divertedTo: Exclude<Medium, 'paper'> | null;
  readonly state: PrintJobState;
  /** Where the cook is with it; null at a station without a screen, where nobody says. */
  readonly cooking: TicketState | null;
  readonly place: LanePosition | null;
  readonly cause: string | null;
  readonly settledAt: EpochMs | null;
  readonly copies: number;
  /** Letters on its paper that the printer does not have, printed as `?`. */
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
  /** What people call the device or program that sent it first. */
  readonly placedBy: string;
  /** The same by its id; not told to anybody who asks (`askFor`). */
  readonly senderId?: string;
  readonly covers: number | null;
  readonly note: string | null;
  readonly mergedInto: number | null;
  readonly payment: Payment | null;
  /** What guests pay as it stands, without the tip, in the currency's smallest unit. */
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
    /** In the currency's smallest unit; null where the menu knows none. */
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
  /** Mean seconds from first byte to done over today's finished orders; null before the first. */
  readonly meanSeconds: number | null;
  /**
   * All of today's papers: from the send to when they were out, `p95Ms` to within 5 %. Null before
   * the first.
   */
  readonly paper: {
    readonly meanMs: number;
    readonly p95Ms: number;
    readonly lastAt: EpochMs;
  } | null;
  readonly waitingForSomeone: number;
  /**
   * What goes on, and what only happened and nobody has read; with the name of what it is about.
   */
  readonly alerts: readonly (Alert & { readonly about: string | null })[];
};

/** The menu as order senders read it. Prices are integers in the currency's smallest unit. */
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

/** A print that somebody must decide over: print, already cooked, discard. */
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

/** `next`: orders with a higher number than this are still to be read; null: that was all. */
export type SnapshotText = {
  readonly text: string;
  /**
   * Who sent each of its orders, by ids: what a program gets is narrowed by this. It is told to
   * nobody.
   */
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
  /** It is the first till that the house let in, of those that are still here. */
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
/**
 * `text` is a JSON array: whoever passes it on need not read it. `more`: there are others behind
 * it.
 */
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
  /** The database's schema. */
  readonly schema: number;
  readonly synchronous: number;
  readonly orders: number;
  readonly chainSeq: number;
  readonly commits: number;
  readonly commands: number;
  readonly failures: number;
  /** In words, when the start found the database shorter than it once was, or changed. */
  readonly lossFound: string | null;
};

/**
 * A part of a longer list. `total`: how long the whole list is at this moment; `next`: the key of
 * its last row, behind which the next part begins; null: this was the last part.
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
   * Newest first; `before`: those behind that order; `by`: of the orders that this device or
   * program sent alone. Null: `before` is no order of this list.
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
   * What waits for a person's word, oldest first; `after`: those behind that print, which may be
   * decided by now. Without a limit: all of it. Null: there never was a print `after`.
   */
  pending: {
    ask: { readonly after?: number | null | undefined; readonly limit?: number | null | undefined };
    answer: Page<UndecidedPrint> | null;
  };
  mailsDue: { ask: { readonly at: EpochMs }; answer: DueMails };
  stations: { ask: Record<never, never>; answer: readonly Station[] };
  /**
   * The device that holds a token with this SHA-256, unless revoked, and who is logged in there.
   */
  whoIs: { ask: { readonly tokenHash: string }; answer: Identity | null };
  devices: { ask: Record<never, never>; answer: readonly Device[] };
  people: { ask: Record<never, never>; answer: readonly Person[] };
  /** What a PIN is compared with. Null: no such person or device. */
  pin: { ask: { readonly device: Id; readonly person: Id }; answer: StoredPin | null };
  /** The business day of `daysAgo` days ago, by the house's cut-over hour. */
  day: { ask: { readonly daysAgo: number }; answer: BusinessDay };
  house: { ask: Record<never, never>; answer: RestaurantSummary };
  /** What the owner's panels show of the house's own decisions. */
  settings: { ask: Record<never, never>; answer: AdminSettings };
  /**
   * Everything a screen starts from (`Snapshot`), as JSON that need not be read to be passed on;
   * `bytes`: with no more orders than about that.
   */
  snapshot: {
    ask: { readonly fromDay: BusinessDay; readonly bytes?: number };
    answer: SnapshotText;
  };
  /**
   * The orders of a snapshot behind the order `after`, about so many bytes of them and at least
   * one.
   */
  snapshotPart: {
    ask: { readonly fromDay: BusinessDay; readonly after: number; readonly bytes: number };
    answer: SnapshotPartText;
  };
  /**
   * Events after `seq`, about so many bytes of them, if that is the host's own past and not more
   * than `limit` events ago; else null.
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
  /** What a print's paper says, by the number on its foot. */
  paper: { ask: { readonly job: number }; answer: TicketPaper | null };
  /** The log that is written before the database is, bytes. */
  log: { ask: Record<never, never>; answer: { readonly bytes: number } };
  /** What the core's own thread keeps in memory, bytes. */
  heap: { ask: Record<never, never>; answer: { readonly bytes: number } };
  /** What clean-ups take for now: what is deleted because it is old is gone for good. */
  cleanUpTime: { ask: { readonly now: EpochMs }; answer: EpochMs };
  health: { ask: Record<never, never>; answer: StoreHealth };
};

export type QueryName = keyof Queries;
export type Query<N extends QueryName = QueryName> = {
  [K in N]: { readonly name: K } & Queries[K]['ask'];
}[N];
export type Answer<N extends QueryName> = Queries[N]['answer'];

/** What people and programs ask by name; everything else is asked by the host itself. */
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
