/** Devices as rows. Of a token only its hash is here. */
import type { Database } from 'better-sqlite3';
import type { Device } from '../../../../../src-shared/people';
import type { Role } from '../../../../../src-shared/vocabulary';

export function deviceRows(db: Database) {
  const byToken = db.prepare<[Buffer], { id: string; name: string; role: string; added_at: number }>(
    'SELECT id, name, role, added_at FROM devices WHERE token_hash = ? AND revoked_at IS NULL',
  );
  const insert = db.prepare('INSERT INTO devices (id, name, role, token_hash, added_at) VALUES (?, ?, ?, ?, ?)');
  return {
    put(device: Device, tokenHash: string) {
      insert.run(device.id, device.name, device.role, Buffer.from(tokenHash, 'hex'), device.addedAt);
    },
    byToken(tokenHash: string): Device | null {
      const row = byToken.get(Buffer.from(tokenHash, 'hex'));
      return row ? { id: row.id, name: row.name, role: row.role as Role, addedAt: row.added_at } : null;
    },
  };
}
