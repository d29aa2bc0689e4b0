/** Reads and writes printers. A removed one keeps its row for its print jobs. */
import type { Database } from 'better-sqlite3';
import { PrinterAddress, PrinterProfile } from '../../../../../src-shared/model/printers';
import type {
  Printer,
  PrinterHealth,
  PrinterState,
} from '../../../../../src-shared/model/printers';
import type { Change } from '../../../domain/engine/rule';
import { FIRST_MS_PER_LINE, INITIAL_HEALTH } from '../../../domain/printing/printer-health';
import { isFields, jsonOr } from '../row-tools/json-column';
import { SAMPLES } from '../row-tools/real-printers';

type PrinterRow = {
  id: string;
  name: string;
  address: string;
  profile: string;
  ms_per_line: number;
  health: string;
};

export function printerRows(db: Database) {
  const all = db.prepare<[], PrinterRow>(
    'SELECT * FROM printers WHERE removed_at IS NULL ORDER BY rowid',
  );
  const byId = db.prepare<[string], PrinterRow>('SELECT * FROM printers WHERE id = ?');
  const samples = db.prepare<[], string>(SAMPLES).pluck();
  const set = db.prepare('UPDATE printers SET ms_per_line = ?, health = ? WHERE id = ?');
  const setAddress = db.prepare('UPDATE printers SET address = ? WHERE id = ?');
  const setProfile = db.prepare('UPDATE printers SET profile = ? WHERE id = ?');
  const remove = db.prepare('UPDATE printers SET removed_at = ? WHERE id = ?');
  const insert = db.prepare(
    'INSERT INTO printers (id, name, address, profile, ms_per_line, health) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    all: (): readonly Printer[] => all.all().map(printerFrom),
    byId(id: string): Printer | null {
      const row = byId.get(id);
      return row ? printerFrom(row) : null;
    },
    /** Sample printers, also removed ones: their prints are no paper. */
    samples: (): ReadonlySet<string> => new Set(samples.all()),
    put({ id, name, address, profile }: Pick<Printer, 'id' | 'name' | 'address' | 'profile'>) {
      insert.run(
        id,
        name,
        JSON.stringify(address),
        JSON.stringify(profile),
        FIRST_MS_PER_LINE,
        JSON.stringify(INITIAL_HEALTH),
      );
    },
    set({ id, msPerLine, health }: Extract<Change, { set: 'printer' }>) {
      set.run(msPerLine, JSON.stringify(health), id);
    },
    setAddress(id: string, address: PrinterAddress) {
      setAddress.run(JSON.stringify(address), id);
    },
    setProfile(id: string, profile: PrinterProfile) {
      setProfile.run(JSON.stringify(profile), id);
    },
    remove(id: string, at: number) {
      remove.run(at, id);
    },
  };
}

/**
 * Stands in for an address that cannot be read: a network that never exists (RFC 5737), so that its
 * tickets fail over or wait visibly.
 */
const NOWHERE: PrinterAddress = { kind: 'tcp', host: '192.0.2.1', port: 9100 };
/**
 * Stands in for a profile that cannot be read: the narrowest paper, and no status question, which
 * such a printer might print.
 */
const PLAIN: PrinterProfile = {
  columns: 32,
  codePage: 'PC858',
  language: 'escpos',
  fence: 'none',
  answersStatus: false,
  identity: null,
};
const STATES: Readonly<Record<PrinterState, true>> = {
  ready: true,
  blocked: true,
  degraded: true,
  open: true,
  half_open: true,
};

function isHealth(value: unknown): boolean {
  const { state, failures, mutes, unsureAt } = isFields(value) ? value : {};
  const counts = [failures, mutes].every((count) => typeof count === 'number');
  return (
    typeof state === 'string' && Object.hasOwn(STATES, state) && counts && Array.isArray(unsureAt)
  );
}

function printerFrom(row: PrinterRow): Printer {
  return {
    id: row.id,
    name: row.name,
    address: jsonOr<PrinterAddress>(
      row.address,
      NOWHERE,
      (value) => PrinterAddress.safeParse(value).success,
    ),
    profile: jsonOr<PrinterProfile>(
      row.profile,
      PLAIN,
      (value) => PrinterProfile.safeParse(value).success,
    ),
    msPerLine: row.ms_per_line > 0 ? row.ms_per_line : FIRST_MS_PER_LINE,
    health: jsonOr<PrinterHealth>(row.health, INITIAL_HEALTH, isHealth),
  };
}
