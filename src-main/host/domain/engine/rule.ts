/**
 * Command rules: the facts they need and a pure decision. The store writes the proposed rows and
 * events.
 */
import type { BackupRules } from '../../../../src-shared/model/operations/backups';
import type { Alert, AlertRules } from '../../../../src-shared/model/operations/alerts';
import type { CommandInput, CommandName, Reply } from '../../../../src-shared/commands/registry';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import type {
  Printer,
  PrinterAddress,
  PrinterHealth,
  PrinterProfile,
} from '../../../../src-shared/model/printers';
import type { MailSettings } from '../../../../src-shared/model/mail';
import type { Category, MenuItem, ModifierGroup, Stock } from '../../../../src-shared/model/menu';
import type {
  Dispatch,
  LineState,
  Order,
  OrderEdit,
  OrderLine,
  OrderState,
  Payment,
} from '../../../../src-shared/model/order';
import type {
  PrintCause,
  PrintJob,
  PrintJobState,
  PrintMark,
} from '../../../../src-shared/model/print-job';
import type { Device, ServiceRules, Person, Turbo } from '../../../../src-shared/model/staff';
import type { SetUp } from '../../../../src-shared/model/operations/set-up';
import type { FloorTable, RestaurantFile } from '../../../../src-shared/model/restaurant';
import type { StoredScope } from '../../../../src-shared/base/scope-words';
import type { OperationSettings } from '../../../../src-shared/model/operations/operation-settings';
import type { Message, Ticket, TicketHead, TicketState } from '../../../../src-shared/model/ticket';
import type {
  Actor,
  BusinessDay,
  EpochMs,
  Id,
  Priority,
  Role,
} from '../../../../src-shared/base/vocabulary';
import type { FactQueries, Facts, RestaurantData } from './facts';
import type { TrustedTime } from './trusted-time';
import type { Shift } from '../../../../src-shared/model/till';
import type { Station, WhenUnsure } from '../../../../src-shared/model/stations';

/** Time and actor of a decision: all inputs that are neither in the command nor in the store. */
export type Context = {
  readonly now: EpochMs;
  /** When the sender made the command. Earlier than now if a screen was offline and sends late. */
  readonly madeAt: EpochMs;
  readonly day: BusinessDay;
  /** `HH:MM` and `HH:MM:SS` of any time on the host's wall clock, for paper. */
  wallTime(at: EpochMs): string;
  /** `22/11/2026`. */
  wallDate(at: EpochMs): string;
  wallTimeWithSeconds(at: EpochMs): string;
  readonly actor: Actor;
  readonly key: string;
  newId(): Id;
  /** A random number in [0, 1), to spread retries over time. */
  chance(): number;
};

export type Attempt = {
  readonly token: number;
  readonly jobId: Id;
  readonly worker: number;
  readonly shownTime: string;
  /** Null: as it was sent. */
  readonly head: TicketHead | null;
  readonly claimedAt: EpochMs;
};

/**
 * The closed list of writes. `put` adds a row, `set` changes one. The store has no other changes.
 */
