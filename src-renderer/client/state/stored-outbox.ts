/**
 * The outbox as this device's browser keeps it: written by this program, by an older or a newer
 * version of it, or damaged since. Each row is read for itself: one that cannot be is set aside for
 * a person, and those around it are sent.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import { currentName } from '../../../src-shared/commands/former-names';
import type { RefusalText, Session } from '../../../src-shared/screen-api/messages';
import { newKey } from './ids';
import type { OrderLabel, PendingCommand } from './pending-command';
import { UNREADABLE } from './own-refusals';

export interface OutboxSchema extends DBSchema {
  owed: { key: number; value: PendingCommand };
  kept: { key: string; value: Session };
  /** Orders that this device's placings made, by their keys, for what waits for them. */
  made: { key: string; value: { readonly order: number; readonly at: number } };
}
type Kept = IDBPDatabase<OutboxSchema>;

const VERSION = 2;
const KEPT_MS = 30 * 86_400_000;

/** The drawer of that host; null where the browser keeps nothing. */
export async function openStoredOutbox(host: string): Promise<Kept | null> {
  const name = `comanda outbox ${host}`;
  try {
    return await openDB<OutboxSchema>(name, VERSION, {
      upgrade(db) {
        for (const store of ['owed', 'kept', 'made'] as const)
          if (!db.objectStoreNames.contains(store)) db.createObjectStore(store);
      },
    });
  } catch (error) {
    // A newer version of this program was here: what it wrote down is read as far as it can be.
    return (error as Error).name === 'VersionError'
      ? openDB<OutboxSchema>(name).catch(() => null)
      : null;
  }
}

/** In their order. Rejects where nothing can be read at all. */
export async function rowsIn(db: Kept): Promise<readonly PendingCommand[]> {
  const numbers = await db.getAllKeys('owed');
  const values = await Promise.all(numbers.map((no) => db.get('owed', no).catch(() => undefined)));
  const taken = new Set<string>();
  return numbers.map((no, index) => {
    const row = ownFields(values[index]);
    const entry = entryFrom(no, row);
    const isTwice = entry !== null && taken.has(entry.key);
    if (entry === null || isTwice) return asideFrom(no, row);
    taken.add(entry.key);
    return entry;
  });
}

type Row = Readonly<Partial<Record<keyof PendingCommand, unknown>>>;

function ownFields(value: unknown): Row {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Null: nobody can say what it asks for, or in whose name. */
function entryFrom(
  no: number,
  { key, name, input = null, personId, after = null, ...rest }: Row,
): PendingCommand | null {
  if (typeof key !== 'string' || key === '' || typeof name !== 'string') return null;
  if (!isTextOrNull(personId) || !isTextOrNull(after)) return null;
  return { no, key, name: currentName(name), input, personId, after, ...shownOf(rest) };
}

/** A key of its own: whatever it had may be another one's, or none. */
function asideFrom(no: number, { name, input = null, ...rest }: Row): PendingCommand {
  const shown = shownOf(rest);
  return {
    no,
    key: newKey(),
    name: typeof name === 'string' ? name : '',
    input,
    personId: null,
    after: null,
    ...shown,
    refused: shown.refused ?? UNREADABLE,
  };
}

/** What is only for people has a plain value where it cannot be read. */
function shownOf({
  madeAt,
  about,
  refused = null,
}: Row): Pick<PendingCommand, 'madeAt' | 'about' | 'refused'> {
  return {
    madeAt: typeof madeAt === 'number' && Number.isFinite(madeAt) ? madeAt : Date.now(),
    about: isOrderName(about) ? about : null,
    refused: refused === null ? null : isRefusal(refused) ? refused : UNREADABLE,
  };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isOrderName(value: unknown): value is OrderLabel {
  const { type, table, customer, folio } = (value ?? {}) as Partial<
    Record<keyof OrderLabel, unknown>
  >;
  return (
    typeof type === 'string' &&
    isTextOrNull(table) &&
    isTextOrNull(customer) &&
    (folio === null || typeof folio === 'number')
  );
}

function isRefusal(value: unknown): value is RefusalText {
  const { code, codigo, message, details } = value as Partial<Record<keyof RefusalText, unknown>>;
  return (
    [code, codigo, message].every((text) => typeof text === 'string') &&
    typeof details === 'object' &&
    details !== null
  );
}

/** Who was here last; null where that cannot be read. */
export async function sessionIn(db: Kept): Promise<Session | null> {
  const kept: unknown = await db.get('kept', 'session').catch(() => null);
  const { role, person } = (kept ?? {}) as Partial<Record<keyof Session, unknown>>;
  return typeof role === 'string' && typeof person === 'object' ? (kept as Session) : null;
}

/**
 * Another tab may have had the answer: it left the number here. What is older than the host's own
 * memory of keys is let go, unless something still waits for it: this device's clock may have been
 * corrected by months.
 */
export async function madeLately(
  db: Kept | null,
  awaited: ReadonlySet<string | null>,
): Promise<Map<string, number>> {
  const made = new Map<string, number>();
  if (!db) return made;
  for (const key of await db.getAllKeys('made').catch(() => [])) {
    const kept: unknown = await db.get('made', key).catch(() => null);
    const { order, at } = (kept ?? {}) as { readonly order?: unknown; readonly at?: unknown };
    const isLate = typeof at !== 'number' || at <= Date.now() - KEPT_MS;
    if (typeof order === 'number' && (awaited.has(key) || !isLate)) made.set(key, order);
    else await db.delete('made', key).catch(() => undefined);
  }
  return made;
}
