/**
 * A year behind the house: what an order waits while a year's report is read, beside the same crowd
 * without one; and how soon the owner's board is there, with 500 tickets under way and 2,000 dishes
 * on the menu.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { it } from 'vitest';
import { openScreens } from '../support/browser';
import { openHouse } from '../support/house';
import { screen } from '../support/screen-client';
import { fillYear } from './fill';
import { median, report, ROUNDS } from './figures';

const ORDERS = Number(process.env.BENCH_FINISHED ?? 1_000_000);
const LIVE = 500;
const DISHES = 2_000;
/** A crowd that a report has to share two cores with, at half of what the host can take. */
const CROWD = ['many', '20', '1500'] as const;

const MENU = Array.from({ length: DISHES }, (_, index) => ({
  category: `Categoría ${index % 20}`,
  code: `B${index}`,
  name: `Plato de banco ${index}`,
  price: 1_000 + index,
  stations: null,
  groups: null,
  without: null,
}));

const run = promisify(execFile);

it('H1: a year of orders, its report and the board', async () => {
  const house = await openHouse({ counter: true }, ['--no-print']);
  await house.host.stop();
  const now = Date.now();
  fillYear(house.dataDir, ORDERS, now);
  // The newest orders are the program's own, so that the start has a chain to check.
  await house.restart('stop');
  const owner = await screen(house.host.httpPort, house.owner);
  await owner.hello();
  await house.http('POST', '/menu/importar', {
    as: house.owner,
    body: { rows: MENU, replace: false },
  });

  const day = (daysAgo: number): string =>
    new Date(now - daysAgo * 86_400_000).toISOString().slice(0, 10);
  const span = { from: day(370), to: day(0) };
  let asked = 0;
  async function readYear(): Promise<number> {
    const start = performance.now();
    owner.send({ type: 'ask', id: ++asked, query: { name: 'sales', span } });
    const { ok } = await owner.next('answer');
    if (!ok) throw new Error('the report was refused');
    return performance.now() - start;
  }
  const crowd = async (): Promise<{ p99: number; errors: number }> => {
    const { stdout } = await run(process.execPath, [
      path.resolve('test/bench/crowd.mjs'),
      String(house.host.port),
      ...CROWD,
    ]);
    return JSON.parse(stdout) as { p99: number; errors: number };
  };
  await crowd();
  const ratios: number[] = [];
  const alone: number[] = [];
  const beside: number[] = [];
  const reports: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const quiet = await crowd();
    // Reports as long as the crowd lasts.
    const service = { isOver: false };
    const reading = (async () => {
      while (!service.isOver) reports.push(await readYear());
    })();
    const busy = await crowd();
    service.isOver = true;
    await reading;
    if (quiet.errors + busy.errors > 0) throw new Error('orders were refused');
    alone.push(quiet.p99);
    beside.push(busy.p99);
    ratios.push(busy.p99 / quiet.p99);
  }
  const orders = ORDERS.toLocaleString('en');
  report({
    row: 'H1',
    what: `ack p99 while a year's report runs, ${orders} orders`,
    peer: 'the same without',
    bar: 'reported',
    values: ratios,
  });
  console.log(
    `ack p99 ${median(alone).toFixed(1)} ms alone, ${median(beside).toFixed(1)} ms beside; the report ${(median(reports) / 1000).toFixed(1)} s`,
  );
  owner.close();
  await house.stop();
});

/** Told by the page itself: whoever asks again and again takes the time that he measures. */
const SEEN = `window.seen = new Promise((resolve) => new MutationObserver(() => {
  if (document.querySelector('[class*=laneCount]')?.textContent) resolve(performance.now());
}).observe(document, { childList: true, subtree: true, characterData: true }))`;

it('H2: the board with 500 tickets, 2,000 dishes and a year behind it', async () => {
  const house = await openHouse({ counter: true }, ['--no-print']);
  await house.host.stop();
  fillYear(house.dataDir, ORDERS, Date.now());
  await house.restart('stop');
  await house.http('POST', '/menu/importar', {
    as: house.owner,
    body: { rows: MENU, replace: false },
  });
  for (let n = 0; n < LIVE; n++) await house.host.ask({ mesa: `M${n}`, productos: ['Milanesa'] });
  const screens = await openScreens(house);
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // By the page's own clock, from the address asked for to lanes with their slips: in a browser
    // that has never been here, and in one that has.
    const page = await screens.open({
      token: house.owner,
      path: '/admin',
      size: 'wall',
      script: SEEN,
    });
    first.push((await page.evaluate<number>('window.seen')) / 1_000);
    await page.reload({ waitUntil: 'commit' });
    again.push((await page.evaluate<number>('window.seen')) / 1_000);
    await page.context().close();
  }
  const what = 'the board is there, 500 tickets, 2,000 dishes, a year';
  report({ row: 'H2', what, peer: '1 s', bar: '< 1', values: again });
  report({
    row: 'H2',
    what: `${what}; a browser that was never here`,
    peer: '1 s',
    bar: 'reported',
    values: first,
  });
  await screens.stop();
  await house.stop();
});
