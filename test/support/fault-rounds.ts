/**
 * Orders printed by printers that fail at random: paper, cover, power, plugs, resets, silence,
 * lies. Afterwards the paper itself is asked whether the host told the truth (printing.md 8.6). The
 * same seed gives the same faults.
 */
import type { Faults } from './faulty';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WELL_BEHAVED } from '../../src-main/virtual-printer/faults';
import type { PrinterFaults } from '../../src-main/virtual-printer/faults';
import { startHostProcess } from './host-process';
import type { HostProcess } from './host-process';
import { openKitchen, TALKING } from './restaurant';
import type { Kitchen } from './restaurant';
import { until } from './until';

export type FaultRounds = {
  readonly orders: number;
  /** A fault comes after a random time up to this, ms. */
  readonly faultWithinMs: number;
  readonly chance: () => number;
  /** A printer that is away for as long as orders come; then nothing else fails. */
  readonly away?: Station;
  /** The only faults that happen; all of them where it is left out. */
  readonly only?: readonly Partial<PrinterFaults>[];
  /** The program under test, with its figures scaled. */
  readonly faults: Faults;
};

/** Orders go on until so many faults have happened, however chance spreads them. */
const LEAST_FAULTS = 6;

const PDF = {
  name: 'PDF',
  address: { kind: 'pdf' },
  profile: { columns: 48, codePage: 'PC858' },
} as const;
const STATIONS = ['Cocina', 'Bar'] as const;
type Station = (typeof STATIONS)[number];

/** Returns every broken promise in words, and how the tickets ended. */
export async function faultRounds(plan: FaultRounds): Promise<{
  readonly broken: readonly string[];
  readonly ends: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}> {
  // Half the kitchens have a folder behind the bar's printer.
  const fallbacks = !plan.away && plan.chance() < 0.5 ? ['Bar', 'PDF'] : ['Bar'];
  const kitchen = await openKitchen({
    can: TALKING,
    fallbacks,
    more: [PDF],
    mmPerSecond: 1500,
    overheadMs: 20,
  });
  const faults: string[] = [];
  let host = await start(kitchen, plan.faults);
  try {
    let ordering = true;
    if (plan.away) await kitchen.unplug(plan.away);
    const mischief = plan.away
      ? Promise.resolve()
      : makeMischief(kitchen, plan, faults, () => ordering);
    const ids: unknown[] = [];
    const isEnough = (sent: number): boolean =>
      sent >= plan.orders &&
      (plan.away !== undefined || faults.length >= LEAST_FAULTS || sent >= 4 * plan.orders);
    for (let n = 0; !isEnough(n); n++) {
      const { id } = await host.ask({ cliente: `A${n}`, productos: ['Milanesa', 'Agua'] });
      ids.push(id);
      await pause(plan.chance() * 60);
      // Now and then the whole host dies in the middle of it.
      if (!plan.away && !plan.only && plan.chance() < 0.03) {
        faults.push('the host is killed');
        await host.kill();
        host = await start(kitchen, plan.faults);
      }
    }
    ordering = false;
    await mischief;
    for (const station of STATIONS) await heal(kitchen, station);
    const broken: string[] = [];
    await until(
      'nothing moves by itself any more',
      async () => (await moving(host)) === 0,
      120_000 + plan.orders * 1_000,
    ).catch(async () => {
      const { carriles } = await host.ask({ consulta: 'cola' });
      broken.push(`still moving long after the last fault: ${JSON.stringify(carriles)}`);
    });
    const ends: Record<string, number> = {};
    for (const [n, id] of ids.entries())
      broken.push(...(await lookAt(host, kitchen, `A${n}`, id, ends)));
    for (const station of STATIONS) {
      const open = kitchen.mostConnections(station);
      if (open > 1) broken.push(`${station}: ${open} connections at once`);
    }
    await host.stop();
    return { broken, ends, faults };
  } finally {
    await host.stop().catch(() => {});
    await kitchen.stop();
  }
}

function start(kitchen: Kitchen, faults: Faults): Promise<HostProcess> {
  const dataDir = path.join(kitchen.folder, 'data');
  return startHostProcess({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    extra: ['--workers', '2'],
    faults,
  });
}

