/**
 * Lists and figures about many papers: every row can be reached, totals are told, and no figure is
 * of a part of them only.
 */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCounters } from '../../src-main/host/net/limits/counters';
import { askFor } from '../../src-main/host/core/ask-for';
import { createRequests } from '../../src-main/host/net/public-api/public-requests';
import type { Core } from '../../src-main/host/core/core-client';
import { paperTimes } from '../../src-main/host/store/sqlite/rows/paper-times';
import { openReader } from '../../src-main/host/store/sqlite/reports/report-reader';
import { isRefusal } from '../../src-shared/base/errors';
import { readRequest } from '../../src-shared/public-api/read-request';
import type { Answer, Query, QueryName } from '../../src-shared/queries/queries';
import type { FoundOrder } from '../../src-shared/queries/reports';
import type { Snapshot } from '../../src-shared/live/snapshot';
import type { Actor } from '../../src-shared/base/vocabulary';
import { queueStatus } from '../../src-shared/public-api/answers';
import type { PublicReply } from '../../src-shared/public-api/public-reply';
import { COUNTER, DESK, placeMany, printerCalled, printNext } from '../support/papers';
import { makePast } from '../support/past';
import type { Past } from '../support/past';

const START = Date.parse('2026-11-20T20:00Z');
const MINUTE = 60_000;

let past: Past;
beforeEach(async () => {
  past = await makePast(START);
});
afterEach(() => past.stop());

/** As a program asks over TCP. */
async function ask(question: object, askStore: Past['ask'] = past.ask): Promise<PublicReply> {
  const parsed = readRequest(question);
  if (isRefusal(parsed)) return { error: { campo: parsed.details.field } };
  const core = { ask: askStore, askFor: (query, actor) => askFor(query, actor, askStore) } as Core;
  const mailer = { keepPassword: () => undefined, send: async () => null };
  const requests = createRequests({ core, control: null, mailer }, createCounters());
  if (parsed.request.kind !== 'query') throw new Error('no question');
  return requests.ask(parsed.request, COUNTER);
}

/** Every page of a list, from the first to the last. */
async function pages(
  question: object,
  between: () => Promise<unknown> = async () => undefined,
): Promise<PublicReply[]> {
  const answers: PublicReply[] = [];
  for (let cursor: unknown = null; ;) {
    const answer = await ask({ ...question, ...(cursor === null ? {} : { cursor }) });
    answers.push(answer);
    cursor = answer.siguiente ?? null;
    if (cursor === null) return answers;
    await between();
  }
}

const rowsOf = (answers: readonly PublicReply[], list: string): Record<string, unknown>[] =>
  answers.flatMap((answer) => answer[list] as Record<string, unknown>[]);

/** What waits since long before is set aside for a person, as a start does. */
async function setAllAside(count: number): Promise<void> {
  await placeMany(past, START, count, 'Pan');
  past.at(START + 20 * MINUTE);
  await past.run('recoverJobs', {}, DESK);
}

it('tells of all 518 prints that wait for a person: the total on each page, every one of them once, the newest too', async () => {
  await setAllAside(518);
  const answers = await pages({ consulta: 'pendientes' });
  expect(answers.map(({ total }) => total)).toEqual([518, 518, 518]);
  const numbers = rowsOf(answers, 'pendientes').map(({ pedido }) => pedido);
  expect(numbers).toEqual(Array.from({ length: 518 }, (_, index) => index + 1));
  // A screen that asks without a limit gets the whole list.
  expect((await past.ask({ name: 'pending' }))?.rows).toHaveLength(518);
});