export type Change =
  | { readonly put: 'order'; readonly order: Order }
  | {
      readonly put: 'dispatch';
      readonly dispatch: Dispatch;
      readonly order: Pick<Order, 'number' | 'day' | 'folio'>;
      readonly lines: readonly OrderLine[];
    }
  | { readonly put: 'message'; readonly message: Message }
  | { readonly put: 'ticket'; readonly ticket: Ticket; readonly lineNos: readonly number[] }
  | { readonly put: 'printJob'; readonly job: PrintJob }
  | { readonly put: 'device'; readonly device: Device; readonly tokenHash: string }
  | { readonly put: 'attempt'; readonly attempt: Attempt }
  | {
      readonly put: 'printer';
      readonly printer: Pick<Printer, 'id' | 'name' | 'address' | 'profile'>;
    }
  | { readonly put: 'mail'; readonly mail: MailDraft }
  | { readonly put: 'restaurant'; readonly restaurant: RestaurantFile; newId(): Id }
  | RestaurantEdit
  | {
      readonly set: 'order';
      readonly number: number;
      readonly state?: OrderState;
      readonly startedAt?: EpochMs | null;
      readonly readyAt?: EpochMs | null;
      readonly revision?: number;
      readonly payment?: Payment;
    }
  | { readonly set: 'orderEdit'; readonly number: number; readonly edit: OrderEdit }
  | {
      readonly set: 'line';
      readonly orderNumber: number;
      readonly no: number;
      readonly state?: LineState;
      readonly voided?: number;
      readonly reason?: string | null;
      readonly comp?: string | null;
    }
  /** `movedAt` is set if a cook moved it, or if its screen was removed. */
  | {
      readonly set: 'ticket';
      readonly id: Id;
      readonly state: TicketState;
      readonly doneNos?: readonly number[];
      readonly movedAt?: EpochMs;
    }
  | { readonly set: 'stock'; readonly itemId: Id; readonly stock: Stock }
  /**
   * Writes only while the job is in state `from` and, if given, still carries `token`. Otherwise
   * the write fails with LEASE_LOST.
   */
  | {
      readonly set: 'printJob';
      readonly id: Id;
      readonly from: PrintJobState;
      readonly heldBy?: number;
      readonly to: PrintJobState;
      /** Token of the attempt that starts. */
      readonly token?: number;
      readonly priority?: Priority;
      readonly ahead?: boolean;
      readonly mark?: PrintMark;
      readonly cause?: PrintCause | null;
      readonly crashes?: number;
      readonly tries?: number;
      readonly queuedAt?: EpochMs;
      readonly settledAt?: EpochMs | null;
    }
  | {
      readonly set: 'attempt';
      readonly token: number;
      readonly endedAt: EpochMs;
      readonly firstByteAt: EpochMs | null;
      readonly outcome: string;
      readonly cause: PrintCause | null;
      readonly bytes: number | null;
      readonly sha256: string | null;
      /** Characters missing in the printer's code page; null if no ticket was sent. */
      readonly unprintable: number | null;
      /** The printer's last answers, hex. */
      readonly heard: string;
    }
  /** The attempt was abandoned, and its completion check was answered afterwards. */
  | { readonly set: 'attemptConfirmed'; readonly token: number; readonly endedAt: EpochMs }
  | {
      readonly set: 'printer';
      readonly id: Id;
      readonly msPerLine: number;
      readonly health: PrinterHealth;
    }
  | { readonly set: 'printerAddress'; readonly id: Id; readonly address: PrinterAddress }
  | { readonly set: 'printerProfile'; readonly id: Id; readonly profile: PrinterProfile }
  /** The row stays for past prints; its name is free again. */
  | { readonly set: 'printerRemoved'; readonly id: Id; readonly at: EpochMs }
  | {
      readonly set: 'stationChain';
      readonly id: Id;
      readonly printerId: Id;
      readonly fallbacks: readonly Id[];
      readonly whenUnsure: WhenUnsure;
    }
  | {
      readonly set: 'stationScreen';
      readonly id: Id;
      readonly hasScreen: boolean;
      readonly at: EpochMs;
    }
  | { readonly put: 'person'; readonly person: Person; readonly pinHash: string }
  | {
      readonly set: 'person';
      readonly id: Id;
      readonly name?: string;
      readonly role?: Role;
      readonly pinHash?: string;
      readonly removedAt?: EpochMs;
    }
  | {
      readonly set: 'device';
      readonly id: Id;
      readonly personId?: Id | null;
      readonly revokedAt?: EpochMs;
      readonly scopes?: readonly StoredScope[];
    }
  | {
      readonly set: 'pinFailures';
      readonly device: Id;
      readonly person: Id;
      readonly failures: number;
    }
  | { readonly set: 'houseRules'; readonly rules: ServiceRules }
  | { readonly set: 'turbo'; readonly turbo: Turbo | null }
  | { readonly set: 'lan'; readonly open: boolean }
  /** Updates an active alert in place, under its number. */
  | { readonly set: 'alertRenewed'; readonly alert: Alert }
  | { readonly set: 'watchRules'; readonly rules: AlertRules }
  /** Delays all queued mail messages by this much. */
  | { readonly set: 'mailsLater'; readonly byMs: number }
  /** Makes messages due now if they are scheduled beyond the longest retry delay. */
  | { readonly set: 'mailsNotAhead'; readonly at: EpochMs }
  /**
   * Moves all times of open work by this much, except those in `right`: orders placed since
   * `placedFrom`, messages and alerts.
   */
  | {
      readonly set: 'timesUnderWay';
      readonly byMs: number;
      readonly right: { readonly from: EpochMs; readonly to: EpochMs };
      readonly placedFrom: EpochMs;
    }
  | { readonly set: 'setUp'; readonly setUp: SetUp }
  | { readonly set: 'upkeep'; readonly upkeep: OperationSettings }
  | { readonly set: 'trustedTime'; readonly trusted: TrustedTime }
  /** Erases name, address and phone from the order, its papers and its events. */
  | { readonly set: 'guestForgotten'; readonly number: number }
  | { readonly set: 'backupRules'; readonly rules: BackupRules }
  | { readonly put: 'alert'; readonly alert: Alert }
  | { readonly put: 'shift'; readonly shift: Shift; readonly lastOrder: number }
  | {
      readonly set: 'alert';
      readonly seq: number;
      readonly endedAt?: EpochMs;
      readonly seenBy?: string;
    }
  | { readonly set: 'mailSettings'; readonly settings: MailSettings | null }
  | {
      readonly set: 'mail';
      readonly seq: number;
      readonly state: 'queued' | 'sent' | 'failed';
      readonly tries: number;
      readonly retryAt: EpochMs;
      readonly error: string | null;
    };

