/**
 * What screens and the host say to each other over a WebSocket: one JSON object a frame. The screen
 * says hello with the last event it knows; the host welcomes it with what it missed, or with a new
 * start; then commands go one way and receipts and events the other. Types and plain figures only:
 * phones load this file, and a schema would bring its library along.
 */
import type { ErrorCode, ErrorDetails } from '../base/errors';
import type { Answer, OrderView, Page, Queries, QueueView, TicketStatus } from '../queries/queries';
import type { Reports } from '../queries/reports';
import type { Snapshot, StartPart } from '../live/snapshot';
import type { EpochMs, Id, PersonRef, Role } from '../base/vocabulary';
import { figure } from '../base/fault-points';

/** Goes up when a screen of before could not follow any more. */
export const PROTOCOL_VERSION = 1;
/**
 * The subprotocol by which both know that they mean each other; the token stands beside it as
 * `token.` and the token.
 */
export const SUBPROTOCOL = 'comanda.v1';

/**
 * Events a screen may have missed and still be told one by one; beyond it a new start is shorter.
 */
export const RESUME_WINDOW = 5_000;
/**
 * A screen says that it is there this often, ms; the host takes it for gone after twelve times as
 * long.
 */
export const PING_EVERY_MS = figure('screens.ping-every-ms', 1_500);
/** The largest message of a screen, bytes. */
export const FRAME_BYTES = 64 * 1024;
/**
 * What is larger is refused under its key, as far as it is read at all, bytes; beyond that it ends
 * the connection.
 */
export const REFUSED_FRAME_BYTES = 2 * 1024 * 1024;
/** One page of a printer's last papers. */
export const PAPERS_PAGE = 8;
/** No message of the host is larger, bytes: what is larger comes in pieces. */
export const MESSAGE_BYTES = 512 * 1024;
/** A start tells of so many bytes of orders at a time, unless one order alone is larger. */
export const PART_BYTES = 256 * 1024;
/**
 * A screen that missed more events than fit in this many bytes is told of them in several messages.
 */
export const EVENTS_BYTES = 256 * 1024;
/**
 * A command may be told to be this old at the most, ms; a screen whose clock was corrected says no
 * more than this.
 */
export const OLDEST_COMMAND_MS = 30 * 86_400_000;

/** What a screen may ask besides. */
export const SCREEN_QUERIES = [
  'order',
  'journey',
  'queue',
  'board',
  'recent',
  'pending',
  'paper',
  'printers',
  'settings',
  'sales',
  'times',
  'chart',
  'cut',
  'shifts',
  'shiftCount',
  'papers',
  'find',
  'foundCount',
  'audit',
  'auditCount',
] as const satisfies readonly (keyof Queries | keyof Reports | 'board')[];
export type PageEnd = Pick<Page<never>, 'total' | 'next'>;
export type ScreenQuery = (typeof SCREEN_QUERIES)[number];
/** The queue's view with what only the host's main thread knows. */
export type QueueDashboard = QueueView & { readonly workers: number; readonly screens: number };
export type ScreenAnswer<N extends ScreenQuery> = N extends 'board'
  ? QueueDashboard
  : N extends 'recent' | 'pending'
    ? NonNullable<Answer<N>>['rows']
    : N extends keyof Queries
      ? Answer<N>
      : N extends keyof Reports
        ? Reports[N]['answer']
        : never;

/** What a screen says; `message-schemas.ts` holds the host's reading of it against this. */
export type FromScreen =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      /**
       * The last event that it has, with its time: a host that was restored from a backup has
       * another one there.
       */
      readonly since: { readonly seq: number; readonly at: EpochMs } | null;
    }
  | {
      readonly type: 'command';
      readonly key: string;
      readonly name: string;
      readonly input: unknown;
      /** How long ago it was made, ms, by the screen's own clock: clocks differ, spans hardly. */
      readonly age?: number | undefined;
    }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly query: { readonly name: ScreenQuery; readonly [field: string]: unknown };
    }
  | { readonly type: 'ping'; readonly n: number };

/** Who the host takes this screen for. */
export type Session = {
  readonly deviceId: Id;
  readonly device: string;
  readonly role: Role;
  /**
   * Null on a device for people where nobody has logged in: it gets no orders and gives no
   * commands.
   */
  readonly person: PersonRef | null;
  readonly locked: boolean;
};

export type RefusalText = {
  readonly code: ErrorCode;
  /** The same by the name that TCP and HTTP use. */
  readonly codigo: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly details: ErrorDetails;
};

export type ToScreen =
  | {
      readonly type: 'welcome';
      readonly protocol: number;
      readonly session: Session;
      /** The host's clock, ms since 1970: ages are shown by it. */
      readonly now: EpochMs;
      /** Null: what was missed follows as events; or the device is locked. */
      readonly snapshot: Snapshot | null;
      /** The last event's time, for the next hello. */
      readonly seq: number;
      readonly at: EpochMs;
      /**
       * The snapshot holds the first orders only: the others follow as parts, and the picture is
       * whole with the last one.
       */
      readonly more: boolean;
    }
  /** Further orders of a start, as they were at event `seq`, which this screen has been told of. */
  | ({ readonly type: 'part'; readonly more: boolean } & StartPart)
  /**
   * Of a message that is too large for one: the texts of one `id`, joined, are its JSON. Others may
   * come between them.
   */
  | { readonly type: 'piece'; readonly id: string; readonly text: string; readonly last: boolean }
  /** `from` and `to` are the first and last of them. */
  | {
      readonly type: 'events';
      readonly from: number;
      readonly to: number;
      readonly events: readonly unknown[];
    }
  | { readonly type: 'session'; readonly session: Session }
  | {
      readonly type: 'receipt';
      readonly key: string;
      readonly ok: true;
      readonly reply: unknown;
      readonly repeated: boolean;
      readonly tickets: readonly TicketStatus[];
    }
  | {
      readonly type: 'receipt';
      readonly key: string;
      readonly ok: false;
      readonly error: RefusalText;
      /** Where an edit came too late: the order as it is now. */
      readonly actual: OrderView | null;
    }
  /**
   * A page of a list carries how long the list is, and behind which row the next page begins (null:
   * it was the last).
   */
  | ({
      readonly type: 'answer';
      readonly id: number;
      readonly ok: boolean;
      readonly answer: unknown;
    } & Partial<PageEnd>)
  | { readonly type: 'pong'; readonly n: number; readonly now: EpochMs };

/** Why the host closes, as WebSocket close codes: the closed list of refusals. */
export const CLOSE = {
  /** Not a message of this protocol. */
  nonsense: 4400,
  /** The device was revoked. */
  revoked: 4401,
  /** It did not read, or did not say that it is there. */
  slow: 4408,
  /** Older or newer than this host: load the page again. */
  version: 4426,
  /** Too many messages. */
  flood: 4429,
  /** The host is going down, and will be back. */
  stopping: 1001,
} as const;
