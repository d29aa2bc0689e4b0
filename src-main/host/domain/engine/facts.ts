/**
 * The closed list of facts a rule may request. A store answers them inside the deciding
 * transaction.
 */
import type { Alert, Load, AlertRules } from '../../../../src-shared/model/operations/alerts';
import type { Printer } from '../../../../src-shared/model/printers';
import type { Category, MenuItem, ModifierGroup, Stock } from '../../../../src-shared/model/menu';
import type { Device, ServiceRules, Person, Turbo } from '../../../../src-shared/model/staff';
import type { MailSettings } from '../../../../src-shared/model/mail';
import type { Order, OrderLine } from '../../../../src-shared/model/order';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import type { SetUp } from '../../../../src-shared/model/operations/set-up';
import type { FloorTable, Tax } from '../../../../src-shared/model/restaurant';
import type { OperationSettings } from '../../../../src-shared/model/operations/operation-settings';
import type { Ticket, TicketHead } from '../../../../src-shared/model/ticket';
import type { BusinessDay, EpochMs, Id, Priority } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from './catalogue';
import type { Samples } from './samples';
import type { TrustedTime } from './trusted-time';
import type { TillReport, Shift } from '../../../../src-shared/model/till';
import type { RoutingRule, Station } from '../../../../src-shared/model/stations';

/** The next free numbers of all gap-free counters. */
export type NextNumbers = {
  readonly order: number;
  readonly folio: number;
  readonly chainSeq: number;
  readonly ticketSeq: number;
  readonly jobSeq: number;
  readonly message: number;
};

/** A job with the rows that settling it changes. */
export type JobFacts = {
  readonly job: PrintJob;
  readonly token: number | null;
  readonly crashes: number;
  /** Attempts of this job that failed before byte 0. */
  readonly tries: number;
  /** Printers that received this ticket, including the current one. */
  readonly printersTried: readonly Id[];
  readonly ticket: Ticket;
  /** The paper's head as the order is now; null: as it was sent. */
  readonly head: TicketHead | null;
  readonly orderNumber: number | null;
};

export type OrderFacts = {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  readonly lastDispatchNo: number;
  readonly tickets: readonly {
    readonly ticket: Ticket;
    readonly lineNos: readonly number[];
    /** Oldest first: the first print, then copies. */
    readonly jobs: readonly PrintJob[];
  }[];
};

/** A ticket with its order, if it has one. */
export type TicketFacts = {
  readonly ticket: Ticket;
  readonly lineNos: readonly number[];
  readonly order: OrderFacts | null;
};

export type LaneFacts = {
  readonly printer: Printer;
  readonly busy: boolean;
  /** The first queued job of each class. */
  readonly heads: Readonly<Record<Priority, JobFacts | null>>;
  readonly nextToken: number;
  /** In turbo no low job rises. */
  readonly isTurbo: boolean;
  /**
   * Queued jobs in order, at most `WAITING_SHOWN`. Read only for screens and for printers that are
   * away, because only those decisions need them.
   */
  readonly waiting: readonly JobFacts[];
};

/** Most tickets moved in one commit. If more wait, the lane continues at once. */
export const WAITING_SHOWN = 200;

/** The restaurant's own data. */
export type RestaurantData = {
  readonly name: string;
  readonly currency: { readonly code: string; readonly decimals: number };
  readonly tax: Tax | null;
  /** Local hour at which the business day changes. */
  readonly cutoverHour: number;
};

/** The restaurant as its owner edits it: everything in use, in display order. */
export type RestaurantFacts = {
  readonly restaurant: RestaurantData;
  readonly categories: readonly Category[];
  readonly items: readonly MenuItem[];
  readonly modifierGroups: readonly ModifierGroup[];
  readonly stations: readonly Station[];
  readonly printers: readonly Printer[];
  readonly rules: readonly RoutingRule[];
  readonly tables: readonly FloorTable[];
  readonly hasOrders: boolean;
  readonly setUp: SetUp;
};

/**
 * Active or unread alerts, the next alert number, and when each recent mail of an alert was queued.
 */
export type AlertFacts = {
  readonly kept: readonly Alert[];
  readonly next: number;
  readonly mailedAt: ReadonlyMap<number, EpochMs>;
};

