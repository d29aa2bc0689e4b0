/**
 * The store knows that it is still itself: its paths must name the files that it has open, and it
 * is known outside of its folder.
 */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCommandBus } from '../../src-main/host/core/command-bus';
import type { CommandBus } from '../../src-main/host/core/command-bus';
import { FolderUnexpected, refuseEmptyFolder } from '../../src-main/host/operations/known-folder';
import { systemClock } from '../../src-main/host/ports/clock';
import type { Store } from '../../src-main/host/ports/store';
import {
  identityFiles,
  readIdentity,
  writeIdentity,
} from '../../src-main/host/store/sqlite/connection/identity';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { Command, CommandName } from '../../src-shared/commands/registry';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import sample from '../../resources/sample-restaurant.json';

let place: string;
let folder: string;
let identity: readonly string[];
let store: Store;
let bus: CommandBus;
let key = 0;

const database = (): string => path.join(folder, 'comanda.db');

async function open(): Promise<void> {
  store = openSqliteStore({ folder, addon: null, identity, onFault: () => {} });
  bus = await createCommandBus(store, systemClock);
}

async function run(name: CommandName, input: unknown): Promise<unknown> {
  const actor = {
    id: 'test',
    role: name === 'setUpRestaurant' ? 'system' : 'integrator',
    scopes: ['heredado'],
  } as const;
  const command = {
    name,
    input: COMMANDS[name].input.parse(input),
    actor,
    key: `k${++key}`,
    age: 0,
  } as Command;
  const { results } = await bus.execute([command]);
  return results[0];
}

const order = (): Promise<unknown> =>
  run('placeOrder', { type: 'takeaway', customer: 'X', lines: [{ product: 'Milanesa' }] });

beforeEach(async () => {
  place = mkdtempSync(path.join(os.tmpdir(), 'comanda-own-'));
  folder = path.join(place, 'data');
  identity = identityFiles(path.join(place, 'state'), folder);
  mkdirSync(folder);
  await open();
  await run('setUpRestaurant', {
    restaurant: RestaurantFile.parse({ ...sample, name: 'La Esquina' }),
  });
  expect(await order()).toMatchObject({ ok: true });
});
afterEach(async () => {
  await store.close();
  rmSync(place, { recursive: true, force: true });
});

/** Windows lets nobody delete or move a file that is open. */
const ON_UNIX = { tags: ['needs/posix'] };

const LOSSES: readonly (readonly [string, () => void])[] = [
  ['the folder is deleted', () => rmSync(folder, { recursive: true })],
  [
    'the folder is deleted and made again',
    () => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
  ],
  ['the folder is moved', () => renameSync(folder, `${folder}.away`)],
  [
    'the folder is replaced by a copy of itself',
    () => {
      renameSync(folder, `${folder}.away`);
      cpSync(`${folder}.away`, folder, { recursive: true });
    },
  ],
  ['the database is deleted', () => rmSync(database())],
  [
    'the database is replaced by a copy',
    () => {
      cpSync(database(), `${database()}.copy`);
      renameSync(`${database()}.copy`, database());
    },
  ],
  ['the log vanished', () => rmSync(`${database()}-wal`)],
];

it.each(LOSSES)('refuses every command by name once %s', ON_UNIX, async (_, strike) => {
  strike();
  expect(await order()).toMatchObject({ ok: false, code: 'FOLDER_LOST' });
  expect(store.trouble).toMatchObject({ code: 'FOLDER_LOST', isLost: true });
  expect(await bus.ask({ name: 'queue' })).toMatchObject({
    alerts: [{ kind: 'store', cause: 'FOLDER_LOST' }],
  });
});

it.each(LOSSES)('notices without an order that %s', ON_UNIX, async (_, strike) => {
  await store.look();
  expect(store.trouble).toBeNull();
  strike();
  await store.look();
  expect(store.trouble).toMatchObject({ code: 'FOLDER_LOST', isLost: true });
});

it(
  'stays lost when the folder comes back: what was said meanwhile is not in it',
  ON_UNIX,
  async () => {
    renameSync(folder, `${folder}.away`);
    await store.look();
    renameSync(`${folder}.away`, folder);
    await store.look();
    expect(await order()).toMatchObject({ ok: false, code: 'FOLDER_LOST' });
  },
);

it('writes nothing into a folder that took the place of its own', ON_UNIX, async () => {
  renameSync(folder, `${folder}.away`);
  mkdirSync(folder);
  await store.rest();
  expect(readdirSync(folder)).toEqual([]);
});

it('keeps outside of its folder how many orders there were, and until when', async () => {
  await order();
  await store.rest();
  expect(readIdentity(identity)).toMatchObject({
    folder,
    restaurant: 'La Esquina',
    orders: 2,
    hasOwner: false,
    chain: { seq: 2 },
  });
});

it('knows the last order of a folder that was lost a moment later', ON_UNIX, async () => {
  await order();
  rmSync(folder, { recursive: true });
  await store.look();
  expect(readIdentity(identity)).toMatchObject({ orders: 2 });
});

