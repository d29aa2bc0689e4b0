/**
 * F16: what the disk really held when an order was answered, replayed from the host's own system
 * calls.
 */
// @module-tag slow
// @module-tag needs/strace
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchHost, startHostProcess } from '../support/host-process';
import { seededChance } from '../support/kill-rounds';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { readStrace, underStrace } from '../support/strace';
import type { Step } from '../support/strace';
import { until } from '../support/until';
import { faulty } from '../support/faulty';
import type { Faults } from '../support/faulty';

const FILES = ['comanda.db', 'comanda.db-wal'];
const SECTOR = 512;
let kitchen: Kitchen;
let dataDir: string;

beforeEach(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
});
afterEach(() => kitchen.stop());

/**
 * Sends orders to a host under strace, one after the other, and returns what it did, with the files
 * as they were before.
 */
async function record(
  orders: number,
  faults: Faults | undefined,
  spacingMs = 0,
  ...inject: readonly string[]
): Promise<{ steps: readonly Step[]; before: ReadonlyMap<string, Buffer> }> {
  const options = { dataDir, restaurantFile: kitchen.restaurantFile };
  await (await startHostProcess(options)).stop();
  const before = new Map(
    FILES.map((name) => [
      name,
      existsSync(path.join(dataDir, name))
        ? readFileSync(path.join(dataDir, name))
        : Buffer.alloc(0),
    ]),
  );
  const trace = path.join(kitchen.folder, 'trace');
  const { process: host } = await launchHost({
    ...options,
    extra: ['--no-print'],
    under: underStrace(trace, ...inject),
    ...(faults ? { faults } : {}),
  });
  await until('it listens', () => host.output().includes('Ctrl-C cierra'), 30_000);
  const client = await host.client();
  for (let n = 0; n < orders; n++) {
    await client.request({
      id: `corte-${n}`,
      cliente: `Corte ${n}`,
      productos: ['Milanesa', 'Agua'],
    });
    // Far enough apart that a late sync for one order cannot pass for the next one's.
    await pause(spacingMs);
  }
  client.close();
  await host.stop();
  return { steps: readStrace(trace, dataDir), before };
}

const answeredKeys = (step: Step): readonly string[] =>
  step.kind === 'sent'
    ? [...step.data.toString().matchAll(/"clave":"(corte-\d+)"/g)].map((match) => match[1] ?? '')
    : [];

type Image = Map<string, Buffer>;
type Pending = Extract<Step, { kind: 'write' | 'truncate' }>;

function apply(image: Image, step: Pending): void {
  const old = image.get(step.file) ?? Buffer.alloc(0);
  if (step.kind === 'truncate') {
    image.set(step.file, Buffer.concat([old.subarray(0, step.size)], step.size));
    return;
  }
  const grown = Buffer.concat([old], Math.max(old.length, step.offset + step.data.length));
  step.data.copy(grown, step.offset);
  image.set(step.file, grown);
}

/**
 * What a disk may hold of writes it was not told to sync: none, some whole, or some with only a
 * part of their sectors.
 */
function survivors(
  pending: readonly Pending[],
  mode: 'none' | 'some' | 'torn',
  chance: () => number,
): readonly Pending[] {
  if (mode === 'none') return [];
  return pending.flatMap((step) => {
    if (chance() < 0.5) return [];
    if (mode === 'some' || step.kind === 'truncate') return [step];
    const sectors = Math.max(1, Math.floor((step.data.length / SECTOR) * chance()));
    return [{ ...step, data: step.data.subarray(0, sectors * SECTOR) }];
  });
}

/**
 * Cuts the power right after each answer, in every mode; returns the answered orders that were
 * gone.
 */
function lostOrders(
  steps: readonly Step[],
  before: ReadonlyMap<string, Buffer>,
): { readonly lost: readonly string[]; readonly cuts: number } {
  const chance = seededChance(7);
  const durable: Image = new Map(before);
  let pending: Pending[] = [];
  const answered: string[] = [];
  const lost = new Set<string>();
  let cuts = 0;
  for (const step of steps) {
    if (step.kind === 'write' || step.kind === 'truncate') pending.push(step);
    else if (step.kind === 'sync') {
      for (const done of pending.filter(({ file }) => file === step.file)) apply(durable, done);
      pending = pending.filter(({ file }) => file !== step.file);
    }
    const keys = answeredKeys(step);
    if (keys.length === 0) continue;
    answered.push(...keys);
    for (const mode of ['none', 'some', 'torn'] as const) {
      const image: Image = new Map(durable);
      for (const survivor of survivors(pending, mode, chance)) apply(image, survivor);
      for (const key of missing(image, answered)) lost.add(`${key} (${mode})`);
      cuts++;
    }
  }
  return { lost: [...lost], cuts };
}

function missing(image: Image, answered: readonly string[]): readonly string[] {
  const folder = path.join(kitchen.folder, 'image');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, content] of image) writeFileSync(path.join(folder, name), content);
  const db = new Database(path.join(folder, 'comanda.db'));
  try {
    if (db.pragma('quick_check', { simple: true }) !== 'ok') return ['the database itself'];
    const whole = db.prepare<[string], number>(
      'SELECT count(l.no) FROM dispatches d JOIN lines l ON l.order_number = d.order_number AND l.dispatch_no = d.no JOIN command_receipts r ON r.key = d.key WHERE d.key = ?',
    );
    return answered.filter((key) => whole.pluck().get(key) !== 2);
  } catch {
    return answered;
  } finally {
    db.close();
  }
}

describe('a power cut right after an answer', () => {
  it('loses no answered order and halves none, whatever the disk kept of unsynced writes', async () => {
    const { steps, before } = await record(40, undefined);
    const { lost, cuts } = lostOrders(steps, before);
    expect(cuts).toBeGreaterThanOrEqual(120);
    expect(lost).toEqual([]);
  });

  it('would lose answered orders under synchronous=NORMAL (sabotage)', async () => {
    const faults = await faulty('store.synchronous-normal', 'store.synchronous-unchecked');
    const { steps, before } = await record(12, faults);
    expect(lostOrders(steps, before).lost.length).toBeGreaterThan(0);
  });
});

describe('an fsync between the order and its answer', () => {
  /** Orders whose answer left with no sync of the log finished since the order came in. */
  function unsynced(steps: readonly Step[]): readonly string[] {
    const found: string[] = [];
    let syncedSince = false;
    for (const step of steps) {
      if (step.kind === 'received' && step.data.includes('"corte-')) syncedSince = false;
      if (step.kind === 'sync' && step.file === 'comanda.db-wal') syncedSince = true;
      if (!syncedSince) found.push(...answeredKeys(step));
    }
    return found;
  }
  // A slow disk, so that an answer that does not wait for it is seen to.
  const slowDisk = ['-e', 'inject=fsync:delay_enter=15000'];

  it('is there, 20 of 20', async () => {
    const { steps } = await record(20, undefined, 50, ...slowDisk);
    expect(steps.flatMap(answeredKeys)).toHaveLength(20);
    expect(unsynced(steps)).toEqual([]);
  });

  it('would be missing if answers were given before COMMIT (sabotage)', async () => {
    const faults = await faulty('store.commit-late');
    const { steps } = await record(20, faults, 50, ...slowDisk);
    expect(unsynced(steps).length).toBeGreaterThan(10);
  });
});