/**
 * Edits of the restaurant. `save` writes the whole record and appends a new one at the end. `drop`
 * takes it out of use but keeps the row for past references.
 */
export type RestaurantEdit =
  | ({ readonly save: 'restaurant' } & RestaurantData)
  | { readonly save: 'category'; readonly category: Category }
  | { readonly save: 'item'; readonly item: MenuItem }
  | { readonly save: 'modifierGroup'; readonly group: ModifierGroup }
  | { readonly save: 'station'; readonly station: Station }
  | { readonly save: 'table'; readonly table: FloorTable }
  | {
      readonly drop: 'category' | 'item' | 'modifierGroup' | 'station' | 'table';
      readonly id: Id;
      readonly at: EpochMs;
    }
  /** Replaces the stations that an item's or a category's own rules name. */
  | {
      readonly route: 'item' | 'category';
      readonly id: Id;
      readonly rules: readonly { readonly id: Id; readonly stationId: Id }[];
    }
  | {
      readonly reorder: 'categories' | 'items' | 'modifierGroups' | 'tables';
      readonly ids: readonly Id[];
    };

/**
 * A mail message about a rerouted ticket or an alert. Its text is made from the row when it is
 * sent.
 */
export type MailDraft = { readonly queuedAt: EpochMs } & (
  | {
      readonly ticketId: Id;
      readonly mark: PrintMark;
      readonly jobSeq: number;
      readonly cause: PrintCause | null;
    }
  | { readonly alert: number }
);

export type Decision<R> = {
  readonly ok: true;
  readonly reply: R;
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
};

export type Rule<N extends CommandName, Q extends FactQueries> = {
  readonly name: N;
  /** The facts for `decide`, loaded in the same transaction. */
  needs(input: CommandInput<N>, context: Context): Q;
  decide(input: CommandInput<N>, facts: Facts<Q>, context: Context): Decision<Reply<N>> | Refusal;
};

/** Defines a command's rule. The types of its facts follow from `needs`. */
export function defineRule<N extends CommandName, Q extends FactQueries>(
  { name }: { readonly name: N },
  rule: Omit<Rule<N, Q>, 'name'>,
): Rule<N, Q> {
  return { name, ...rule };
}

export function accept<R>(
  reply: R,
  changes: readonly Change[],
  events: readonly EventDraft[],
): Decision<R> {
  return { ok: true, reply, changes, events };
}
