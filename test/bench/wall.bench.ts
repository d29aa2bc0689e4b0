/**
 * G5: one change on a wall of 500 tickets, from the frame's arrival until the page is laid out
 * again, beside a bare page that keeps its cards in a Map. And how long after its outcome a print's
 * state is on a waiter's screen.
 */
import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { openScreens } from '../support/browser';
import { openHouse } from '../support/house';
import { TALKING } from '../support/restaurant';
import { screen } from '../support/screen-client';
import { until } from '../support/until';
import { median, report, ROUNDS } from './figures';

const TICKETS = 500;
const CHANGES = 150;
/** A screen may say 40 things a second. */
const EVERY_MS = 30;

/**
 * Times every frame of events: its listener, React's work behind it, and the layout that follows.
 * Kept in `window.spans`, ms.
 */
const STOPWATCH = `window.spans = []; {
  const add = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (kind, listener, ...rest) {
    if (kind !== 'message') return add.call(this, kind, listener, ...rest);
    return add.call(this, kind, (event) => {
      const isChange = String(event.data).startsWith('{"type":"events"');
      // What the clock's last tick left to be laid out is not this change's.
      if (isChange) document.body.getBoundingClientRect();
      const start = performance.now();
      listener(event);
      if (!isChange) return;
      queueMicrotask(() => { document.body.getBoundingClientRect(); window.spans.push(performance.now() - start); });
    }, ...rest);
  };
}`;

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
const spansOf = async (page: Page): Promise<readonly number[]> =>
  page.evaluate('window.spans.splice(0)');

/**
 * The same cards, kept by hand: parse, find the card, build it anew (as whoever draws from data
 * does) or change only what is different in it (as nobody can who does not know it beforehand), lay
 * out. Pages are told what to do in text: tests know no DOM.
 */
const BARE_START = `{
  const all = [...document.querySelectorAll('ol > li')];
  window.cards = new Map(all.map((one, index) => [String(index), one]));
  window.templates = all.map((one) => one.outerHTML);
  window.tick = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  tick.setAttribute('width', '30');
  tick.setAttribute('height', '30');
}`;
const bareRound = (count: number, isRebuilt: boolean): string => `(async () => {
  const keys = [...cards.keys()];
  const spans = [];
  for (let n = 0; n < ${count}; n++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const text = JSON.stringify({ type: 'events', key: keys[(n * 37) % keys.length], done: n % 2 === 0, fill: 'x'.repeat(300) });
    document.body.getBoundingClientRect();
    const start = performance.now();
    const { key, done } = JSON.parse(text);
    if (${isRebuilt}) {
      const holder = document.createElement('template');
      holder.innerHTML = templates[keys.indexOf(key)];
      const fresh = holder.content.firstElementChild;
      cards.get(key).replaceWith(fresh);
      cards.set(key, fresh);
    }
    const line = cards.get(key).querySelector('ul button');
    line.setAttribute('aria-pressed', String(done));
    line.children[2].replaceChildren(...(done ? [tick.cloneNode(true)] : []));
    document.body.getBoundingClientRect();
    spans.push(performance.now() - start);
  }
  return spans;
})()`;
/**
 * From a print's outcome, by the host's clock, until its state is in the page, by the page's: they
 * are one machine's. Read when React's work behind the frame is done.
 */
const OUTCOMES = `window.outcomes = []; {
  const add = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (kind, listener, ...rest) {
    if (kind !== 'message') return add.call(this, kind, listener, ...rest);
    return add.call(this, kind, (event) => {
      listener(event);
      const { events = [] } = JSON.parse(event.data);
      const outcome = events.find(({ kind }) => kind === 'printJob.settled');
      if (!outcome) return;
      queueMicrotask(() => {
        const shown = [...document.querySelectorAll('article')].at(-1)?.textContent.includes('impresa');
        window.outcomes.push({ shown, late: Date.now() - outcome.at });
      });
    }, ...rest);
  };
}`;

it('G5: one change on a wall of 500 tickets', async () => {
  const house = await openHouse({}, ['--no-print']);
  const screens = await openScreens(house);
  const cook = await screen(house.host.httpPort, await house.device('cocina'));
  await cook.hello();
  await cook.command('setStationScreen', { station: 'Cocina', screen: true });
  for (let n = 0; n < TICKETS; n++)
    await house.host.ask({
      mesa: `M${n}`,
      productos: [{ nombre: 'Milanesa', cantidad: 2, modificadores: ['SIN sal'] }, 'Ñoquis'],
    });
  const wall = await screens.open({
    token: await house.device('cocina'),
    path: '/cocina',
    size: 'wall',
    script: STOPWATCH,
  });
  await wall.getByRole('button', { name: 'Cocina' }).click();
  await until(
    'all of them are drawn',
    async () => (await wall.getByRole('article').count()) === TICKETS,
    60_000,
  );

  const bare = await wall.context().newPage();
  await bare.goto('about:blank');
  const styles: string = await wall.evaluate(
    `[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\\n')`,
  );
  const html: string = await wall.evaluate(`document.querySelector('ol').outerHTML`);
  await bare.setContent(
    `<html data-theme="dark"><style>${styles}</style><body><div id="root"><main>${html}</main></div></body></html>`,
  );
  await bare.evaluate(BARE_START);

  const ratios: number[] = [];
  const touches: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await spansOf(wall);
    for (let n = 0; n < CHANGES; n++) {
      // Tickets are numbered from 1, and each order has one here.
      const ticket = ((n * 37) % TICKETS) + 1;
      await cook.command('tickLine', { ticket, line: 1, done: (round + n) % 2 === 0 });
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
    const mine = p95(await spansOf(wall));
    ratios.push(mine / p95(await bare.evaluate(bareRound(CHANGES, true))));
    touches.push(mine / p95(await bare.evaluate(bareRound(CHANGES, false))));
    times.push(mine);
  }
  report({
    row: 'G5',
    what: `one change on a wall of ${TICKETS} tickets, p95`,
    peer: 'bare keyed DOM, the card built anew',
    bar: '<= 5',
    values: ratios,
  });
  report({
    row: '-',
    what: 'the same',
    peer: 'bare DOM that touches one line',
    bar: '-',
    values: touches,
  });
  console.log(`p95 ${median(times).toFixed(1)} ms of 16`);
  cook.close();
  await screens.stop();
  await house.stop();
});

it('a print’s outcome on the waiter’s screen', async () => {
  const house = await openHouse({ can: TALKING });
  await house.person('Ana', 'mesero');
  const screens = await openScreens(house);
  const page = await screens.open({
    token: await house.device('mesero', 'Ana'),
    path: '/mesero#/mesa/5',
    script: OUTCOMES,
  });
  await page.getByRole('heading', { name: 'Mesa 5' }).waitFor();
  await house.host.ask({ mesa: '5', productos: ['Milanesa'], esperar: 'impreso' });
  for (let n = 0; n < 40; n++)
    await house.host.ask({ agregar: 1, productos: ['Milanesa'], esperar: 'impreso' });
  const outcomes: readonly { readonly shown: boolean; readonly late: number }[] =
    await page.evaluate('window.outcomes');
  const late = outcomes.map((one) => one.late);
  const unseen = outcomes.filter(({ shown }) => !shown).length;
  console.log(
    `a print's outcome is on the screen after: median ${median(late)} ms, p95 ${p95(late)} ms of 200 (${late.length} prints, ${unseen} not shown)`,
  );
  await screens.stop();
  await house.stop();
});