const LIES: readonly Partial<PrinterFaults>[] = [
  { mute: true },
  { losesFenceAnswer: true },
  { wrongFenceId: true },
  { garbledStatus: true },
  { answersAfterMs: 30 },
  { chattersOnConnect: true, repeatsFenceAnswer: true },
  { neverReads: true },
  { closesAtOnce: true },
  { secondConnection: 'reset' },
];

/** The last kind of mischief: the printer misbehaves in one of these ways. */
const LIE = 7;

async function makeMischief(
  kitchen: Kitchen,
  { chance, faultWithinMs, only }: FaultRounds,
  told: string[],
  goOn: () => boolean,
): Promise<void> {
  while (goOn()) {
    await pause(chance() * faultWithinMs);
    const station = chance() < 0.7 ? 'Cocina' : 'Bar';
    const printer = kitchen.printers[station];
    const kind = only ? LIE : Math.floor(chance() * (LIE + 1));
    const bytes = Math.floor(chance() * 700);
    const lies = only ?? LIES;
    const lie = lies[Math.floor(chance() * lies.length)] ?? {};
    told.push(
      `${station}: ${['unplug', 'paper', 'cover', 'power', 'reset', 'end', 'swallow', JSON.stringify(lie)][kind]} ${bytes}`,
    );
    switch (kind) {
      case 0:
        await kitchen.unplug(station);
        break;
      case 1:
        printer.set({ paper: 'out' });
        break;
      case 2:
        printer.set({ cover: 'open' });
        break;
      case 3:
        printer.powerCycle();
        break;
      case 4:
        printer.misbehave({ resetsAt: bytes });
        break;
      case 5:
        printer.misbehave({ endsAt: bytes });
        break;
      case 6:
        printer.misbehave({ swallowsAfter: bytes });
        break;
      default:
        printer.misbehave(lie);
    }
    await pause(chance() * faultWithinMs);
    if (chance() < 0.8) await heal(kitchen, station);
  }
}

async function heal(kitchen: Kitchen, station: Station): Promise<void> {
  if (!kitchen.isPluggedIn(station)) await kitchen.plugIn(station);
  kitchen.printers[station].misbehave(WELL_BEHAVED);
  kitchen.printers[station].set({ paper: 'ok', cover: 'closed', cutter: 'ok' });
}

async function moving(host: HostProcess): Promise<number> {
  const { carriles } = (await host.ask({ consulta: 'cola' })) as {
    carriles: { en_cola: number; imprimiendo: boolean }[];
  };
  return carriles.reduce((sum, lane) => sum + lane.en_cola + Number(lane.imprimiendo), 0);
}

function pdfs(kitchen: Kitchen): readonly string[] {
  const folder = path.join(kitchen.folder, 'data', 'pdf');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** One order's two tickets: what is said of each, and what lies on paper. */
async function lookAt(
  host: HostProcess,
  kitchen: Kitchen,
  name: string,
  id: unknown,
  ends: Record<string, number>,
): Promise<readonly string[]> {
  const broken: string[] = [];
  const { comandas, folio } = (await host.ask({ consulta: 'pedido', id })) as {
    folio: string;
    comandas: readonly { estacion: Station; estado: string; a?: string }[];
  };
  for (const { estacion: station, estado, a: to } of comandas) {
    const state = to === undefined ? estado : `${estado} a ${to}`;
    ends[state] = (ends[state] ?? 0) + 1;
    const dish = station === 'Cocina' ? '1 x Milanesa' : '1 x Agua';
    // Wherever it came out; whole means down to its number, which is the last line.
    const copies = STATIONS.flatMap((at) => kitchen.pieces(at)).filter(
      (piece) =>
        piece.includes(name) && piece.includes(dish) && piece.some((line) => /^#\d/.test(line)),
    );
    const unmarked = copies.filter((piece) => !piece.includes('[ POSIBLE DUPLICADO ]')).length;
    if (unmarked > 1) broken.push(`${name} at ${station}: ${unmarked} copies that do not say so`);
    if (state === 'impreso' && copies.length === 0)
      broken.push(`${name} at ${station}: said to be printed, and is on no paper`);
    if (to === 'PDF' && !pdfs(kitchen).some((file) => file.startsWith(`comanda-${folio}-`)))
      broken.push(`${name} at ${station}: said to be a PDF, and is none`);
    if (!['impreso', 'enviado', 'sin_confirmar', 'atrasado', 'desviado a PDF'].includes(state))
      broken.push(`${name} at ${station}: left ${state}`);
  }
  return broken;
}
