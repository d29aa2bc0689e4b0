/**
 * What a browser kept before exported names changed: every command that a screen may queue, unsent.
 * This program reads it, and its host, on the data folder of the same evening, answers each entry
 * as the host of then did.
 */
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { openDB } from 'idb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openHostClient } from '../../src-renderer/client/host-client';
import { countPending } from '../../src-renderer/client/link/change-host';
import { readStoredDevice } from '../../src-renderer/client/link/kept-device';
import { openOutbox, orderOf } from '../../src-renderer/client/state/outbox';
import type { PendingCommand } from '../../src-renderer/client/state/pending-command';
import { openPreferences } from '../../src-renderer/ui/device/preferences';
import { openCarts } from '../../src-renderer/waiter/parts/carts';
import type { CommandSpec } from '../../src-shared/commands/define-command';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { FromScreen } from '../../src-shared/screen-api/messages';
import {
  nameNow,
  recordedBrowser,
  recordedContents,
  unpackDataFolder,
} from '../support/before-rename';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { until } from '../support/until';

const { indexedDb, localStorage: kept, answers } = recordedBrowser();
const contents = recordedContents();
const rows = (indexedDb.stores.find(({ name }) => name === 'owed')?.rows ?? []).map(
  ({ value }) => value as PendingCommand,
);
const unsent = rows.filter(({ refused }) => refused === null);

let dataDir: string;
let host: HostProcess;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'comanda-before-screens-'));
  unpackDataFolder(dataDir);
  host = await startHostProcess({ dataDir, extra: ['--no-print'] });
});
afterAll(async () => {
  await host.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** The browser with all that it had stored. */
beforeEach(async () => {
  const items = new Map(Object.entries(kept));
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  });
  const { name, version, stores } = indexedDb;
  const db = await openDB(name, version, {
    upgrade(made) {
      for (const { name: store, keyPath, autoIncrement } of stores)
        made.createObjectStore(store, { keyPath, autoIncrement });
    },
  });
  for (const { name: store, rows: values } of stores) {
    await db.clear(store);
    for (const { key, value } of values) await db.put(store, value, key);
  }
  db.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The pairing, as the page finds it. */
function device(): { readonly token: string; readonly hostKey: string } {
  const found = readStoredDevice();
  if (!found?.hostKey) throw new Error('the pairing is lost');
  return { token: found.token, hostKey: found.hostKey };
}

it('the outbox has every command that a screen could queue, and a screen may give each today', () => {
  const names = new Set(unsent.map(({ name }) => name));
  expect([...names].toSorted()).toEqual(contents.screenCommands);
  const offered = Object.values<CommandSpec>(COMMANDS).filter(({ offeredTo }) =>
    offeredTo.includes('screen'),
  );
  expect(offered.map(({ name }) => name)).toEqual(expect.arrayContaining([...names].map(nameNow)));
});

it('every entry is read as it was written down', async () => {
  const outbox = await openOutbox(device().hostKey, () => undefined);
  expect(outbox.isKept).toBe(true);
  expect(outbox.owed).toEqual(rows.map((row) => ({ ...row, name: nameNow(row.name) })));
  expect(outbox.session?.person?.name).toBe('Dueña');
  outbox.close();
  expect(await countPending()).toBe(unsent.length);
});

it('all entries are sent in their order, and the host answers each as it did then', async () => {
  const sent: Extract<FromScreen, { type: 'command' }>[] = [];
  const send = WebSocket.prototype.send;
  vi.spyOn(WebSocket.prototype, 'send').mockImplementation(function (this: WebSocket, data) {
    const message = JSON.parse(data as string) as FromScreen;
    if (message.type === 'command') sent.push(message);
    send.call(this, data);
  });
  const { token, hostKey } = device();
  const origin = `http://127.0.0.1:${host.httpPort}`;
  const client = await openHostClient({ origin, token, hostKey });
  await until(
    'each has its answer',
    () => client.store.getState().owed.every(({ refused }) => refused !== null),
    45_000,
  );
  const aside = new Map(
    client.store.getState().owed.map(({ key, refused }) => [key, refused?.code]),
  );
  client.stop();

  const answered = unsent.map(({ key, name }) => [name, aside.get(key) ?? 'done']);
  expect(answered).toEqual(
    unsent.map(({ key, name }) => {
      const answer = answers[key];
      return [name, typeof answer === 'object' ? answer.refused : answer];
    }),
  );
  // Each once, and those about one order one after the other.
  expect(sent.map(({ key }) => key).toSorted()).toEqual(unsent.map(({ key }) => key).toSorted());
  const place = new Map(sent.map(({ key }, index) => [key, index]));
  for (const order of new Set(unsent.map(orderOf))) {
    const places = unsent.filter((one) => orderOf(one) === order).map(({ key }) => place.get(key));
    if (order !== null)
      expect(places, `order ${order}`).toEqual(places.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  }
  // Lines added to an order that had no number yet go to the order that was placed.
  const added = unsent.find(({ after }) => after !== null);
  expect(orderOf(sent.find(({ key }) => key === added?.key) ?? { input: null })).toBe(
    contents.orders + 1,
  );

  // The host wrote each of them down.
  const db = new Database(path.join(dataDir, 'comanda.db'), { readonly: true });
  const receipts = new Set(db.prepare('SELECT key FROM command_receipts').pluck().all());
  db.close();
  const done = unsent.filter(({ key }) => !aside.has(key));
  expect(done.filter(({ key }) => !receipts.has(key))).toEqual([]);
  expect(done.length).toBeGreaterThan(50);
});

it('carts and preferences of the device are read', () => {
  const { hostKey } = device();
  const [[spot, cart] = ['', null]] = Object.entries(openCarts(hostKey).store.getState());
  expect({ [spot]: cart }).toEqual(JSON.parse(kept[`comanda.carts ${hostKey}`] ?? ''));
  expect(cart?.lines).toHaveLength(2);
  const chosen = openPreferences().store.getState();
  expect(chosen).toEqual(JSON.parse(kept['comanda.preferences'] ?? ''));
  expect(chosen).toMatchObject({ language: 'en', theme: 'dark', sound: false });
});
