/**
 * Paper says whose it is when it is printed, and its attempt keeps what it said; slips tell only
 * those who have something else on paper.
 */
import Database from 'better-sqlite3';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandName, CommandText, Lease, Reply } from '../../src-shared/commands/registry';
import type { Event } from '../../src-shared/events/events';
import { inPage } from '../../src-shared/paper/page-letters';
import type { PrintOutcome } from '../../src-shared/model/print-job';
import { applyEvent, stateFrom } from '../../src-shared/live/projection';
import type { Snapshot } from '../../src-shared/live/snapshot';
import { layOutTicket } from '../../src-shared/paper/ticket-layout';
import type { TicketPaper } from '../../src-shared/paper/ticket-layout';
import { DEFAULT_OPERATION_SETTINGS } from '../../src-shared/model/operations/operation-settings';
import type { Actor } from '../../src-shared/base/vocabulary';
import { makePast } from '../support/past';
import type { Past } from '../support/past';

const COUNTER: Actor = { id: 'caja', role: 'counter', name: 'Caja' };
const DESK: Actor = { id: 'desk', role: 'system' };
const OWNER: Actor = { id: 'pc', role: 'owner', name: 'Dueña' };
const printed = (unprintable = 0): PrintOutcome => ({
  kind: 'confirmed',
  by: 'status',
  bytes: 1,
  sha256: 'x',
  unprintable,
});

const START = Date.parse('2026-03-01T22:00Z');

let past: Past;
let now = START;
beforeEach(async () => {
  past = await makePast((now = START));
});
afterEach(() => past.stop());

const run = <N extends CommandName>(
  name: N,
  input: CommandText<N>,
  actor: Actor = COUNTER,
): Promise<Reply<N>> => past.run(name, input, actor);
const place = async (more: object = {}) =>
  (
    await run('placeOrder', {
      type: 'table',
      table: '5',
      covers: 3,
      lines: [{ product: 'Milanesa napolitana' }],
      ...more,
    } as never)
  ).number;

const printerId = async (name: string): Promise<string> =>
  (await past.ask({ name: 'printers' })).find((one) => one.name === name)?.id ?? '';
/** Whatever the lane waits for between two tries is over. */
async function claim(): Promise<Lease | null> {
  past.at((now += 10_000));
  return run('claimJob', { printerId: await printerId('Cocina'), worker: 1 }, DESK).then(
    ({ lease }) => lease,
    () => null,
  );
}
async function settle(
  { jobId, token, printerId: printer }: Lease,
  outcome: PrintOutcome,
): Promise<void> {
  await run(
    'settleJob',
    { jobId, printerId: printer, token, outcome, firstByteAt: 1, heard: '', nextFor: null },
    DESK,
  );
}
/** Prints whatever waits at the kitchen's printer; each paper's text. */
async function printAll(): Promise<readonly string[]> {
  const papers: string[] = [];
  for (let lease = await claim(); lease; lease = await claim()) {
    papers.push(textOf(lease));
    await settle(lease, printed());
  }
  return papers;
}
function textOf(paper: TicketPaper): string {
  return layOutTicket(paper, 48, 'PC858')
    .flatMap((line) => (line.kind === 'text' ? [inPage(line.text, 'PC858').text] : []))
    .join('\n');
}
const paperOf = async (job: number): Promise<string> => {
  const paper = await past.ask({ name: 'paper', job });
  if (!paper) throw new Error('no paper');
  return textOf(paper);
};

describe('a table that is moved', () => {
  it('while its ticket waits is on the ticket, with the old one, and needs no slip', async () => {
    const order = await place();
    await run('moveTable', { order, table: '9' });
    const papers = await printAll();
    expect(papers).toHaveLength(1);
    expect(papers[0]).toContain('MESA 9 (antes 5)');
  });

  it('after its ticket was printed gets a slip, and a reprint says both tables', async () => {
    const order = await place();
    await printAll();
    await run('moveTable', { order, table: '9' });
    expect(await printAll()).toEqual([expect.stringMatching(/CAMBIO DE MESA[^]*MESA 5 -> 9/)]);
    await run('reprintOrder', { order });
    const [copy] = await printAll();
    expect(copy).toContain('REIMPRESIÓN 1');
    expect(copy).toContain('MESA 9 (antes 5)');
    expect(copy).toContain('1 x Milanesa napolitana');
  });

  it('while one ticket is on paper and another waits gets one slip, behind what waits', async () => {
    const order = await place();
    await printAll();
    await run('addLines', { order, lines: [{ product: 'Milanesa napolitana', quantity: 2 }] });
    await run('moveTable', { order, table: '9' });
    const [added, slip, ...rest] = await printAll();
    expect(rest).toEqual([]);
    expect(added).toMatch(/AGREGA[^]*MESA 9 \(antes 5\)[^]*2 x Milanesa/);
    expect(added).not.toContain('MODIFICADO');
    expect(slip).toContain('MESA 5 -> 9');
  });

  it('again before the slip came out has one slip, from the table that the kitchen knows', async () => {
    const order = await place();
    await printAll();
    await run('moveTable', { order, table: '9' });
    await run('moveTable', { order, table: '12' });
    expect(await printAll()).toEqual([expect.stringContaining('MESA 5 -> 12')]);
    await run('moveTable', { order, table: '5' });
    await run('moveTable', { order, table: '12' });
    expect(await printAll()).toEqual([]);
    expect((await past.ask({ name: 'order', of: { number: order } }))?.state).toBe('ready');
  });

  it('while nobody knows whether its ticket is on paper gets a slip', async () => {
    const order = await place();
    const lease = await claim();
    if (!lease) throw new Error('nothing to print');
    await settle(lease, { kind: 'unsure', cause: 'link_lost', bytes: 10 });
    await run('moveTable', { order, table: '9' });
    const papers = await printAll();
    expect(papers.some((paper) => /POSIBLE DUPLICADO[^]*MESA 9 \(antes 5\)/.test(paper))).toBe(
      true,
    );
    expect(papers.some((paper) => paper.includes('MESA 5 -> 9'))).toBe(true);
  });

  it('with the order that it is joined to is on what waits', async () => {
    const host = await place({ table: '7' });
    const order = await place({ type: 'takeaway', table: null, customer: 'Eva' });
    await run('mergeOrders', { order, into: host });
    const papers = await printAll();
    expect(papers).toHaveLength(2);
    expect(papers[1]).toContain('MESA 7 (antes LLEVAR)');
  });

  it('is where people are sent to look for its paper', async () => {
    const order = await place();
    const lease = await claim();
    if (!lease) throw new Error('nothing to print');
    await settle(lease, { kind: 'unsure', cause: 'link_lost', bytes: 10 });
    const again = await claim();
    if (!again) throw new Error('not printed again');
    await settle(again, { kind: 'unsure', cause: 'link_lost', bytes: 10 });
    await run('moveTable', { order, table: '9' });
    expect(await past.ask({ name: 'pending' })).toMatchObject({ rows: [{ order, table: '9' }] });
  });
});

