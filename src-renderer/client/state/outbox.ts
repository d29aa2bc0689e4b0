/**
 * What this device still owes the host: every command is written down here before it is sent and
 * crossed out when its receipt comes, so neither a reload nor an hour without a network loses one,
 * and its key lets none count twice. One outbox a host.
 */
import type { IDBPDatabase } from 'idb';
import type { RefusalText, Session } from '../../../src-shared/screen-api/messages';
import { newKey } from './ids';
import { madeLately, openStoredOutbox, rowsIn, sessionIn } from './stored-outbox';
import type { OutboxSchema } from './stored-outbox';
import type { OrderLabel, PendingCommand } from './pending-command';
import { NO_ORDER } from './own-refusals';

export type { OrderLabel, PendingCommand };

/** An order as a reply tells of it; `revision` is missing where nothing of it was edited. */
export type OrderRevision = { readonly number: number; readonly revision?: number };

export type Outbox = {
  /** Oldest first. */
  readonly owed: readonly PendingCommand[];
  /**
   * False where the browser keeps nothing (private mode, a full or a failing store): a reload would
   * lose it, and people are told.
   */
  readonly isKept: boolean;
  /**
   * Resolves once it is written down, or cannot be: then it is owed all the same, until a reload.
   */
  add(
    entry: Pick<PendingCommand, 'name' | 'input' | 'madeAt' | 'personId' | 'after' | 'about'>,
  ): Promise<PendingCommand>;
  /** `order`: the one that it made or changed, for what waits behind it. */
  done(key: string, order?: OrderRevision): Promise<void>;
  /** What waits for it is refused with it. */
  refuse(key: string, why: RefusalText): Promise<void>;
  /** Who was here last, for a page that is loaded without a network. */
  readonly session: Session | null;
  remember(session: Session): Promise<void>;
  close(): void;
};

/** `host`: what tells one host from another; its key. */
export async function openOutbox(
  host: string,
  onChange: (change: Partial<Pick<Outbox, 'owed' | 'isKept'>>) => void,
): Promise<Outbox> {
  const opened = await openStoredOutbox(host);
  const kept = opened && (await rowsIn(opened).catch(() => null));
  // What cannot be read is not written to either: the rows that are there stay as they are.
  const db = kept === null ? null : opened;
  const made = await madeLately(db, new Set((kept ?? []).map(({ after }) => after)));
  let isKept = db !== null;
  let owed: readonly PendingCommand[] = (kept ?? [])
    .map((one) => followed(one))
    .map((one, _, all) => orphaned(one, all));
  let last = owed.reduce(
    (most, { no }) => (Number.isSafeInteger(no) ? Math.max(most, no) : most),
    0,
  );
  let session: Session | null = db && (await sessionIn(db));

  function become(next: readonly PendingCommand[]): void {
    owed = next;
    onChange({ owed });
  }

  /**
   * A store that fails keeps nobody from ordering. What it still holds of what was answered is sent
   * again after a reload, under the same key.
   */
  async function write(work: (to: IDBPDatabase<OutboxSchema>) => Promise<unknown>): Promise<void> {
    if (!db) return;
    try {
      await work(db);
    } catch {
      isKept = false;
      onChange({ isKept });
    }
  }

  async function rewrite(
    gone: PendingCommand | null,
    next: readonly PendingCommand[],
  ): Promise<void> {
    const changed = next.filter((one) => !owed.includes(one));
    become(next);
    await write((to) => writeAll(to, gone, changed));
  }

  /** In one transaction: nobody may find the order made and what followed it forgotten. */
  async function writeAll(
    to: IDBPDatabase<OutboxSchema>,
    gone: PendingCommand | null,
    changed: readonly PendingCommand[],
  ): Promise<void> {
    const transaction = to.transaction(['owed', 'made'], 'readwrite');
    const [kept, orders] = [transaction.objectStore('owed'), transaction.objectStore('made')];
    const order = gone ? made.get(gone.key) : undefined;
    await Promise.all([
      ...(gone ? [kept.delete(gone.no)] : []),
      ...(gone && order !== undefined ? [orders.put({ order, at: Date.now() }, gone.key)] : []),
      ...changed.map((one) => kept.put(one, one.no)),
      transaction.done,
    ]);
  }

  /** With the order's number, where what it waits for has one by now. */
  function followed(one: PendingCommand): PendingCommand {
    const order = one.after === null ? undefined : made.get(one.after);
    return order === undefined
      ? one
      : { ...one, after: null, input: { ...(one.input as object), order } };
  }

  /**
   * What waits for a placing that is neither owed nor done any more would wait for ever, out of
   * sight.
   */
  function orphaned(one: PendingCommand, all: readonly PendingCommand[]): PendingCommand {
    if (one.after === null || one.refused !== null || all.some(({ key }) => key === one.after))
      return one;
    return { ...one, refused: NO_ORDER };
  }

  return {
    get owed() {
      return owed;
    },
    get isKept() {
      return isKept;
    },
    async add(fresh) {
      last = Math.max(last + 1, Date.now());
      const placing = owed.find((one) => one.key === fresh.after);
      const entry = followed({
        ...fresh,
        no: last,
        key: newKey(),
        refused: placing?.refused ?? null,
      });
      await write((to) => to.put('owed', entry, entry.no));
      become([...owed, entry]);
      return entry;
    },
    async done(key, order) {
      const entry = owed.find((one) => one.key === key);
      if (!entry) return;
      if (order !== undefined && entry.name === 'placeOrder') made.set(key, order.number);
      await rewrite(
        entry,
        owed.filter((one) => one !== entry).map((one) => rebased(followed(one), order)),
      );
    },
    async refuse(key, why) {
      const entry = owed.find((one) => one.key === key);
      if (!entry) return;
      const refused = (one: PendingCommand): PendingCommand =>
        one === entry || one.after === key ? { ...one, refused: why } : one;
      await rewrite(null, owed.map(refused));
    },
    get session() {
      return session;
    },
    async remember(next) {
      session = next;
      await write((to) => to.put('kept', next, 'session'));
    },
    close: () => db?.close(),
  };
}

/**
 * What was said here of the same version as the edit before it: whoever said both knows of both, so
 * it is about what that one made. An edit of somebody else in between leaves it behind.
 */
function rebased(one: PendingCommand, order: OrderRevision | undefined): PendingCommand {
  if (order?.revision === undefined || orderOf(one) !== order.number) return one;
  const input = one.input as { readonly base?: unknown };
  return input.base === order.revision - 1
    ? { ...one, input: { ...input, base: order.revision } }
    : one;
}

/** The order that it is about; null: none, or one without a number yet. */
export function orderOf({ input }: Pick<PendingCommand, 'input'>): number | null {
  const { order } = (input ?? {}) as { readonly order?: unknown };
  return typeof order === 'number' ? order : null;
}

/**
 * Whether that is asked of an order, or of a line of it, and not answered yet: asking again would
 * only be refused.
 */
export function isQuestion(
  owed: readonly PendingCommand[],
  name: string,
  order: number,
  line?: number,
): boolean {
  return owed.some((one) => {
    if (one.name !== name || one.refused !== null || orderOf(one) !== order) return false;
    const { lines } = one.input as { readonly lines?: unknown };
    return line === undefined || (Array.isArray(lines) && lines.includes(line));
  });
}
