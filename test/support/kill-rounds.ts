/**
 * Kills a host again and again under load and looks, from outside, for anything that broke its
 * promises (oracles O1 to O4 and O12).
 */
import type { Faults } from './faulty';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { startHostProcess } from './host-process';
import type { HostProcess } from './host-process';
import { openKitchen } from './restaurant';
import type { Kitchen } from './restaurant';
import { until } from './until';

export type KillRounds = {
  readonly rounds: number;
  readonly clients: number;
  /** Orders each client tries to send in a round. */
  readonly orders: number;
  /** The kill comes after a random time up to this, ms. */
  readonly killWithinMs: number;
  /** Chance, as a generator of numbers in [0, 1): the same seed, the same schedule. */
  readonly chance: () => number;
  readonly faults?: Faults;
};

type Acked = { readonly key: string; readonly id: unknown; readonly folio: unknown };

/** Returns every broken promise in words; none is the wish. */
export async function killRounds(
  plan: KillRounds,
): Promise<{ readonly broken: readonly string[]; readonly acked: number; readonly kills: number }> {
  const kitchen = await openKitchen();
  const dataDir = path.join(kitchen.folder, 'data');
  const start = (): Promise<HostProcess> =>
    startHostProcess({
      dataDir,
      restaurantFile: kitchen.restaurantFile,
      ...(plan.faults ? { faults: plan.faults } : {}),
    });
  const acked: Acked[] = [];
  const broken: string[] = [];
  try {
    for (let round = 0; round < plan.rounds; round++) {
      const host = await start();
      const sending = Promise.all(
        Array.from({ length: plan.clients }, (_, client) =>
          sendOrders(host, `R${round}C${client}`, plan.orders, acked),
        ),
      );
      await pause(plan.chance() * plan.killWithinMs);
      await host.kill();
      await sending;
    }
    const host = await start();
    broken.push(...(await checkAnswers(host, acked)));
    await until('the lanes are empty', async () => (await waiting(host)) === 0, 600_000);
    await host.stop();
    broken.push(...checkTables(path.join(dataDir, 'comanda.db'), kitchen));
    return { broken, acked: acked.length, kills: plan.rounds };
  } finally {
    await kitchen.stop();
  }
}

async function sendOrders(
  host: HostProcess,
  name: string,
  count: number,
  acked: Acked[],
): Promise<void> {
  try {
    const client = await host.client();
    for (let n = 0; n < count; n++) {
      const key = `${name}N${n}`;
      const answer = await client.request({
        id: key,
        cliente: key,
        productos: ['Milanesa', { nombre: 'Agua', cantidad: 2 }],
      });
      if (answer.status === 'recibido') acked.push({ key, id: answer.id, folio: answer.folio });
    }
    client.close();
  } catch {
    // the host was killed: what was not answered may be there or not, but never in part
  }
}

/**
 * O1: every answered order is there, as it was answered. Sending it again gives the same answer (a
 * resend after a crash).
 */
async function checkAnswers(
  host: HostProcess,
  acked: readonly Acked[],
): Promise<readonly string[]> {
  const broken: string[] = [];
  const client = await host.client();
  for (const { key, id, folio } of acked) {
    const found = await client.request({ consulta: 'pedido', clave: key });
    if (found.id !== id || found.folio !== folio || found.cliente !== key)
      broken.push(
        `O1: ${key} was answered ${String(id)}/${String(folio)} and is ${JSON.stringify(found).slice(0, 90)}`,
      );
    const again = await client.request({
      id: key,
      cliente: key,
      productos: ['Milanesa', { nombre: 'Agua', cantidad: 2 }],
    });
    if (again.id !== id) broken.push(`O1: ${key} sent again became another order`);
  }
  client.close();
  return broken;
}

async function waiting(host: HostProcess): Promise<number> {
  const { carriles } = (await host.ask({ consulta: 'cola' })) as TcpReply & {
    carriles: { en_cola: number; imprimiendo: boolean }[];
  };
  return carriles.reduce((sum, lane) => sum + lane.en_cola + Number(lane.imprimiendo), 0);
}

function checkTables(file: string, kitchen: Kitchen): readonly string[] {
  const db = new Database(file, { readonly: true });
  try {
    const broken: string[] = [];
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') broken.push('O2: integrity_check');
    const orders = db
      .prepare<[], { number: number; customer: string; folio: number; day: string }>(
        'SELECT number, customer, folio, day FROM orders ORDER BY day, folio',
      )
      .all();
    const count = (sql: string) => db.prepare<[number], number>(sql).pluck();
    const lines = count('SELECT count(*) FROM lines WHERE order_number = ?');
    const tickets = count('SELECT count(*) FROM tickets WHERE order_number = ?');
    const open = count(
      "SELECT count(*) FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq WHERE t.order_number = ? AND j.state IN ('unsure', 'stale')",
    );
    const keys = new Set<string>();
    let last = { day: '', folio: 0 };
    for (const order of orders) {
      if (lines.get(order.number) !== 2 || tickets.get(order.number) !== 2)
        broken.push(`O2: ${order.customer} is there by half`);
      if (keys.has(order.customer)) broken.push(`O1: ${order.customer} is there twice`);
      keys.add(order.customer);
      if (order.folio !== (order.day === last.day ? last.folio + 1 : 1))
        broken.push(`O12: folio ${order.folio} follows ${last.folio}`);
      last = order;
      for (const station of ['Cocina', 'Bar'] as const) {
        const copies = kitchen.pieces(station).filter((piece) => piece.includes(order.customer));
        // What still waits for a person is visible: that is an answer too.
        if (copies.length === 0 && open.get(order.number) === 0)
          broken.push(`O3: ${order.customer} never came out at ${station}`);
        const unmarked = copies.filter((piece) => !piece.includes('[ POSIBLE DUPLICADO ]')).length;
        if (unmarked > 1)
          broken.push(`O4: ${order.customer} came out ${unmarked} times unmarked at ${station}`);
      }
    }
    const seqs = db
      .prepare<[], { first: number; last: number; n: number }>(
        'SELECT min(seq) AS first, max(seq) AS last, count(*) AS n FROM events',
      )
      .get();
    if (seqs && seqs.last - seqs.first + 1 !== seqs.n) broken.push('O12: the events have a gap');
    return broken;
  } finally {
    db.close();
  }
}

/** A small generator (mulberry32): chance that can be had again. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
