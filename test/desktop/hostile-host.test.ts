/** A machine that took the counter's address, and a page that was taken over: what neither gets. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDesktop } from '../support/desktop';
import type { Desktop } from '../support/desktop';
import { openHouse } from '../support/house';
import { freePort } from '../support/ports';
import { until } from '../support/until';

type Evil = {
  readonly port: number;
  /** What came, with its token. */
  readonly heard: readonly { readonly url: string; readonly token: string | undefined }[];
  stop(): void;
};
type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

const stops: (() => unknown)[] = [];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-hostile-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** Answers `/identidad` as a host with a key of its own would, unless `answer` has answered. */
async function evilHost(answer: Answer = () => false): Promise<Evil> {
  const port = await freePort();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x: clave } = publicKey.export({ format: 'jwk' });
  const heard: { url: string; token: string | undefined }[] = [];
  const server = http.createServer((request, response) => {
    const { url = '' } = request;
    heard.push({ url, token: request.headers.authorization });
    if (answer(request, response)) return;
    const reto = new URL(url, 'http://x').searchParams.get('reto') ?? '';
    const signed = (text: string): string =>
      sign(null, Buffer.from(`comanda-host:${text}`), privateKey).toString('base64url');
    const called = `${reto}@${request.headers.host}`;
    const direccion = `${request.socket.localAddress}:${request.socket.localPort}`;
    const firmas = {
      firma: signed(called),
      direccion,
      firma_direccion: signed(`${called}@${direccion}`),
    };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ restaurante: 'Otra', clave, ...firmas, tiene_dueño: true }));
  });
  server.on('upgrade', (request, socket) => {
    heard.push({ url: request.url ?? '', token: request.headers['sec-websocket-protocol'] });
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  stops.push(stop);
  return { port, heard, stop };
}

async function open(
  machine: readonly string[],
  dataDir = path.join(folder, 'data'),
): Promise<{ app: Desktop; page: Page }> {
  const app = await openDesktop({ machine, dataDir });
  stops.push(() => app.stop());
  const page = await app.window();
  await page.getByRole('heading').first().waitFor();
  return { app, page };
}
const station = (evil: Evil): readonly string[] => [`--station=127.0.0.1:${evil.port}`];
/** The menu's item, as a person presses it. */
const pressMachineItem = ({ app }: Desktop) =>
  app.evaluate(({ Menu }) => {
    const [own] = Menu.getApplicationMenu()?.items ?? [];
    own?.submenu?.items.find(({ label }) => label === 'Qué es este equipo…')?.click();
  });

it('its answers are data: no script of its own, no page, no cookie, no copy kept, no redirect to files or to others', async () => {
  const other = await evilHost();
  let count = 0;
  const evil = await evilHost(({ url = '' }, response) => {
    const types: Record<string, string> = {
      '/evil.js': 'text/javascript',
      '/trap': 'text/html',
      '/kept': 'application/json',
    };
    const to: Record<string, string> = {
      '/file': 'file:///etc/passwd',
      '/other': `http://127.0.0.1:${other.port}/inner`,
    };
    const type = types[url];
    if (to[url]) response.writeHead(302, { location: to[url] });
    else if (type)
      response.writeHead(200, {
        'content-type': type,
        'set-cookie': 'a=b',
        'cache-control': 'max-age=9999',
      });
    else return false;
    response.end(
      url === '/trap'
        ? '<script>document.title = "caught"</script>'
        : url === '/kept'
          ? String(count++)
          : 'export default 7',
    );
    return true;
  });
  const { app, page } = await open(station(evil));
  const shut = (code: string): Promise<unknown> =>
    page.evaluate(`(${code}).then(() => 'open', () => 'shut')`);
  expect(await shut("import('/evil.js')")).toBe('shut');
  expect(await shut("fetch('/file')")).toBe('shut');
  expect(
    await shut("fetch('/other', { headers: { authorization: 'Bearer token-of-this-host' } })"),
  ).toBe('shut');
  expect(other.heard).toEqual([]);
  const kept = "fetch('/kept').then((answer) => answer.text())";
  expect([await page.evaluate(kept), await page.evaluate(kept)]).toEqual(['0', '1']);
  expect(await app.app.evaluate(({ session }) => session.defaultSession.cookies.get({}))).toEqual(
    [],
  );
  await page.evaluate("location.href = '/trap'").catch(() => undefined);
  await until('it was asked for', () => evil.heard.some(({ url }) => url === '/trap'));
  expect(await page.title()).not.toBe('caught');
});

it('hands out no signature of the right host as its own, and no token of it', async () => {
  const house = await openHouse();
  stops.push(() => house.stop());
  const hostKey = String((await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`)).body.clave);
  // It asks the right host, by that one's own address, and says on what it hears.
  const evil = await evilHost(({ url = '' }, response) => {
    void fetch(`http://127.0.0.1:${house.host.httpPort}${url}`)
      .then(async (answer) => response.end(await answer.text()))
      .catch(() => response.destroy());
    return true;
  });
  const { app, page } = await open(station(evil));
  await page.evaluate(
    `localStorage.setItem('comanda.device', ${JSON.stringify(JSON.stringify({ token: house.owner, hostKey }))})`,
  );
  await page.reload();
  await page.getByRole('heading', { name: 'Este no es su servidor' }).waitFor();
  expect(evil.heard.filter(({ token }) => token?.includes(house.owner))).toEqual([]);
  await pressMachineItem(app);
  await page.getByRole('button', { name: /^Una estación/ }).click();
  await page.getByLabel('Dirección, enlace o código').fill(`127.0.0.1:${evil.port}`);
  await page.getByRole('button', { name: 'Conectar' }).click();
  await page.getByText('Ahí contesta otra cosa, no Comanda').waitFor();
});

it('an answer without an end is left, and who never answers holds nobody up', async () => {
  let isHanging = false;
  const endless = await evilHost((_request, response) => {
    response.write('{"restaurante":"');
    const timer = setInterval(() => response.write('x'.repeat(1024 * 1024)), 1);
    response.on('close', () => clearInterval(timer));
    return true;
  });
  const slow = await evilHost(() => isHanging);
  const { app, page } = await open(station(slow));
  await pressMachineItem(app);
  await page.getByRole('button', { name: /^Una estación/ }).click();
  await page.getByLabel('Dirección, enlace o código').fill(`127.0.0.1:${endless.port}`);
  await page.getByRole('button', { name: 'Conectar' }).click();
  await page.getByText('Ahí contesta otra cosa, no Comanda').waitFor();
  isHanging = true;
  const look = "fetch('/identidad?reto=' + 'a'.repeat(32)).then(() => 'answered', () => 'gone')";
  const hung = await page.evaluate(`Promise.all(Array.from({ length: 10 }, () => ${look}))`);
  expect(hung).toEqual(Array.from({ length: 10 }, () => 'gone'));
  isHanging = false;
  expect(await page.evaluate(look)).toBe('answered');
});

it('a page that was taken over makes no other machine of this one, though it asks without end while somebody opens the choice', async () => {
  const [right, evil] = [await evilHost(), await evilHost()];
  const { app, page } = await open(station(right));
  const flood = `for (let n = 0; n < 2000; n++)
    setTimeout(() => window.comanda.choose({ is: 'station', at: '127.0.0.1:${evil.port}', code: '' }).catch(() => {}), n);
    addEventListener('beforeunload', (event) => event.preventDefault());`;
  await page.evaluate(`{ ${flood} }`);
  await pressMachineItem(app);
  await page.getByRole('heading', { name: '¿Qué es este equipo?' }).waitFor();
  expect(evil.heard).toEqual([]);
  // Nor with what somebody left open behind them.
  await page.goto('app://comanda/');
  await page.getByRole('heading').first().waitFor();
  expect(
    await page.evaluate(
      `window.comanda.choose({ is: 'station', at: '127.0.0.1:${evil.port}', code: '' })`,
    ),
  ).toMatchObject({
    ok: false,
    why: 'not-now',
  });
  expect(await page.evaluate('window.comanda.machine()')).toEqual({
    is: 'station',
    host: `http://127.0.0.1:${right.port}`,
  });
  expect(() => readFileSync(path.join(folder, 'data', 'machine.json'))).toThrow();
});

it('a page that will not let go keeps no counter open without its host', async () => {
  const { app, page } = await open(['--counter']);
  await page.getByText('ya funciona').click();
  await page.evaluate(
    "addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; })",
  );
  const gone = new Promise((resolve) => app.app.process().once('exit', resolve));
  await app.app.evaluate(({ app: program }) => program.quit()).catch(() => undefined);
  await gone;
});

it('says so where a choice cannot be written down, and hears the next one', async () => {
  const dataDir = path.join(folder, 'data');
  mkdirSync(path.join(dataDir, 'machine.json'), { recursive: true });
  const { app, page } = await open([], dataDir);
  await page.getByRole('button', { name: /^La caja/ }).click();
  await page.getByText('No se pudo abrir. EISDIR').waitFor();
  rmSync(path.join(dataDir, 'machine.json'), { recursive: true });
  await page.getByRole('button', { name: /^La caja/ }).click();
  await page.getByText('ya funciona').waitFor();
  expect(await app.ask({ cliente: 'E1', productos: ['Agua'], esperar: 'listo' })).toMatchObject({
    estado: 'listo',
  });
});

it('its window closed while the counter opens, it ends with its folder whole', async () => {
  const { app, page } = await open([]);
  const gone = new Promise((resolve) => app.app.process().once('exit', resolve));
  await page.getByRole('button', { name: /^La caja/ }).click();
  await app.app
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    .catch(() => undefined);
  await gone;
  const { app: again } = await open(['--counter']);
  await again.listens();
  expect(await again.ask({ cliente: 'E1', productos: ['Agua'], esperar: 'listo' })).toMatchObject({
    estado: 'listo',
  });
  expect(readdirSync(path.join(folder, 'data'))).toContain('comanda.db');
});
