/**
 * What Prometheus reads of a host: the figures of an evening, by whom they may be read, and that
 * the dashboard asks for nothing that is not there.
 */
// @module-tag slow
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { TALKING } from '../support/restaurant';
import { until } from '../support/until';

let house: House;
beforeEach(async () => {
  house = await openHouse({ can: TALKING });
});
afterEach(() => house.stop());

type Asked = { readonly status: number; readonly text: string; readonly type: string };
function ask(host = '127.0.0.1', headers: http.OutgoingHttpHeaders = {}): Promise<Asked> {
  return new Promise((resolve, reject) => {
    http
      .get(
        { host, port: house.host.httpPort, path: '/metrics', headers, agent: false },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (more: string) => (text += more));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text,
              type: String(response.headers['content-type']),
            }),
          );
        },
      )
      .on('error', reject);
  });
}

/** The value of the series with these labels, in any order. */
function valueOf(
  text: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | null {
  for (const line of text.split('\n')) {
    const [, series, shown = '', value] = /^(\w+)(?:\{([^}]*)\})? (\S+)$/.exec(line) ?? [];
    if (
      series === name &&
      Object.entries(labels).every(([key, is]) => shown.includes(`${key}="${is}"`))
    )
      return Number(value);
  }
  return null;
}

it('tells orders, papers, lanes and commits as they are, and nothing of an order itself', async () => {
  for (const cliente of ['Ñandú', 'Zoe'])
    await house.host.ask({
      cliente,
      direccion: 'Calle 1',
      telefono: '555-0199',
      productos: ['Milanesa', 'Agua'],
      esperar: 'listo',
    });
  house.kitchen.printers.Bar.set({ paper: 'out' });
  await house.host.ask({ mesa: '5', productos: ['Agua', 'Agua'] });
  const { status, text, type } = await until('the bar is known to be out of paper', async () => {
    const asked = await ask();
    return valueOf(asked.text, 'comanda_printer_up', { printer: 'Bar' }) === 0 ? asked : null;
  });
  expect(status).toBe(200);
  expect(type).toContain('text/plain; version=0.0.4');
  expect(valueOf(text, 'comanda_orders_total')).toBe(3);
  expect(valueOf(text, 'comanda_orders_today')).toBe(3);
  expect(valueOf(text, 'comanda_prints_total', { printer: 'Cocina', outcome: 'printed' })).toBe(2);
  expect(valueOf(text, 'comanda_paper_seconds_count', { printer: 'Bar' })).toBe(2);
  expect(valueOf(text, 'comanda_printer_up', { printer: 'Cocina' })).toBe(1);
  expect(valueOf(text, 'comanda_commit_seconds_count')).toBeGreaterThanOrEqual(3);
  expect(valueOf(text, 'comanda_print_workers')).toBe(3);
  expect(valueOf(text, 'comanda_turbo')).toBe(0);
  expect(valueOf(text, 'comanda_event_loop_delay_seconds', { of: 'p99' })).not.toBeNull();
  // That label is a summary's own: promtool refuses it elsewhere.
  expect(text).not.toContain('quantile=');
  for (const secret of ['Ñandú', 'Zoe', 'Calle 1', '555-0199', 'Dueña', house.owner])
    expect(text).not.toContain(secret);
});

it('has as many series as there are things in the house, however much happens', async () => {
  const series = async (): Promise<number> =>
    (await ask()).text.split('\n').filter((line) => line.startsWith('comanda')).length;
  await house.host.ask({ mesa: '1', productos: ['Milanesa', 'Agua'], esperar: 'listo' });
  const before = await series();
  for (let n = 0; n < 20; n++)
    await house.host.ask({ cliente: `C${n}`, productos: [`Plato ${n}`, 'Agua'], esperar: 'listo' });
  await house.http('GET', '/no/hay', { as: house.owner });
  expect(await series()).toBe(before);
});

it('is read on this machine without a token, by its own names alone', async () => {
  expect((await ask()).status).toBe(200);
  // A page of a rebound name reads nothing. Elsewhere a token is asked for: local-network.test.ts.
  expect((await ask('127.0.0.1', { host: 'evil.example:80' })).status).toBe(421);
});

it('knows every figure that the dashboard shows', async () => {
  await house.host.ask({ mesa: '1', productos: ['Milanesa', 'Agua'], esperar: 'listo' });
  const { text } = await ask();
  const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  const shown = readFileSync('resources/monitoring/grafana-dashboard.json', 'utf8');
  const asked = [...shown.matchAll(/\bcomanda_\w+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([]);
});
