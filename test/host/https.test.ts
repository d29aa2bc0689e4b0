/** The owner's own certificate: the HTTP port then speaks https alone, screens too. */
// @module-tag needs/openssl
import { request } from 'node:https';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { PROTOCOL_VERSION, SUBPROTOCOL } from '../../src-shared/screen-api/messages';
import { makePair } from '../support/certificate';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { OWNER_PIN } from '../support/house';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';

let kitchen: Kitchen;
let host: HostProcess;
let ca: string;

beforeAll(async () => {
  kitchen = await openKitchen();
  const pair = makePair(kitchen.folder, 'Comanda');
  ca = pair.cert;
  host = await startHostProcess({
    dataDir: path.join(kitchen.folder, 'data'),
    restaurantFile: kitchen.restaurantFile,
    extra: ['--tls-cert', pair.certFile, '--tls-key', pair.keyFile],
  });
});
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
});

function https(
  method: string,
  url: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const bytes = body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: host.httpPort,
      path: url,
      method,
      ca,
      headers: bytes ? { 'content-type': 'application/json' } : {},
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => (text += more));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(text) as Record<string, unknown>,
        }),
      );
    });
    asked.end(bytes);
  });
}

it('links the owner and welcomes a screen behind the certificate', async () => {
  const [, codigo = ''] = /https:\/\/localhost:\d+\/#propietario=(\w+)/.exec(host.output()) ?? [];
  const linked = await https('POST', '/vincular/propietario', {
    codigo,
    dispositivo: 'Caja',
    persona: 'Dueña',
    pin: OWNER_PIN,
  });
  expect(linked.status).toBe(201);
  const socket = new WebSocket(
    `wss://127.0.0.1:${host.httpPort}/vivo`,
    [SUBPROTOCOL, `token.${String(linked.body.token)}`],
    {
      ca,
      origin: `https://127.0.0.1:${host.httpPort}`,
    },
  );
  const welcome = await new Promise<{ type: string }>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, since: null })),
    );
    socket.on('message', (data: Buffer) =>
      resolve(JSON.parse(data.toString('utf8')) as { type: string }),
    );
  });
  expect(welcome.type).toBe('welcome');
  socket.close();
});

it('says nothing without it', async () => {
  await expect(fetch(`http://127.0.0.1:${host.httpPort}/health`)).rejects.toThrow();
  await expect(fetch(`https://127.0.0.1:${host.httpPort}/health`)).rejects.toThrow();
});
