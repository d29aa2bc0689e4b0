/**
 * What this device still owes the host: every command is written down here before it is sent and crossed out when its receipt comes, so
 * neither a reload nor an hour without a network loses one, and its key lets none count twice. One outbox a host.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Order } from '../../src-shared/order';
import type { RefusalText, Session } from '../../src-shared/protocol';
import type { EpochMs, Id } from '../../src-shared/vocabulary';
import { newKey } from './ids';
import { NO_ORDER } from './own-refusals';

/** An order as people call it; without a folio as long as the host has not placed it. */
export type OrderName = Pick<Order, 'table' | 'type' | 'customer'> & { readonly folio: number | null };

export type Owed = {
  /** Its place in line. */
  readonly no: number;
  readonly key: string;
  readonly name: string;
  readonly input: unknown;
  readonly madeAt: EpochMs;
  /** Who made it: nobody else's name goes on it, whoever logs in here meanwhile. */
  readonly personId: Id | null;
  /** The key of a placing that is still owed: this goes onto the order that it makes, as soon as that has a number. */
  readonly after: string | null;
  /** The order it is about as it was known here then: once that is settled no picture tells which table it was. Null: none. */
  readonly about: OrderName | null;
  /** Refused for good: it waits for somebody to have read why. */
  readonly refused: RefusalText | null;
};

/** An order as a reply tells of it; `revision` is missing where nothing of it was edited. */
export type OrderNow = { readonly number: number; readonly revision?: number };

export type Outbox = {
  /** Oldest first. */
  readonly owed: readonly Owed[];
  /** False where the browser keeps nothing (private mode): a reload would lose it, and people are told. */
  readonly isKept: boolean;
  /** Resolves once it is written down. */
  add(entry: Pick<Owed, 'name' | 'input' | 'madeAt' | 'personId' | 'after' | 'about'>): Promise<Owed>;
  /** `order`: the one that it made or changed, for what waits behind it. */
  done(key: string, order?: OrderNow): Promise<void>;
  /** What waits for it is refused with it. */
  refuse(key: string, why: RefusalText): Promise<void>;
  /** Who was here last, for a page that is loaded without a network. */
  readonly session: Session | null;
  remember(session: Session): Promise<void>;
  close(): void;
};

interface Schema extends DBSchema {
  owed: { key: number; value: Owed };
  kept: { key: string; value: Session };
  /** Orders that this device's placings made, by their keys, for what waits for them. */
  made: { key: string; value: { readonly order: number; readonly at: EpochMs } };
}

/** `host`: what tells one host from another; its key. */
export async function openOutbox(host: string, onChange: (owed: readonly Owed[]) => void): Promise<Outbox> {
  const db = await openKept(host);
  const kept = (await db?.getAll('owed')) ?? [];
  const made = await madeLately(db, new Set(kept.map(({ after }) => after)));
  let owed: readonly Owed[] = kept.map((one) => followed(one)).map((one, _, all) => orphaned(one, all));
  let last = owed.at(-1)?.no ?? 0;
  let session: Session | null = (await db?.get('kept', 'session')) ?? null;

  function become(next: readonly Owed[]): void {
    owed = next;
    onChange(owed);
  }

  /** In one transaction: nobody may find the order made and what followed it forgotten. */
  async function rewrite(gone: Owed | null, next: readonly Owed[]): Promise<void> {
    const changed = next.filter((one) => !owed.includes(one));
    become(next);
    const transaction = db?.transaction(['owed', 'made'], 'readwrite');
    if (!transaction) return;
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
  function followed(one: Owed): Owed {
    const order = one.after === null ? undefined : made.get(one.after);
    return order === undefined ? one : { ...one, after: null, input: { ...(one.input as object), order } };
  }

  /** What waits for a placing that is neither owed nor done any more would wait for ever, out of sight. */
  function orphaned(one: Owed, all: readonly Owed[]): Owed {
    if (one.after === null || one.refused !== null || all.some(({ key }) => key === one.after)) return one;
    return { ...one, refused: NO_ORDER };
  }

  return {
    get owed() {
      return owed;
    },
    isKept: db !== null,
    async add(fresh) {
      last = Math.max(last + 1, Date.now());
      const placing = owed.find((one) => one.key === fresh.after);
      const entry = followed({ ...fresh, no: last, key: newKey(), refused: placing?.refused ?? null });
      await db?.put('owed', entry, entry.no);
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
      const refused = (one: Owed): Owed => (one === entry || one.after === key ? { ...one, refused: why } : one);
      await rewrite(null, owed.map(refused));
    },
    get session() {
      return session;
    },
    async remember(next) {
      session = next;
      await db?.put('kept', next, 'session');
    },
    close: () => db?.close(),
  };
}

/**
 * What was said here of the same version as the edit before it: whoever said both knows of both, so it is about what that one made. An
 * edit of somebody else in between leaves it behind.
 */
function rebased(one: Owed, order: OrderNow | undefined): Owed {
  if (order?.revision === undefined || orderOf(one) !== order.number) return one;
  const input = one.input as { readonly base?: unknown };
  return input.base === order.revision - 1 ? { ...one, input: { ...input, base: order.revision } } : one;
}

/** The order that it is about; null: none, or one without a number yet. */
export function orderOf({ input }: Pick<Owed, 'input'>): number | null {
  const { order } = (input ?? {}) as { readonly order?: unknown };
  return typeof order === 'number' ? order : null;
}

/** Whether that is asked of an order, or of a line of it, and not answered yet: asking again would only be refused. */
export function isAsked(owed: readonly Owed[], name: string, order: number, line?: number): boolean {
  return owed.some((one) => {
    if (one.name !== name || one.refused !== null || orderOf(one) !== order) return false;
    return line === undefined || (one.input as { readonly lines: readonly number[] }).lines.includes(line);
  });
}

/** The drawer of that host; null where the browser keeps nothing. */
export async function openKept(host: string): Promise<IDBPDatabase<Schema> | null> {
  try {
    return await openDB<Schema>(`comanda outbox ${host}`, 2, {
      upgrade(db) {
        for (const store of ['owed', 'kept', 'made'] as const)
          if (!db.objectStoreNames.contains(store)) db.createObjectStore(store);
      },
    });
  } catch {
    return null;
  }
}

/**
 * Another tab may have had the answer: it left the number here. What is older than the host's own memory of keys is let go, unless
 * something still waits for it: this device's clock may have been corrected by months.
 */
async function madeLately(db: IDBPDatabase<Schema> | null, awaited: ReadonlySet<string | null>): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  if (!db) return made;
  for (const key of await db.getAllKeys('made')) {
    const kept = await db.get('made', key);
    if (kept && (awaited.has(key) || kept.at > Date.now() - 30 * 86_400_000)) made.set(key, kept.order);
    else await db.delete('made', key);
  }
  return made;
}
