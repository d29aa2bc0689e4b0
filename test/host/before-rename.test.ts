/**
 * A host of today on a data folder of before exported names changed: programs and pages that send
 * once more what they sent then get their answers, and nothing is done twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  recordedBrowser,
  recordedCommands,
  recordedContents,
  recordedExchanges,
  unpackDataFolder,
} from '../support/before-rename';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { screen } from '../support/screen-client';

let dataDir: string;
let host: HostProcess;
let db: Database.Database;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'comanda-before-programs-'));
  unpackDataFolder(dataDir);
  host = await startHostProcess({ dataDir, extra: ['--no-print'] });
  db = new Database(path.join(dataDir, 'comanda.db'), { readonly: true });
});
afterAll(async () => {
  db.close();
  await host.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** Of the owner's device. */
const { token } = JSON.parse(recordedBrowser().localStorage['comanda.device'] ?? '') as {
  readonly token: string;
};
const ownersDevice = recordedCommands().find(({ name }) => name === 'setUpRestaurant')?.actor.id;
const { screenCommands } = recordedContents();
const countOf = (table: string): unknown =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
const counts = (): unknown => ['command_receipts', 'orders', 'lines', 'print_jobs'].map(countOf);

it('answers each request of a program as it did then, as a repeat', async () => {
  const before = counts();
  for (const { own, request, answer } of recordedExchanges()) {
    const again = await host.ask(own ? { ...request, token } : request);
    // Of its tickets an answer says where they are now.
    const { comandas: _then, ...said } = answer;
    const { comandas: _now, ...says } = again;
    expect(says, JSON.stringify(request)).toEqual({ ...said, repetido: true });
  }
  expect(counts()).toEqual(before);
});

it('refuses a key of then for something else', async () => {
  const [first] = recordedExchanges();
  const again = await host.ask({ id: first?.request.id, mensaje: 'otra cosa', token });
  expect(again).toMatchObject({ error: { codigo: 'ID_REUSADO' } });
});

it('accepts former command names from a page that was loaded before the update', async () => {
  const page = await screen(host.httpPort, token);
  await page.hello();
  const before = counts();
  const names = new Set<string>();
  for (const { name, input, key, actor, stored, reply } of recordedCommands()) {
    if (!stored || actor.id !== ownersDevice || !screenCommands.includes(name)) continue;
    names.add(name);
    const receipt = await page.command(name, input as object, key);
    const { tickets: _now, ...facts } = reply;
    expect(receipt, name).toMatchObject({ ok: true, repeated: true, reply: facts });
  }
  expect(names.size).toBeGreaterThan(25);
  expect(counts()).toEqual(before);
  page.close();
});
