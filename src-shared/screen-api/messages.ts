/**
 * Messages between screens and the host over a WebSocket: one JSON object a frame. The screen sends
 * hello with the last event that it has. The host answers with the missed events or with a new
 * snapshot. Then commands go to the host, and receipts and events to the screen. Types and plain
 * figures only: phones load this file, and a schema would add its library.
 */
import type { ErrorCode, ErrorDetails } from '../base/errors';
import type { Answer, OrderView, Page, Queries, QueueView, TicketStatus } from '../queries/queries';
import type { Reports } from '../queries/reports';
import type { Snapshot, StartPart } from '../live/snapshot';
import type { EpochMs, Id, PersonRef, Role } from '../base/vocabulary';
import { figure } from '../base/fault-points';

/** Increased when older screens can no longer follow. */
export const PROTOCOL_VERSION = 1;
/** The subprotocol of both sides. The token is sent beside it, as `token.` and the token. */
export const SUBPROTOCOL = 'comanda.v1';

/** Most missed events that are sent singly. Beyond it a new snapshot is shorter. */
export const RESUME_WINDOW = 5_000;
/**
 * Interval of a screen's ping, ms. The host closes a connection after twelve intervals without one.
 */
export const PING_EVERY_MS = figure('screens.ping-every-ms', 1_500);
/** Largest message of a screen, bytes. */
export const FRAME_BYTES = 64 * 1024;
/**
 * A larger message is refused under its key, up to this size, bytes. Beyond that the connection is
 * closed.
 */
export const REFUSED_FRAME_BYTES = 2 * 1024 * 1024;
/** Papers on one page of a printer's history. */
export const PAPERS_PAGE = 8;
/** Largest message of the host, bytes. Larger ones are sent in pieces. */
export const MESSAGE_BYTES = 512 * 1024;
/** Bytes of orders in one part of a snapshot, unless one order is larger. */
export const PART_BYTES = 256 * 1024;
/** If the missed events are larger than this many bytes, they are sent in several messages. */
export const EVENTS_BYTES = 256 * 1024;
/** Largest accepted age of a command, ms. A screen whose clock was corrected sends at most this. */
export const OLDEST_COMMAND_MS = 30 * 86_400_000;

/** Queries of screens. */
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
/** The queue view, with facts that only the host's main thread has. */
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

/** Messages of a screen. `message-schemas.ts` is checked against this type. */
export type FromScreen =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      /**
       * The last event that the screen has, with its time: a host restored from a backup has
       * another event under that number.
       */
      readonly since: { readonly seq: number; readonly at: EpochMs } | null;
    }
  | {
      readonly type: 'command';
      readonly key: string;
      readonly name: string;
      readonly input: unknown;
      /** Time since it was made, ms, by the screen's own clock. Clocks differ, durations hardly. */
      readonly age?: number | undefined;
    }
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly query: { readonly name: ScreenQuery; readonly [field: string]: unknown };
    }
  | { readonly type: 'ping'; readonly n: number };

/** The screen's identity as the host sees it. */
export type Session = {
  readonly deviceId: Id;
  readonly device: string;
  readonly role: Role;
  /** Null on a device for people without a login: it gets no orders and may send no commands. */
  readonly person: PersonRef | null;
  readonly locked: boolean;
};

export type RefusalText = {
  readonly code: ErrorCode;
  /** The error code of TCP and HTTP. */
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
      /** The host's clock, ms since 1970. Ages are computed from it. */
      readonly now: EpochMs;
      /** Null: missed events follow; or the device is locked. */
      readonly snapshot: Snapshot | null;
      /** Time of the last event, for the next hello. */
      readonly seq: number;
      readonly at: EpochMs;
      /**
       * The snapshot has the first orders only. The others follow as parts; the last part completes
       * the state.
       */
      readonly more: boolean;
    }
  /**
   * Further orders of a snapshot, with their state at event `seq`, which the screen already has.
   */
  | ({ readonly type: 'part'; readonly more: boolean } & StartPart)
  /**
   * Piece of a message that is too large: the joined texts of one `id` are its JSON. Other messages
   * may come in between.
   */
  | { readonly type: 'piece'; readonly id: string; readonly text: string; readonly last: boolean }
  /** `from` and `to`: the first and last of them. */
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
      /** For an edit that came too late: the order's current state. */
      readonly actual: OrderView | null;
    }
  /**
   * A page of a list has the list's length, and the row after which the next page begins (null: the
   * last page).
   */
  | ({
      readonly type: 'answer';
      readonly id: number;
      readonly ok: boolean;
      readonly answer: unknown;
    } & Partial<PageEnd>)
  | { readonly type: 'pong'; readonly n: number; readonly now: EpochMs };

/** WebSocket close codes of the host: a closed list of reasons. */
export const CLOSE = {
  /** Not a message of this protocol. */
  nonsense: 4400,
  /** The device was revoked. */
  revoked: 4401,
  /** It did not read, or sent no ping. */
  slow: 4408,
  /** Older or newer than this host: reload the page. */
  version: 4426,
  /** Too many messages. */
  flood: 4429,
  /** The host is stopping and will restart. */
  stopping: 1001,
} as const;
