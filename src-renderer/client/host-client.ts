/**
 * The host as views see it: one store with what the host says, who is logged in here, how the link
 * is and what is still owed; and the few things that can be done. Views read the store and call
 * these; nothing else of the renderer speaks to the network.
 */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CommandName, CommandText, ReplyFacts } from '../../src-shared/commands/registry';
import { applyEvent, follows, stateFrom, stateFromParts } from '../../src-shared/live/projection';
import type { HostState } from '../../src-shared/live/projection';
import type { Event } from '../../src-shared/events/events';
import type {
  RefusalText,
  ScreenAnswer,
  ScreenQuery,
  Session,
  ToScreen,
} from '../../src-shared/screen-api/messages';
import type { OrderView, TicketStatus } from '../../src-shared/queries/queries';
import type { Snapshot, StartPart } from '../../src-shared/live/snapshot';
import type { EpochMs } from '../../src-shared/base/vocabulary';
import { checkHostIdentity, openConnection } from './link/connection';
import type { LinkState } from './link/connection';
import { openOutbox, orderOf } from './state/outbox';
import type { OrderLabel, OrderRevision, PendingCommand } from './state/outbox';
import { UNREADABLE } from './state/own-refusals';
import { sendable } from './state/sendable';

export type ClientState = {
  /**
   * Null before the first welcome, and while the device is locked. What is here may be old: `link`
   * says so.
   */
  readonly host: HostState | null;
  /** As the host said last, also before this page was loaded. */
  readonly session: Session | null;
  readonly link: LinkState;
  /** Since when the link is as it is, by this device's clock. */
  readonly linkSince: EpochMs;
  readonly owed: readonly PendingCommand[];
  /** False: a reload would lose what is owed. */
  readonly isKept: boolean;
  /** Add to this device's clock for the host's. */
  readonly clockOffset: number;
};

export type Outcome<N extends CommandName = CommandName> =
  | {
      readonly ok: true;
      readonly reply: ReplyFacts<N>;
      readonly repeated: boolean;
      readonly tickets: readonly TicketStatus[];
    }
  | { readonly ok: false; readonly error: RefusalText; readonly actual: OrderView | null };

export type Sent<N extends CommandName> = {
  readonly key: string;
  /** Resolves when the host has answered, which may be after a reload's time; never rejects. */
  readonly outcome: Promise<Outcome<N>>;
};

export type HostClient = {
  readonly store: StoreApi<ClientState>;
  /** Resolves once it is written down on this device; from then on it will be sent, once. */
  send<N extends CommandName>(name: N, input: CommandText<N>): Promise<Sent<N>>;
  /** More for an order whose placing (its key) is still owed: sent once that has a number. */
  addAfter(
    placing: string,
    input: Omit<CommandText<'addLines'>, 'order'>,
  ): Promise<Sent<'addLines'>>;
  /** Rejects when the link is cut: questions are not kept. */
  ask<N extends ScreenQuery>(
    query: { readonly name: N } & Readonly<Record<string, unknown>>,
  ): Promise<ScreenAnswer<N>>;
  /** Somebody has read why it was refused. */
  dismiss(key: string): Promise<void>;
  tryNow(): void;
  stop(): void;
};

export type ClientOptions = {
  readonly origin: string;
  readonly token: string;
  readonly hostKey: string | null;
};

/** Commands on their way at once. */
const AT_ONCE = 16;
/**
 * What the host could not write down this time is tried again after this, ms, and after twice as
 * long each time.
 */
const RETRY = { firstMs: 2_000, longestMs: 30_000 } as const;
/** A command at which the host fails this often is set aside: its error does not pass by itself. */
const FAILURES_MOST = 5;
/** Screens that all need a new start do not ask in one moment, ms. */
const SPREAD_MS = 400;

