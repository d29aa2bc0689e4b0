/**
 * The closed list of facts a rule may ask for. A store answers these and nothing else, inside the
 * deciding transaction.
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

/** The next free numbers of everything that counts without gaps. */
export type NextNumbers = {
  readonly order: number;
  readonly folio: number;
  readonly chainSeq: number;
  readonly ticketSeq: number;
  readonly jobSeq: number;
  readonly message: number;
};

/** A job with what its settling touches. */
export type JobFacts = {
  readonly job: PrintJob;
  readonly token: number | null;
  readonly crashes: number;
  /** Tries of this job that failed before byte 0. */
  readonly tries: number;
  /** Printers that its ticket was given to, this one among them. */
  readonly printersTried: readonly Id[];
  readonly ticket: Ticket;
  /** The head of its paper as its order stands; null: as it was sent. */
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

/** A ticket with the order it is of, if any. */
export type TicketFacts = {
  readonly ticket: Ticket;
  readonly lineNos: readonly number[];
  readonly order: OrderFacts | null;
};

export type LaneFacts = {
  readonly printer: Printer;
  readonly busy: boolean;
  /** The first waiting job of each class. */
  readonly heads: Readonly<Record<Priority, JobFacts | null>>;
  readonly nextToken: number;
  /** Peak hour: nothing of the lowest class rises. */
  readonly isTurbo: boolean;
  /**
   * What waits, in order, at the most `WAITING_SHOWN`; read only for a printer that is away and for
   * screens, since only then anybody asks.
   */
  readonly waiting: readonly JobFacts[];
};

/** Tickets moved in one commit at the most; where more wait the lane goes on at once. */
export const WAITING_SHOWN = 200;

/** The restaurant's own data. */
export type RestaurantData = {
  readonly name: string;
  readonly currency: { readonly code: string; readonly decimals: number };
  readonly tax: Tax | null;
  /** Local hour at which the business day turns. */
  readonly cutoverHour: number;
};

/** The place as its owner edits it: everything in use, in its order. */
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
 * Alerts that are not over, or that nobody has read; the next one's number; and when each one's
 * last mail was queued, of late.
 */
export type AlertFacts = {
  readonly kept: readonly Alert[];
  readonly next: number;
  readonly mailedAt: ReadonlyMap<number, EpochMs>;
};

type FactTypes = {
  /** The till since the last Z, that Z's number, and the newest order's. */
  cut: {
    ask: { readonly now: EpochMs };
    fact: { readonly cut: TillReport; readonly no: number; readonly lastOrder: number };
  };
  /** When the last Z was made; null before the first. */
  lastZ: { ask: true; fact: EpochMs | null };
  /** A Z of before, by its number. */
  shift: { ask: { readonly no: number }; fact: Shift | null };
  alerts: { ask: true; fact: AlertFacts };
  watchRules: { ask: true; fact: AlertRules };
  /** What waits in any lane. */
  queuedJobs: {
    ask: true;
    fact: readonly { readonly job: PrintJob; readonly orderNumber: number | null }[];
  };
  /**
   * What waits at a printer, in its order: at the most `limit`, without one `WAITING_SHOWN`; null:
   * all of it.
   */
  waitingAt: {
    ask: { readonly printerId: Id; readonly limit?: number | null };
    fact: readonly JobFacts[];
  };
  /** As it was at `now`, the last minutes' papers counted. */
  load: { ask: { readonly now: EpochMs }; fact: Load };
  place: { ask: true; fact: RestaurantFacts };
  /** Whether an order that is not over, or a print that waits, has to do with a station. */
  stationInUse: { ask: { readonly id: Id }; fact: boolean };
  /** Whether an order that is not over stands at a table, by the table's id. */
  tableInUse: { ask: { readonly id: Id }; fact: boolean };
  /** What is left of the restaurant that a first start makes. */
  samples: { ask: true; fact: Samples };
  /** Ids of the tables at which an order that is not over stands. */
  busyTables: { ask: true; fact: ReadonlySet<Id> };
  catalogue: { ask: true; fact: RestaurantIndex };
  next: { ask: { readonly day: BusinessDay }; fact: NextNumbers };
  order: { ask: { readonly number: number }; fact: OrderFacts | null };
  /** The order a job prints for, with everything that decides whether it is done. */
  orderOfJob: { ask: { readonly jobId: Id }; fact: OrderFacts | null };
  job: { ask: { readonly id: Id }; fact: JobFacts | null };
  ticket: { ask: { readonly seq: number }; fact: TicketFacts | null };
  /** A second order, where a rule is about two. */
  into: { ask: { readonly number: number }; fact: OrderFacts | null };
  /** Orders that were joined to this one and are not over yet. */
  parts: { ask: { readonly number: number }; fact: readonly OrderFacts[] };
  /** The same, and those that were settled with it: what its bill is about. */
  billedParts: { ask: { readonly number: number }; fact: readonly OrderFacts[] };
  /** The order that this one was joined to, while it is not over. */
  hostOf: { ask: { readonly number: number }; fact: Order | null };
  /** What cooks have in hand at a station, by its name. */
  inHand: { ask: { readonly station: string }; fact: readonly TicketFacts[] };
  /** What is sold out or counted down, by item; everything else may be ordered without end. */
  stock: { ask: true; fact: ReadonlyMap<Id, Stock> };
  houseRules: { ask: true; fact: ServiceRules };
  upkeep: { ask: true; fact: OperationSettings };
  /** Null: no host has looked yet. */
  trustedTime: { ask: true; fact: TrustedTime | null };
  /** When the newest order was placed. */
  lastOrderAt: { ask: true; fact: EpochMs | null };
  /**
   * Orders of days before `before`, over for longer than the house keeps their guests' data, oldest
   * first; null where it keeps them for good.
   */
  guestsKept: {
    ask: { readonly now: EpochMs; readonly limit: number };
    fact: { readonly before: BusinessDay; readonly orders: readonly number[] } | null;
  };
  turbo: { ask: true; fact: Turbo | null };
  people: { ask: true; fact: readonly Person[] };
  device: { ask: { readonly id: Id }; fact: Device | null };
  /** Devices of other programs that have a token. */
  programs: { ask: true; fact: readonly Device[] };
  /** Failures in a row of one person's PIN on one device. */
  pinFailures: { ask: { readonly device: Id; readonly person: Id }; fact: number };
  lane: { ask: { readonly printerId: Id }; fact: LaneFacts | null };
  /** Waiting jobs of any lane that were queued longer ago than the house prints without asking. */
  stale: { ask: { readonly now: EpochMs }; fact: readonly JobFacts[] };
  sendingJobs: { ask: true; fact: readonly (JobFacts & { readonly claimedAt: EpochMs })[] };
  printers: { ask: true; fact: readonly Printer[] };
  /** By printer, how many jobs it still has to do with: waiting, in print, or with a person. */
  liveJobs: { ask: true; fact: ReadonlyMap<Id, number> };
  mailSettings: { ask: true; fact: MailSettings | null };
  /** Tries so far of letters that wait. */
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
