/**
 * What this device still owes the host: every command is written down here before it is sent and crossed out when its receipt comes, so
 * neither a reload nor an hour without a network loses one, and its key lets none count twice. One outbox a host.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { RefusalText, Session } from '../../src-shared/protocol';
import type { EpochMs, Id } from '../../src-shared/vocabulary';
import { newKey } from './ids';

export type Owed = {
  /** Its place in line. */
  readonly no: number;
  readonly key: string;
  readonly name: string;
  readonly input: unknown;
  readonly madeAt: EpochMs;
  /** Who made it: nobody else's name goes on it, whoever logs in here meanwhile. */
  readonly personId: Id | null;
  /** Refused for good: it waits for somebody to have read why. */
  readonly refused: RefusalText | null;
};

export type Outbox = {
  /** Oldest first. */
  readonly owed: readonly Owed[];
  /** False where the browser keeps nothing (private mode): a reload would lose it, and people are told. */
  readonly isKept: boolean;
  /** Resolves once it is written down. */
  add(name: string, input: unknown, madeAt: EpochMs, personId: Id | null): Promise<Owed>;
  done(key: string): Promise<void>;
  refuse(key: string, why: RefusalText): Promise<void>;
  /** Who was here last, for a page that is loaded without a network. */
  readonly session: Session | null;
  remember(session: Session): Promise<void>;
  close(): void;
};

interface Schema extends DBSchema {
  owed: { key: number; value: Owed };
  kept: { key: string; value: Session };
}

/** `host`: what tells one host from another; its key. */
export async function openOutbox(host: string, onChange: (owed: readonly Owed[]) => void): Promise<Outbox> {
  const db = await openKept(host);
  let owed: readonly Owed[] = db ? await db.getAll('owed') : [];
  let last = owed.at(-1)?.no ?? 0;
  let session: Session | null = (await db?.get('kept', 'session')) ?? null;

  function become(next: readonly Owed[]): void {
    owed = next;
    onChange(owed);
  }

  return {
    get owed() {
      return owed;
    },
    isKept: db !== null,
    async add(name, input, madeAt, personId) {
      last = Math.max(last + 1, Date.now());
      const entry: Owed = { no: last, key: newKey(), name, input, madeAt, personId, refused: null };
      await db?.put('owed', entry, entry.no);
      become([...owed, entry]);
      return entry;
    },
    async done(key) {
      const entry = owed.find((one) => one.key === key);
      if (!entry) return;
      become(owed.filter((one) => one !== entry));
      await db?.delete('owed', entry.no);
    },
    async refuse(key, why) {
      const entry = owed.find((one) => one.key === key);
      if (!entry) return;
      const refused = { ...entry, refused: why };
      become(owed.map((one) => (one === entry ? refused : one)));
      await db?.put('owed', refused, refused.no);
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

async function openKept(host: string): Promise<IDBPDatabase<Schema> | null> {
  try {
    return await openDB<Schema>(`comanda outbox ${host}`, 1, {
      upgrade(db) {
        db.createObjectStore('owed');
        db.createObjectStore('kept');
      },
    });
  } catch {
    return null;
  }
}
