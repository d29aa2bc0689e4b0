/**
 * Reads and writes devices and people.
 *
 * Tables hold only the hash of a token and the scrypt key of a PIN.
 */
import type { Database } from 'better-sqlite3';
import { systemActorName } from '../../../../../src-shared/base/system-actors';
import type { Device, Person } from '../../../../../src-shared/model/staff';
import type { StoredScope } from '../../../../../src-shared/base/scope-words';
import type { Role } from '../../../../../src-shared/base/vocabulary';
import type { Change } from '../../../domain/engine/rule';
import { jsonList } from '../row-tools/json-column';

type DeviceRow = {
  id: string;
  name: string;
  role: string;
  added_at: number;
  person_id: string | null;
  scopes: string;
};
type PersonRow = { id: string; name: string; role: string };

export function deviceRows(db: Database) {
  const COLUMNS = 'id, name, role, added_at, person_id, scopes';
  const byToken = db.prepare<[Buffer], DeviceRow>(
    `SELECT ${COLUMNS} FROM devices WHERE token_hash = ? AND revoked_at IS NULL`,
  );
  const byId = db.prepare<[string], DeviceRow>(
    `SELECT ${COLUMNS} FROM devices WHERE id = ? AND revoked_at IS NULL`,
  );
  const nameOf = db.prepare<[string], string>('SELECT name FROM devices WHERE id = ?').pluck();
  const all = db.prepare<[], DeviceRow>(
    `SELECT ${COLUMNS} FROM devices WHERE revoked_at IS NULL ORDER BY added_at`,
  );
  const insert = db.prepare(
    'INSERT INTO devices (id, name, role, token_hash, added_at, scopes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const setPerson = db.prepare('UPDATE devices SET person_id = ? WHERE id = ?');
  const setScopes = db.prepare('UPDATE devices SET scopes = ? WHERE id = ?');
  const firstTill = db
    .prepare<[], string>(
      `SELECT id FROM devices WHERE revoked_at IS NULL AND role IN ('owner', 'counter') ORDER BY added_at, rowid LIMIT 1`,
    )
    .pluck();
  const revoke = db.prepare('UPDATE devices SET revoked_at = ? WHERE id = ?');
  const people = db.prepare<[], PersonRow>(
    'SELECT id, name, role FROM people WHERE removed_at IS NULL ORDER BY name',
  );
  const pinHash = db
    .prepare<[string], string>('SELECT pin_hash FROM people WHERE id = ? AND removed_at IS NULL')
    .pluck();
  const insertPerson = db.prepare(
    'INSERT INTO people (id, name, role, pin_hash) VALUES (?, ?, ?, ?)',
  );
  const setName = db.prepare('UPDATE people SET name = ? WHERE id = ?');
  const setRole = db.prepare('UPDATE people SET role = ? WHERE id = ?');
  const setPin = db.prepare('UPDATE people SET pin_hash = ? WHERE id = ?');
  const removePerson = db.prepare('UPDATE people SET removed_at = ? WHERE id = ?');
  const leaveAll = db.prepare('UPDATE devices SET person_id = NULL WHERE person_id = ?');
  const failures = db
    .prepare<[string, string], number>(
      'SELECT failures FROM pin_failures WHERE device_id = ? AND person_id = ?',
    )
    .pluck();
  const setFailures = db.prepare(
    `INSERT INTO pin_failures (device_id, person_id, failures) VALUES (?, ?, ?)
     ON CONFLICT (device_id, person_id) DO UPDATE SET failures = excluded.failures`,
  );
  return {
    put(device: Device, tokenHash: string) {
      insert.run(
        device.id,
        device.name,
        device.role,
        Buffer.from(tokenHash, 'hex'),
        device.addedAt,
        JSON.stringify(device.scopes),
      );
    },
    byToken: (tokenHash: string): Device | null => one(byToken.get(Buffer.from(tokenHash, 'hex'))),
    byId: (id: string): Device | null => one(byId.get(id)),
    /**
     * Also for a device that was removed. The command line and programs without a token have no
     * row.
     */
    nameOf: (id: string): string => nameOf.get(id) ?? systemActorName(id),
    all: (): readonly Device[] => all.all().map(deviceFrom),
    set({ id, personId, revokedAt, scopes }: Extract<Change, { set: 'device' }>) {
      if (personId !== undefined) setPerson.run(personId, id);
      if (scopes !== undefined) setScopes.run(JSON.stringify(scopes), id);
      if (revokedAt !== undefined) revoke.run(revokedAt, id);
    },
    isFirstTill: (id: string): boolean => firstTill.get() === id,
    people: (): readonly Person[] =>
      people.all().map((row) => ({ ...row, role: row.role as Role })),
    pinHash: (person: string): string | null => pinHash.get(person) ?? null,
    putPerson({ id, name, role }: Person, hash: string) {
      insertPerson.run(id, name, role, hash);
    },
    /** A person who was removed, or whose role or PIN changed, is logged out of every device. */
    setPerson({ id, name, role, pinHash: hash, removedAt }: Extract<Change, { set: 'person' }>) {
      if (name !== undefined) setName.run(name, id);
      if (role !== undefined) setRole.run(role, id);
      if (hash !== undefined) setPin.run(hash, id);
      if (removedAt !== undefined) removePerson.run(removedAt, id);
      if (hash !== undefined || removedAt !== undefined) leaveAll.run(id);
    },
    pinFailures: (device: string, person: string): number => failures.get(device, person) ?? 0,
    setPinFailures(device: string, person: string, count: number) {
      setFailures.run(device, person, count);
    },
  };
}

function one(row: DeviceRow | undefined): Device | null {
  return row ? deviceFrom(row) : null;
}

function deviceFrom(row: DeviceRow): Device {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    addedAt: row.added_at,
    personId: row.person_id,
    // A program whose scopes cannot be read has none.
    scopes: jsonList<StoredScope>(row.scopes),
  };
}
