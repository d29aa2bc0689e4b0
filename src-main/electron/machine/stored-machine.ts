/** Stores in the data folder whether this machine is the counter or a station of another one. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { MachineNow } from '../../../src-shared/ipc/desktop-bridge';
import { readHostAddress } from './host-address';

const Kept = z.discriminatedUnion('is', [
  z.object({ is: z.literal('counter') }),
  z.object({
    is: z.literal('station'),
    host: z.string().refine((text) => readHostAddress(text)?.origin === text),
  }),
]);

/**
 * Null: not chosen, or unreadable, so that a person chooses again. A folder with a database and
 * without this file belongs to a counter.
 */
export function readKeptMachine(dataDir: string): MachineNow | null {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return isCounters(dataDir) ? { is: 'counter' } : null;
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** The folder has a database. */
export function isCounters(dataDir: string): boolean {
  return existsSync(path.join(dataDir, 'comanda.db'));
}

export function keepMachine(dataDir: string, machine: MachineNow): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = fileIn(dataDir);
  writeFileSync(`${file}.new`, JSON.stringify(machine), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'machine.json');
