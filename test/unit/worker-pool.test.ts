/**
 * The pool with workers that say what the test lets them say: who drives which printer while
 * processes come, go, and are about something.
 */
import { expect, it } from 'vitest';
import type { WorkerProcess } from '../../src-main/host/ports/worker-launcher';
import { systemClock } from '../../src-main/host/ports/clock';
import { sessionLimits } from '../../src-main/host/printing/queue/session-limits';
import { startWorkerPool } from '../../src-main/host/printing/queue/worker-pool';
import type { WorkerPool } from '../../src-main/host/printing/queue/worker-pool';
import type { Lease, Probe } from '../../src-shared/commands/registry';
import type { FromWorker, ToWorker } from '../../src-shared/ipc/print-worker';
import { until } from '../support/until';

type Fake = {
  readonly pid: number;
  readonly heard: ToWorker[];
  isOpen: boolean;
  say(message: FromWorker): void;
  die(): void;
};

async function open(size: number): Promise<{ readonly pool: WorkerPool; readonly fakes: Fake[] }> {
  const fakes: Fake[] = [];
  const pool = startWorkerPool({
    size,
    launcher: {
      launch() {
        let onMessage: (message: FromWorker) => void = () => {};
        let onGone: (words: string) => void = () => {};
        const fake: Fake = {
          pid: 1_000 + fakes.length,
          heard: [],
          isOpen: true,
          say: (message) => onMessage(message),
          die() {
            fake.isOpen = false;
            onGone('ended');
          },
        };
        fakes.push(fake);
        const process: WorkerProcess = {
          pid: fake.pid,
          onMessage: (listener) => (onMessage = listener),
          onGone: (listener) => (onGone = listener),
          send: (message) => void fake.heard.push(message),
          disconnect: () => fake.die(),
          kill: () => fake.die(),
        };
        setImmediate(() => fake.say({ kind: 'ready' }));
        return Promise.resolve(process);
      },
    },
    book: { add: () => {}, remove: () => {} },
    clock: systemClock,
    limitsFor: sessionLimits,
    settings: { pdfFolder: '' },
    onWorkerGone: () => {},
  });
  await until('they are up', () => fakes.length === size && pool.pick('up') !== null);
  return { pool, fakes };
}

const lease = (printerId: string, token: number): Lease =>
  ({ printerId, jobId: `j${token}`, token, expectedMs: 100 }) as unknown as Lease;
const probe = (printerId: string): Probe => ({ printerId }) as unknown as Probe;
const confirmed = {
  kind: 'confirmed',
  by: 'process_id',
  bytes: 1,
  sha256: 'x',
  unprintable: 0,
} as const;
const letGoes = ({ heard }: Fake): readonly string[] =>
  heard.flatMap((one) => (one.kind === 'release' ? [one.printerId] : []));

it('one that is to go while it looks at a dead printer goes as soon as it has looked, and its printers with it', async () => {
  const { pool, fakes } = await open(1);
  const [first] = fakes;
  const looking = pool.probe(first?.pid ?? 0, probe('dead'));
  expect(pool.pick('kitchen')).toBe(first?.pid);
  pool.resize(2);
  await until('another one', () => fakes.length === 2 && pool.pids.length === 2);
  // The new one prints, so that the first is the less busy of the two.
  const [, second] = fakes;
  void pool.print(second?.pid ?? 0, lease('bar', 1), () => {});
  void pool.print(second?.pid ?? 0, lease('grill', 2), () => {});
  pool.resize(1);
  expect(first?.isOpen).toBe(true);
  expect(pool.pick('kitchen')).toBe(null);
  const asked = first?.heard.find((one) => one.kind === 'probe');
  first?.say({
    kind: 'probed',
    id: asked?.kind === 'probe' ? asked.id : 0,
    cause: 'connect_timeout',
  });
  expect(await looking).toBe('connect_timeout');
  expect(first?.isOpen).toBe(false);
  expect(pool.pick('kitchen')).toBe(second?.pid);
  await pool.stop();
});

it('a new one gets its share of the printers, each only when the one before has hung up there', async () => {
  const { pool, fakes } = await open(1);
  const [first] = fakes;
  for (const printer of ['a', 'b', 'c']) expect(pool.pick(printer)).toBe(first?.pid);
  const printing = pool.print(first?.pid ?? 0, lease('a', 1), () => {});
  pool.resize(2);
  await until('it is asked to let go', () => first !== undefined && letGoes(first).length > 0);
  const [, second] = fakes;
  // Of four ("up" among them) two are too many; the one that prints stays.
  const asked = first ? letGoes(first) : [];
  expect(asked).toHaveLength(2);
  expect(asked).not.toContain('a');
  for (const printer of asked) expect(pool.pick(printer)).toBe(null);
  for (const printerId of asked) first?.say({ kind: 'released', printerId, gone: true });
  for (const printer of asked) expect(pool.pick(printer)).toBe(second?.pid);
  first?.say({
    kind: 'settled',
    jobId: 'j1',
    token: 1,
    outcome: confirmed,
    firstByteAt: 1,
    heard: '',
  });
  expect((await printing).outcome).toEqual(confirmed);
  expect(pool.pick('a')).toBe(first?.pid);
  await pool.stop();
});

it('a printer that its worker still expects an answer of stays, and so does one that was picked meanwhile', async () => {
  const { pool, fakes } = await open(1);
  const [first] = fakes;
  for (const printer of ['a', 'b', 'c']) pool.pick(printer);
  pool.resize(2);
  await until('it is asked to let go', () => first !== undefined && letGoes(first).length === 2);
  const [one = '', two = ''] = first ? letGoes(first) : [];
  first?.say({ kind: 'released', printerId: one, gone: false });
  expect(pool.pick(one)).toBe(first?.pid);
  // Picked before, and its ticket comes now: whoever was picked has it.
  void pool.print(first?.pid ?? 0, lease(two, 7), () => {});
  first?.say({ kind: 'released', printerId: two, gone: true });
  expect(pool.pick(two)).toBe(first?.pid);
  await pool.stop();
});