export async function openHostClient(options: ClientOptions): Promise<HostClient> {
  const store = createStore<ClientState>(() => ({
    host: null,
    session: null,
    link: 'connecting',
    linkSince: Date.now(),
    owed: [],
    isKept: true,
    clockOffset: 0,
  }));
  // The host shows who it is while this device's drawer opens: both take a while in a browser that
  // just started.
  const firstLook = checkHostIdentity(options.origin, options.hostKey);
  const outbox = await openOutbox(options.hostKey ?? options.origin, (change) =>
    store.setState(change),
  );
  store.setState({ owed: outbox.owed, isKept: outbox.isKept, session: outbox.session });
  const underWay = new Set<string>();
  /**
   * Commands that the host could not do this time: how often, and until when each rests, so that
   * those behind it go first.
   */
  const resting = new Map<string, { readonly tries: number; readonly until: number }>();
  /**
   * The host closed over something that it could not read: one command at a time shows which one it
   * was.
   */
  let isWary = false;
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const questions = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let lastAt = 0;
  let asked = 0;
  let starting = false;
  /**
   * A start that is not whole yet: what was heard since its beginning, in order. The picture of
   * before stays until it is.
   */
  let loading: {
    readonly start: Snapshot;
    readonly parts: StartPart[];
    readonly events: Event[];
    readonly at: EpochMs;
  } | null = null;

  const connection = openConnection({
    ...options,
    firstLook,
    since() {
      const { host } = store.getState();
      return host ? { seq: host.seq, at: lastAt } : null;
    },
    onLink(link) {
      store.setState({ link, linkSince: Date.now() });
      if (link === 'live') return flush();
      underWay.clear();
      starting = false;
      loading = null;
      for (const { reject } of questions.values()) reject(new Error('sin conexión'));
      questions.clear();
    },
    onUnread() {
      const [suspect, ...others] = underWay;
      if (isWary && suspect !== undefined && others.length === 0 && questions.size === 0)
        void setAside(suspect, UNREADABLE);
      isWary ||= suspect !== undefined;
    },
    onMessage: receive,
  });

  function receive(message: ToScreen): void {
    switch (message.type) {
      case 'welcome': {
        starting = false;
        void outbox.remember(message.session);
        const clockOffset = message.now - Date.now();
        loading = null;
        if (message.snapshot && message.more) {
          loading = { start: message.snapshot, parts: [], events: [], at: message.at };
          store.setState({ session: message.session, clockOffset });
        } else if (message.snapshot) {
          lastAt = message.at;
          store.setState({
            host: stateFrom(message.snapshot),
            session: message.session,
            clockOffset,
          });
        } else if (message.session.locked)
          store.setState({ host: null, session: message.session, clockOffset });
        else store.setState({ session: message.session, clockOffset });
        return flush();
      }
      case 'part':
        loading?.parts.push(message);
        return message.more ? undefined : finishStart();
      case 'piece':
        return undefined; // the connection has joined them
      case 'events':
        if (!loading) return hear(message.events as readonly Event[]);
        loading.events.push(...(message.events as readonly Event[]));
        return undefined;
      case 'session':
        void outbox.remember(message.session);
        return store.setState({ session: message.session });
      case 'receipt':
        return void settle(message);
      case 'answer': {
        const question = questions.get(message.id);
        questions.delete(message.id);
        if (message.ok) return question?.resolve(message.answer);
        return question?.reject(new Error((message.answer as RefusalText).message));
      }
      case 'pong':
        proveWhenDone();
        return store.setState({ clockOffset: message.now - Date.now() });
    }
  }

  /** A frame is one change of the store, however many events are in it. */
  function hear(events: readonly Event[]): void {
    let { host } = store.getState();
    if (!host) return;
    for (const event of events) {
      if (!follows(host, event)) return restart();
      if (event.seq > host.seq) lastAt = event.at;
      host = applyEvent(host, event);
    }
    store.setState({ host });
    if (host.incomplete) restart();
  }

  function finishStart(): void {
    if (!loading) return;
    const { start, parts, events, at } = loading;
    loading = null;
    const host = stateFromParts(start, parts, events);
    if (!host) return restart();
    lastAt = events.at(-1)?.at ?? at;
    store.setState({ host });
    if (host.incomplete) restart();
  }

  function restart(): void {
    if (starting) return;
    starting = true;
    later(Math.random() * SPREAD_MS, () => connection.restart());
  }

  // --- what is owed ---

  function flush(): void {
    const { session, link } = store.getState();
    if (link !== 'live' || !session || session.locked) return;
    const atOnce = isWary ? 1 : AT_ONCE;
    // One at a time for an order: each is about what the one before it made of it.
    const busy = new Set<number>();
    for (const owed of outbox.owed) {
      const { key, personId, after, refused } = owed;
      if (underWay.size >= atOnce) return;
      if (refused || after !== null || personId !== (session.person?.id ?? null)) continue;
      const order = orderOf(owed);
      if (order !== null && busy.has(order)) continue;
      if (order !== null) busy.add(order);
      if (underWay.has(key) || performance.now() < (resting.get(key)?.until ?? 0)) continue;
      const ready = sendable(owed, Date.now());
      if (!ready.ok) {
        void setAside(key, ready.why);
        continue;
      }
      if (!connection.send(ready.command)) return;
      underWay.add(key);
    }
  }

  async function settle(receipt: Extract<ToScreen, { type: 'receipt' }>): Promise<void> {
    const { key } = receipt;
    underWay.delete(key);
    if (receipt.ok) {
      resting.delete(key);
      await outbox.done(key, orderIn(receipt.reply));
      tell(key, {
        ok: true,
        reply: receipt.reply as never,
        repeated: receipt.repeated,
        tickets: receipt.tickets,
      });
    } else if (receipt.error.retryable || receipt.error.code === 'PIN_NEEDED') {
      // The host could not, or nobody is logged in: it stays owed.
      const tries = (resting.get(key)?.tries ?? 0) + 1;
      if (receipt.error.code === 'INTERNAL' && tries >= FAILURES_MOST)
        await setAside(key, receipt.error);
      else rest(key, tries);
    } else await setAside(key, receipt.error, receipt.actual);
    flush();
    proveWhenDone();
  }

  function rest(key: string, tries: number): void {
    const ms = Math.min(RETRY.longestMs, RETRY.firstMs * 2 ** (tries - 1));
    resting.set(key, { tries, until: performance.now() + ms });
    // A little later than it may: timers and clocks do not agree to the millisecond.
    later(ms + 20, flush);
  }

  /** It waits for somebody to read why; what is behind it goes on. */
  async function setAside(
    key: string,
    error: RefusalText,
    actual: OrderView | null = null,
  ): Promise<void> {
    resting.delete(key);
    await outbox.refuse(key, error);
    tell(key, { ok: false, error, actual });
  }

  function proveWhenDone(): void {
    if (underWay.size > 0 || store.getState().link !== 'live') return;
    isWary = false;
    connection.prove();
  }

  async function owe<N extends CommandName>(
    name: N,
    input: unknown,
    after: string | null,
  ): Promise<Sent<N>> {
    const personId = store.getState().session?.person?.id ?? null;
    const about =
      nameOf(store.getState().host, input) ??
      outbox.owed.find(({ key }) => key === after)?.about ??
      null;
    const { key } = await outbox.add({ name, input, madeAt: Date.now(), personId, after, about });
    // The host answers each command with that command's reply.
    const outcome = new Promise<Outcome<N>>((resolve) => waiting.set(key, resolve));
    flush();
    return { key, outcome };
  }

  function tell(key: string, outcome: Outcome): void {
    waiting.get(key)?.(outcome);
    waiting.delete(key);
  }

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  return {
    store,
    send: (name, input) => owe(name, input, null),
    addAfter: (placing, input) => owe('addLines', input, placing),
    ask<N extends ScreenQuery>(
      query: { readonly name: N } & Readonly<Record<string, unknown>>,
    ): Promise<ScreenAnswer<N>> {
      const id = ++asked;
      return new Promise((resolve, reject) => {
        // Over which of two messages the host closes nobody could tell.
        if (isWary && underWay.size > 0) return reject(new Error('sin conexión'));
        questions.set(id, { resolve: resolve as (answer: unknown) => void, reject });
        if (connection.send({ type: 'ask', id, query })) return;
        questions.delete(id);
        reject(new Error('sin conexión'));
      });
    },
    dismiss: (key) => outbox.done(key),
    tryNow: () => connection.tryNow(),
    stop() {
      connection.stop();
      outbox.close();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** The name of the order that an input is about, or that it will place. */
function nameOf(host: HostState | null, input: unknown): OrderLabel | null {
  const order = host?.orders[orderOf({ input }) ?? 0]?.order;
  const { type, table = null, customer = null } = (order ?? input) as Partial<OrderLabel>;
  return type === undefined ? null : { table, type, customer, folio: order?.folio ?? null };
}

/** What is done to an order answers its number, and its revision where that is another now. */
function orderIn(reply: unknown): OrderRevision | undefined {
  const { number, revision } = (reply ?? {}) as {
    readonly number?: unknown;
    readonly revision?: unknown;
  };
  if (typeof number !== 'number') return undefined;
  return typeof revision === 'number' ? { number, revision } : { number };
}