it('tells an older copy of its folder by what was kept outside, and a restored backup is none', async () => {
  await store.rest();
  await store.close();
  cpSync(folder, `${folder}.old`, { recursive: true });
  await open();
  await order();
  await store.close();
  rmSync(folder, { recursive: true });
  cpSync(`${folder}.old`, folder, { recursive: true });
  await open();
  expect(await bus.ask({ name: 'health' })).toMatchObject({
    lossFound: expect.stringMatching(/^Falta 1 envío:/),
  });
  await store.close();
  // As a restore leaves it: the tail file goes aside with the database that was there.
  rmSync(path.join(folder, 'chain.tail'));
  await open();
  expect(await bus.ask({ name: 'health' })).toMatchObject({ lossFound: null });
});

it('refuses a folder that is gone or empty where a restaurant was, and takes one that is whole', async () => {
  await order();
  await store.close();
  expect(() => refuseEmptyFolder(folder, identity)).not.toThrow();
  // SQLite would take it for a new database.
  truncateSync(database());
  expect(() => refuseEmptyFolder(folder, identity)).toThrow(
    /"La Esquina" tenía aquí 2 pedidos, .* es nueva: no tiene base de datos/,
  );
  rmSync(folder, { recursive: true });
  expect(() => refuseEmptyFolder(folder, identity)).toThrow(FolderUnexpected);
  mkdirSync(folder);
  await open();
});

it.each([
  [
    'forgets a sample that nobody owns',
    { restaurant: sample.name, hasOwner: false, orders: 3 },
    false,
  ],
  [
    'knows a sample that has an owner',
    { restaurant: sample.name, hasOwner: true, orders: 0 },
    true,
  ],
  [
    'knows orders of a restaurant without an owner',
    { restaurant: 'La Esquina', hasOwner: false, orders: 1 },
    true,
  ],
  [
    'forgets a restaurant that nobody owns and nobody ordered in',
    { restaurant: 'La Esquina', hasOwner: false, orders: 0 },
    false,
  ],
])('%s', (_, had, isKnown) => {
  const elsewhere = path.join(place, 'elsewhere');
  const files = identityFiles(path.join(place, 'state'), elsewhere);
  writeIdentity(files, {
    version: 1,
    folder: elsewhere,
    lastOrderAt: 1,
    chain: { seq: 0, hash: '' },
    ...had,
  });
  if (isKnown) expect(() => refuseEmptyFolder(elsewhere, files)).toThrow(FolderUnexpected);
  else expect(() => refuseEmptyFolder(elsewhere, files)).not.toThrow();
  expect(files.map((file) => existsSync(file))).toEqual(files.map(() => isKnown));
});

it('opens without an identity that cannot be read, and writes a good one', async () => {
  await store.close();
  expect(identity.length).toBeGreaterThan(0);
  for (const file of identity) appendFileSync(file, '}');
  await open();
  await store.rest();
  expect(readIdentity(identity)).toMatchObject({ orders: 1 });
});

/** Serves the folder by one of its paths, as a start does, and loses it. */
async function serveAndLose(by: string): Promise<void> {
  await store.close();
  identity = identityFiles(path.join(place, 'state'), by);
  store = openSqliteStore({ folder: by, addon: null, identity, onFault: () => {} });
  await store.close();
  rmSync(folder, { recursive: true });
}

it.each([
  ['by a link, and is named by its own path', 'link', 'data'],
  ['by its own path, and is named by a link', 'data', 'link'],
  ['by a link to a folder above it, and is named by its own path', 'above/data', 'data'],
  ['by a link, and is named by another one', 'link', 'above/data'],
  ['by a link to a link, and is named by its own path', 'link2', 'data'],
])('knows a lost folder that was served %s', ON_UNIX, async (_, served, named) => {
  symlinkSync(folder, path.join(place, 'link'));
  symlinkSync('link', path.join(place, 'link2'));
  symlinkSync('.', path.join(place, 'above'));
  await serveAndLose(path.join(place, served));
  const now = path.join(place, named);
  expect(() => refuseEmptyFolder(now, identityFiles(path.join(place, 'state'), now))).toThrow(
    /"La Esquina" tenía aquí 1 pedido/,
  );
  mkdirSync(folder);
});

it('knows a folder whose link was replaced by an empty folder', ON_UNIX, async () => {
  const link = path.join(place, 'link');
  symlinkSync(folder, link);
  await serveAndLose(link);
  rmSync(link);
  mkdirSync(link);
  expect(() => refuseEmptyFolder(link, identityFiles(path.join(place, 'state'), link))).toThrow(
    FolderUnexpected,
  );
  mkdirSync(folder);
});

it('names a folder by its path as given where its links lead round in a circle', ON_UNIX, () => {
  const round = path.join(place, 'round');
  symlinkSync('round', round);
  expect(identityFiles(place, round)).toHaveLength(1);
});