it('goes on where a page ended though something before it was decided meanwhile', async () => {
  await setAllAside(25);
  let next = 0;
  const answers = await pages({ consulta: 'pendientes', limite: 10 }, () =>
    past.run('discardPrint', { order: ++next, job: null }, COUNTER),
  );
  expect(answers.map(({ total }) => total)).toEqual([25, 24, 23]);
  expect(rowsOf(answers, 'pendientes').map(({ pedido }) => pedido)).toEqual(
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
});

it('tells of every order newest first by pages, each once, while others come in', async () => {
  await placeMany(past, START, 45, 'Pan');
  const answers = await pages({ consulta: 'recientes' }, () => placeMany(past, START, 1, 'Pan'));
  expect(answers.map(({ total }) => total)).toEqual([45, 46, 47]);
  expect(rowsOf(answers, 'pedidos').map(({ id }) => id)).toEqual(
    Array.from({ length: 45 }, (_, index) => 45 - index),
  );
});

it('tells a program of its own orders however many others came since', async () => {
  const shop: Actor = {
    id: 'shop',
    role: 'integrator',
    scopes: ['pedidos:crear', 'pedidos:propios'],
  };
  const input = { type: 'takeaway', customer: 'X', lines: [{ product: 'Pan' }] };
  await past.runAll(
    Array.from(
      { length: 3 },
      () => ({ name: 'placeOrder', input, actor: shop, at: START }) as const,
    ),
  );
  const db = new Database(path.join(past.folder, 'comanda.db'));
  db.exec(
    `WITH RECURSIVE n(i) AS (VALUES (4) UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
     INSERT INTO orders (number, id, day, folio, type, state, placed_by, placed_at, revision)
     SELECT i, 'o' || i, '2026-11-20', i, 'takeaway', 'closed', 'others', 1, 1 FROM n`,
  );
  db.close();
  const asked = { name: 'recent', limit: 2 } as const;
  const first = await askFor(asked, shop, past.ask);
  const second = await askFor({ ...asked, before: 2 }, shop, past.ask);
  const told = [first, second].map(
    (page) =>
      page !== null &&
      !isRefusal(page) && [page.rows.map(({ number }) => number), page.total, page.next],
  );
  expect(told).toEqual([
    [[3, 2], 3, 2],
    [[1], 3, null],
  ]);
});

it.each([
  [{ consulta: 'pendientes', cursor: 'x' }, 'cursor'],
  [{ consulta: 'pendientes', cursor: 'recientes-1' }, 'cursor'],
  [{ consulta: 'recientes', cursor: 'recientes-zzzzzzzzzzzzzzz' }, 'cursor'],
  // Where it would begin at the first page again, a reader would never come to an end.
  [{ consulta: 'recientes', cursor: '' }, 'cursor'],
  [{ consulta: 'recientes', cursor: 'recientes-0' }, 'cursor'],
  [{ consulta: 'recientes', cursor: 'recientes-01' }, 'cursor'],
  [{ consulta: 'recientes', cursor: 'recientes--1' }, 'cursor'],
  // Well formed, and behind no row that there ever was.
  [{ consulta: 'recientes', cursor: 'recientes-4' }, 'cursor'],
  [{ consulta: 'recientes', cursor: 'recientes-zzzzzzzzzz' }, 'cursor'],
  [{ consulta: 'pendientes', cursor: 'pendientes-4' }, 'cursor'],
  [{ consulta: 'pendientes', cursor: 'pendientes-zzzzzzzzzz' }, 'cursor'],
  [{ consulta: 'recientes', limite: 0 }, 'limite'],
  [{ consulta: 'recientes', limite: 1.5 }, 'limite'],
  [{ consulta: 'recientes', limite: '5' }, 'limite'],
  [{ consulta: 'recientes', limite: 51 }, 'limite'],
  [{ consulta: 'pendientes', limite: 201 }, 'limite'],
  // Left out silently, it would answer with what was not asked for.
  [{ consulta: 'pendientes', id: 3 }, 'id'],
  [{ consulta: 'recientes', clave: 'x' }, 'clave'],
  [{ consulta: 'pedido', id: 3, limite: 1 }, 'limite'],
  [{ consulta: 'cola', limite: 1 }, 'limite'],
  [{ consulta: 'impresoras', cursor: null }, 'cursor'],
])('refuses %j by its field', async (question, campo) => {
  await placeMany(past, START, 3, 'Pan');
  expect(await ask(question)).toMatchObject({ error: { campo } });
});

it('says the most that a page of this list holds, whatever was asked for', async () => {
  for (const limite of [51, 200, 201, 1_000_000_000])
    expect(readRequest({ consulta: 'recientes', limite })).toMatchObject({
      details: { reason: 'a lo sumo 50' },
    });
});

it('counts the list and reads its page at one moment, though the core decides something between any two questions', async () => {
  await setAllAside(30);
  let next = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (query: Query): Promise<Answer<QueryName>> => {
    const answer = turn.then(() => past.ask(query));
    turn = answer.then(() => past.run('discardPrint', { order: ++next, job: null }, COUNTER));
    return answer;
  };
  const { total, siguiente, pendientes } = await ask(
    { consulta: 'pendientes' },
    inTurn as Past['ask'],
  );
  expect([total, siguiente]).toEqual([(pendientes as unknown[]).length, null]);
  await turn;
});

it('tells mean and last paper while 655 papers of 220 orders wait', async () => {
  await placeMany(past, START, 220, 'Pan', 'Agua', 'Tiramisú');
  const [kitchen, bar] = [await printerCalled(past, 'Cocina'), await printerCalled(past, 'Bar')];
  const ends = [4, 6, 8].map((seconds) => START + seconds * 1_000);
  for (const end of ends) await printNext(past, kitchen, end - 1_000, end);
  for (const end of [START + 10_000, START + 12_000]) await printNext(past, bar, end - 1_000, end);
  const status = queueStatus(await past.ask({ name: 'queue' }), 2, START + 15_000);
  expect(status).toMatchObject({
    pedidos_en_cola: 655,
    tiempo_promedio_procesamiento: '8.0 segundos',
    ultimo_pedido_procesado: 'hace 3 segundos',
  });
});

it('counts every paper of the day in the mean, as they come and after a start', async () => {
  const count = 560;
  await placeMany(past, START, count, 'Pan');
  const kitchen = await printerCalled(past, 'Cocina');
  const figures = async () => (await past.ask({ name: 'queue' })).paper;
  // The first ones took long; the newest alone would hide them.
  for (let n = 0; n < count; n++) {
    const end = START + (n < 60 ? 100_000 : 10_000);
    await printNext(past, kitchen, end, end);
    if (n === 59) expect(await figures()).toMatchObject({ meanMs: 100_000 });
  }
  const mean = Math.round((60 * 100_000 + (count - 60) * 10_000) / count);
  expect(await figures()).toMatchObject({ meanMs: mean, lastAt: START + 100_000 });
  const db = new Database(path.join(past.folder, 'comanda.db'), { readonly: true });
  const fresh = paperTimes(db);
  expect(fresh.ofDay('2026-11-20')).toEqual(await figures());
  // After a rollback everything is read again, and nothing is counted twice.
  fresh.forget();
  expect(fresh.ofDay('2026-11-20')).toEqual(await figures());
  db.close();
});

/**
 * Cocina is moved to a real printer, Bar stays a sample. Two orders: 20 s at the kitchen, 1 s at
 * the bar.
 */
async function besideASample(): Promise<void> {
  await past.run(
    'movePrinter',
    { printer: 'Cocina', address: { kind: 'tcp', host: '192.168.1.60', port: 9100 } },
    COUNTER,
  );
  await placeMany(past, START, 1, 'Pan');
  await placeMany(past, START, 1, 'Agua');
  await printNext(past, await printerCalled(past, 'Bar'), START, START + 1_000);
  await printNext(past, await printerCalled(past, 'Cocina'), START + 18_000, START + 20_000);
}

it('tells the mean of real papers where there is a real printer: what a sample prints would make it look quick', async () => {
  await besideASample();
  await placeMany(past, START, 1, 'Agua');
  await printNext(past, await printerCalled(past, 'Bar'), START + 20_000, START + 25_000);
  const figures = async () => {
    const { paper, meanSeconds } = await past.ask({ name: 'queue' });
    return { ...paper, meanSeconds };
  };
  const real = { meanMs: 20_000, lastAt: START + 20_000, meanSeconds: 2 };
  expect(await figures()).toMatchObject(real);
  const reader = openReader(past.folder, null);
  expect(reader.read({ name: 'chart', day: '2026-11-20' }).steps).toMatchObject([
    { orders: 3, meanMs: 20_000 },
  ]);
  const { stations } = reader.read({
    name: 'times',
    span: { from: '2026-11-20', to: '2026-11-20' },
  });
  expect(stations).toMatchObject([
    { station: 'Cocina', paper: { mean: 20_000 } },
    { station: 'Bar', paper: null },
  ]);
  reader.close();
});

it('tells the mean of samples in a house that has nothing else', async () => {
  await placeMany(past, START, 1, 'Agua');
  await printNext(past, await printerCalled(past, 'Bar'), START, START + 1_000);
  const { paper, meanSeconds } = await past.ask({ name: 'queue' });
  expect({ ...paper, meanSeconds }).toMatchObject({
    meanMs: 1_000,
    lastAt: START + 1_000,
    meanSeconds: 1,
  });
});

it('raises the alert for slow papers though samples beside the real printer are quick', async () => {
  await besideASample();
  await placeMany(past, START + 20_000, 10, 'Agua');
  const bar = await printerCalled(past, 'Bar');
  for (let n = 0; n < 10; n++) await printNext(past, bar, START + 20_000, START + 20_000);
  await past.run('checkHealth', { seen: {} }, DESK);
  const { alerts } = JSON.parse(
    (await past.ask({ name: 'snapshot', fromDay: '2000-01-01' })).text,
  ) as Snapshot;
  expect(alerts.filter(({ kind }) => kind === 'slow')).toMatchObject([
    { figure: 20_000, endedAt: null },
  ]);
});

it('counts a paper once that was unsure and then confirmed, both since the last question', async () => {
  await past.run(
    'setStationChain',
    { station: 'Cocina', printers: ['Cocina'], whenUnsure: 'ask' },
    COUNTER,
  );
  await placeMany(past, START, 2, 'Pan');
  const kitchen = await printerCalled(past, 'Cocina');
  const figures = async () => (await past.ask({ name: 'queue' })).paper;
  await printNext(past, kitchen, START, START + 10_000);
  expect(await figures()).toMatchObject({ meanMs: 10_000 });
  const { lease } = await past.run('claimJob', { printerId: kitchen, worker: 1 }, DESK);
  const { jobId = '', token = 0 } = lease ?? {};
  const outcome = { kind: 'unsure', cause: 'no_confirmation', bytes: 10 } as const;
  await past.run(
    'settleJob',
    { printerId: kitchen, jobId, token, outcome, firstByteAt: START, heard: '', nextFor: null },
    DESK,
  );
  past.at(START + 40_000);
  await past.run('confirmLate', { jobId, printerId: kitchen, token }, DESK);
  expect(await figures()).toMatchObject({ meanMs: 25_000 });
});

it('raises the alert for slow papers though more than 500 wait behind them', async () => {
  await placeMany(past, START, 600, 'Pan');
  await printNext(past, await printerCalled(past, 'Cocina'), START + 19_000, START + 20_000);
  await past.run('checkHealth', { seen: {} }, DESK);
  const { alerts } = JSON.parse(
    (await past.ask({ name: 'snapshot', fromDay: '2000-01-01' })).text,
  ) as Snapshot;
  expect(alerts.filter(({ kind }) => kind === 'slow')).toMatchObject([
    { figure: 20_000, endedAt: null },
  ]);
});

it('finds every order of the past by pages, with how many there are', async () => {
  await placeMany(past, START, 230, 'Pan');
  const reader = openReader(past.folder, null);
  const find = { text: '', span: { from: '2026-11-20', to: '2026-11-20' } };
  const numbers: number[] = [];
  for (let before: { day: string; folio: number } | null = null; ;) {
    const page: readonly FoundOrder[] = reader.read({ name: 'find', find: { ...find, before } });
    if (page.length === 0) break;
    numbers.push(...page.map(({ number }) => number));
    const last = page.at(-1);
    before = last ? { day: last.day, folio: last.folio } : null;
  }
  expect(numbers).toEqual(Array.from({ length: 230 }, (_, index) => 230 - index));
  expect(reader.read({ name: 'foundCount', find })).toBe(230);
  expect(reader.read({ name: 'foundCount', find: { ...find, text: '0017' } })).toBe(1);
  reader.close();
});

it('tells of every Z and every paper of a printer by pages', async () => {
  for (let n = 0; n < 101; n++) await past.run('closeShift', {}, COUNTER);
  await placeMany(past, START, 20, 'Pan');
  const kitchen = await printerCalled(past, 'Cocina');
  for (let n = 0; n < 20; n++) await printNext(past, kitchen, START, START + 1_000);
  // Many papers of others since.
  await placeMany(past, START, 60, 'Agua');
  const reader = openReader(past.folder, null);
  const zs = reader.read({ name: 'shifts' });
  expect(zs.map(({ no }) => no)).toEqual(Array.from({ length: 100 }, (_, index) => 101 - index));
  expect(reader.read({ name: 'shifts', before: 2 }).map(({ no }) => no)).toEqual([1]);
  expect(reader.read({ name: 'shiftCount' })).toBe(101);
  const papers: number[] = [];
  for (let page = reader.read({ name: 'papers', printer: kitchen }); page.length > 0;) {
    papers.push(...page);
    page = reader.read({ name: 'papers', printer: kitchen, before: page.at(-1) ?? 0 });
  }
  expect(papers).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
  reader.close();
});

it('counts what the audit holds in all its pages', async () => {
  for (let n = 0; n < 130; n++) await past.run('setTurbo', { on: n % 2 === 0 }, COUNTER);
  const reader = openReader(past.folder, null);
  const filter = { kind: 'turbo.changed', by: 'dueña', from: null, to: null };
  const first = reader.read({ name: 'audit', audit: { ...filter, before: null, limit: 100 } });
  const second = reader.read({
    name: 'audit',
    audit: { ...filter, before: first.next, limit: 100 },
  });
  expect([first.entries.length, second.entries.length, second.next]).toEqual([100, 30, null]);
  expect(reader.read({ name: 'auditCount', audit: filter })).toBe(130);
  expect(reader.read({ name: 'auditCount', audit: { ...filter, by: 'Ana' } })).toBe(0);
  reader.close();
});

it('asks about every one of 518 papers that waited too long for a printer that is back, and prints none of them', async () => {
  await placeMany(past, START, 518, 'Pan');
  const kitchen = await printerCalled(past, 'Cocina');
  const { lease } = await past.run('claimJob', { printerId: kitchen, worker: 1 }, DESK);
  const { jobId = '', token = 0 } = lease ?? {};
  const outcome = { kind: 'not_started', cause: 'paper_out' } as const;
  await past.run(
    'settleJob',
    { printerId: kitchen, jobId, token, outcome, firstByteAt: null, heard: '', nextFor: null },
    DESK,
  );
  past.at(START + 20 * MINUTE);
  await placeMany(past, START + 20 * MINUTE, 1, 'Pan');
  const { next } = await past.run(
    'settleProbe',
    { printerId: kitchen, cause: null, nextFor: 1 },
    DESK,
  );
  // The one that is not too old is printed at once.
  expect(next.lease).toMatchObject({ jobSeq: 519 });
  expect((await pages({ consulta: 'pendientes' })).map(({ total }) => total)).toEqual([
    518, 518, 518,
  ]);
});

it('moves all 518 papers down the chain of a printer that is away, without waiting between two hundred', async () => {
  await past.run(
    'setStationChain',
    { station: 'Cocina', printers: ['Cocina', 'Bar'], whenUnsure: 'reprint' },
    COUNTER,
  );
  await placeMany(past, START, 518, 'Pan');
  const kitchen = await printerCalled(past, 'Cocina');
  const { lease } = await past.run('claimJob', { printerId: kitchen, worker: 1 }, DESK);
  const { jobId = '', token = 0 } = lease ?? {};
  const outcome = { kind: 'not_started', cause: 'paper_out' } as const;
  await past.run(
    'settleJob',
    { printerId: kitchen, jobId, token, outcome, firstByteAt: null, heard: '', nextFor: null },
    DESK,
  );
  const now = START + 2 * MINUTE;
  past.at(now);
  await past.run('settleProbe', { printerId: kitchen, cause: 'paper_out', nextFor: null }, DESK);
  let claims = 0;
  for (let isLeft = true; isLeft;) {
    const next = await past.run('claimJob', { printerId: kitchen, worker: 1 }, DESK);
    claims++;
    isLeft = next.retryAt === now;
  }
  expect(claims).toBe(3);
  const { lanes } = await past.ask({ name: 'queue' });
  expect(lanes.map(({ printer, queued }) => [printer, queued.normal])).toEqual(
    expect.arrayContaining([
      ['Cocina', 0],
      ['Bar', 518],
    ]),
  );
});