type FactTypes = {
  /** Till figures since the last Z, that Z's number, and the newest order's number. */
  cut: {
    ask: { readonly now: EpochMs };
    fact: { readonly cut: TillReport; readonly no: number; readonly lastOrder: number };
  };
  /** When the last Z was made; null before the first. */
  lastZ: { ask: true; fact: EpochMs | null };
  /** An earlier Z, by its number. */
  shift: { ask: { readonly no: number }; fact: Shift | null };
  alerts: { ask: true; fact: AlertFacts };
  watchRules: { ask: true; fact: AlertRules };
  /** Queued jobs of all lanes. */
  queuedJobs: {
    ask: true;
    fact: readonly { readonly job: PrintJob; readonly orderNumber: number | null }[];
  };
  /**
   * Queued jobs of one printer in order: at most `limit`; `WAITING_SHOWN` without one; null: all.
   */
  waitingAt: {
    ask: { readonly printerId: Id; readonly limit?: number | null };
    fact: readonly JobFacts[];
  };
  /** Load at `now`, including the papers of the last minutes. */
  load: { ask: { readonly now: EpochMs }; fact: Load };
  place: { ask: true; fact: RestaurantFacts };
  /** Whether an open order or a waiting print uses a station. */
  stationInUse: { ask: { readonly id: Id }; fact: boolean };
  /** Whether an open order is at a table, by the table's id. */
  tableInUse: { ask: { readonly id: Id }; fact: boolean };
  /** What remains of the sample restaurant that a first start creates. */
  samples: { ask: true; fact: Samples };
  /** Ids of the tables with an open order. */
  busyTables: { ask: true; fact: ReadonlySet<Id> };
  catalogue: { ask: true; fact: RestaurantIndex };
  next: { ask: { readonly day: BusinessDay }; fact: NextNumbers };
  order: { ask: { readonly number: number }; fact: OrderFacts | null };
  /** The order of a job, with everything that decides whether it is done. */
  orderOfJob: { ask: { readonly jobId: Id }; fact: OrderFacts | null };
  job: { ask: { readonly id: Id }; fact: JobFacts | null };
  ticket: { ask: { readonly seq: number }; fact: TicketFacts | null };
  /** A second order, for rules about two. */
  into: { ask: { readonly number: number }; fact: OrderFacts | null };
  /** Open orders that were joined to this one. */
  parts: { ask: { readonly number: number }; fact: readonly OrderFacts[] };
  /** As `parts`, plus those that were settled with it: the orders on its bill. */
  billedParts: { ask: { readonly number: number }; fact: readonly OrderFacts[] };
  /** The order that this one was joined to, while that order is open. */
  hostOf: { ask: { readonly number: number }; fact: Order | null };
  /** Tickets that cooks are working on at a station, by the station's name. */
  inHand: { ask: { readonly station: string }; fact: readonly TicketFacts[] };
  /** Items sold out or counted down, by id. All others have no limit. */
  stock: { ask: true; fact: ReadonlyMap<Id, Stock> };
  houseRules: { ask: true; fact: ServiceRules };
  upkeep: { ask: true; fact: OperationSettings };
  /** Null: no host has checked the clock yet. */
  trustedTime: { ask: true; fact: TrustedTime | null };
  /** When the newest order was placed. */
  lastOrderAt: { ask: true; fact: EpochMs | null };
  /**
   * Orders of days before `before` that ended longer ago than the retention time for guest data,
   * oldest first; null: guest data stay permanently.
   */
  guestsKept: {
    ask: { readonly now: EpochMs; readonly limit: number };
    fact: { readonly before: BusinessDay; readonly orders: readonly number[] } | null;
  };
  turbo: { ask: true; fact: Turbo | null };
  people: { ask: true; fact: readonly Person[] };
  device: { ask: { readonly id: Id }; fact: Device | null };
  /** Devices of role `integrator` that have a token. */
  programs: { ask: true; fact: readonly Device[] };
  /** Consecutive PIN failures of one person on one device. */
  pinFailures: { ask: { readonly device: Id; readonly person: Id }; fact: number };
  lane: { ask: { readonly printerId: Id }; fact: LaneFacts | null };
  /** Queued jobs of any lane that are too old to print without asking. */
  stale: { ask: { readonly now: EpochMs }; fact: readonly JobFacts[] };
  sendingJobs: { ask: true; fact: readonly (JobFacts & { readonly claimedAt: EpochMs })[] };
  printers: { ask: true; fact: readonly Printer[] };
  /** Jobs by printer that are not finished: queued, in print or undecided. */
  liveJobs: { ask: true; fact: ReadonlyMap<Id, number> };
  mailSettings: { ask: true; fact: MailSettings | null };
  /** Attempts so far of queued mail messages. */
  mails: {
    ask: { readonly seqs: readonly number[] };
    fact: readonly { readonly seq: number; readonly tries: number }[];
  };
  isSetUp: { ask: true; fact: boolean };
};

export type FactName = keyof FactTypes;
export type FactQueries = { readonly [K in FactName]?: FactTypes[K]['ask'] };
export type FactAsk<K extends FactName> = FactTypes[K]['ask'];
export type Fact<K extends FactName> = FactTypes[K]['fact'];
export type Facts<Q> = { readonly [K in keyof Q & FactName]: FactTypes[K]['fact'] };