describe('what else is edited before the print', () => {
  it('is on paper as it is by then: covers, waiter, guest, address, telephone, note', async () => {
    const guest = { customer: 'Eva', address: 'Calle 1', phone: '11', note: 'apurar' };
    const order = await place({ type: 'delivery', table: null, ...guest });
    const pinHash = `scrypt$32768$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`;
    await run('addPerson', { name: 'Beto', role: 'waiter', pinHash }, OWNER);
    await run('handOver', { order, to: 'Beto' });
    await run('editOrder', {
      order,
      customer: 'Ida',
      address: 'Calle 2',
      phone: null,
      covers: 2,
      note: 'sin apuro',
    });
    const [paper] = await printAll();
    for (const words of [
      'Ida',
      '(antes: Eva)',
      'Calle 2',
      '(antes: Calle 1)',
      '(ya no: Tel. 11)',
      'Beto (nuevo)',
    ])
      expect(paper).toContain(words);
    expect(paper).toContain('2 comensales (antes 3)');
    expect(paper).toMatch(/>> sin apuro <<\n\(antes: apurar\)/);
  });

  it('stays as it was on each paper that came out, whatever is edited later', async () => {
    const order = await place();
    await run('editOrder', { order, covers: 4 });
    const lease = await claim();
    if (!lease) throw new Error('nothing to print');
    const first = textOf(lease);
    expect(first).toContain('4 comensales (antes 3)');
    await settle(lease, printed());
    await run('editOrder', { order, covers: 6 });
    await run('moveTable', { order, table: '9' });
    expect(await paperOf(lease.jobSeq)).toBe(first);
    await run('reprintOrder', { order });
    const waiting = lease.jobSeq + 2;
    expect(await paperOf(waiting)).toContain('6 comensales (antes 3)');
  });

  it('is kept with the attempt only where it differs, and forgotten with the guest', async () => {
    await place();
    await printAll();
    const order = await place({ type: 'takeaway', table: null, customer: 'Eva' });
    await run('editOrder', { order, customer: 'Zoraida Quispe' });
    await printAll();
    expect(heads()).toEqual([null, expect.stringContaining('Zoraida Quispe')]);
    await run('closeOrder', { order });
    await run(
      'setOperationSettings',
      { upkeep: { ...DEFAULT_OPERATION_SETTINGS, guestDays: 1 } },
      OWNER,
    );
    past.at((now += 3 * 86_400_000));
    expect(await run('eraseGuestData', {}, DESK)).toEqual({ forgotten: 1 });
    expect(heads()).toEqual([null, expect.not.stringContaining('Zoraida')]);
  });
});

describe('letters that a printer does not have', () => {
  it('are told of the ticket: in the answer, in a new picture and in one that heard of it', async () => {
    const order = await place({ note: '寿司' });
    const before = await picture();
    const lease = await claim();
    if (!lease) throw new Error('nothing to print');
    await settle(lease, printed(2));
    expect(await past.ask({ name: 'order', of: { number: order } })).toMatchObject({
      tickets: [{ unprintable: 2 }],
    });
    expect(stateFrom(await picture()).orders[order]?.tickets[0]?.jobs).toMatchObject([
      { state: 'printed', unprintable: 2 },
    ]);
    const missed = await past.ask({
      name: 'eventsSince',
      seq: before.seq,
      at: before.at,
      limit: 100,
    });
    const heard = (JSON.parse(missed?.text ?? '[]') as readonly Event[]).reduce(
      applyEvent,
      stateFrom(before),
    );
    expect(heard.orders[order]).toEqual(stateFrom(await picture()).orders[order]);
  });
});

async function picture(): Promise<Snapshot> {
  const { text } = await past.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  return JSON.parse(text) as Snapshot;
}

/** What each try printed of its order where that was not what was sent. */
function heads(): readonly (string | null)[] {
  const db = new Database(path.join(past.folder, 'comanda.db'), { readonly: true });
  try {
    return db.prepare<[], string | null>('SELECT head FROM attempts ORDER BY token').pluck().all();
  } finally {
    db.close();
  }
}
