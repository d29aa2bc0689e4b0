/**
 * What was stored before exported names changed means the same today: a database with every kind of
 * event, every setting and a receipt of every command, and backups of it. The fixtures are never
 * made anew (test/fixtures/before-rename/README.md).
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCore } from '../../src-main/host/core/core-client';
import type { Core } from '../../src-main/host/core/core-client';
import { systemClock } from '../../src-main/host/ports/clock';
import {
  finishRestore,
  inspectPlain,
  isSealed,
  stageRestore,
} from '../../src-main/host/store/sqlite/backup/backup';
import { readIdentity } from '../../src-main/host/store/sqlite/connection/identity';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import { openReader } from '../../src-main/host/store/sqlite/reports/report-reader';
import { eventFrom } from '../../src-main/host/store/sqlite/row-tools/stored-event';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { firstBrokenLink } from '../../src-main/host/store/sqlite/write/hash-chain';
import { COMMANDS } from '../../src-shared/commands/registry';
import { AUDITED, auditActor } from '../../src-shared/events/audit';
import type { Event, EventBody } from '../../src-shared/events/events';
import { applyEvent, follows, stateFrom } from '../../src-shared/live/projection';
import type { HostState } from '../../src-shared/live/projection';
import type { Snapshot } from '../../src-shared/live/snapshot';
import { layOutTicket } from '../../src-shared/paper/ticket-layout';
import { AuditAsk } from '../../src-shared/queries/reports';
import {
  nameNow,
  recordedCommands,
  recordedContents,
  unpackDataFolder,
  unpackFile,
} from '../support/before-rename';
import type { Recorded } from '../support/before-rename';

const commands = recordedCommands();
const contents = recordedContents();
const COLUMNS = 48;
const withReceipt = commands.filter(({ stored }) => stored);

/** Every kind of event that was stored then. The compiler sees to it that each is one of today's. */
const KINDS: readonly EventBody['kind'][] = [
  'alert.ended',
  'alert.followed',
  'alert.raised',
  'alert.seen',
  'backup.noted',
  'bill.asked',
  'device.added',
  'device.person',
  'device.revoked',
  'device.scopes',
  'drawer.asked',
  'drawer.settled',
  'guests.forgotten',
  'lan.changed',
  'lines.added',
  'lines.comped',
  'lines.fired',
  'lines.voided',
  'mails.settled',
  'message.sent',
  'order.edited',
  'order.moved',
  'order.placed',
  'order.started',
  'person.changed',
  'pin.failed',
  'printJob.promoted',
  'printJob.queued',
  'printJob.sending',
  'printJob.settled',
  'printJob.stopped',
  'printer.changed',
  'restaurant.changed',
  'rules.changed',
  'shift.closed',
  'stock.changed',
  'ticket.moved',
  'turbo.changed',
];

let folder: string;
let core: Core;
let db: Database.Database;
const troubles: unknown[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-before-'));
  unpackDataFolder(folder);
  core = await startCore(
    pathToFileURL(path.resolve('.build/core-thread.js')),
    { folder, addon: null, identity: [path.join(folder, 'identity.json')] },
    systemClock,
    {
      onFault: (fault) => troubles.push(fault),
      onTrouble: (trouble) => troubles.push(trouble),
      onReopened: () => troubles.push('reopened'),
      onBug: (error) => troubles.push(error),
      onGone: (words) => troubles.push(words),
    },
  );
  db = new Database(path.join(folder, 'comanda.db'), { readonly: true });
});
afterAll(async () => {
  db.close();
  await core.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const list = (sql: string): readonly unknown[] => db.prepare(sql).pluck().all();
const lastSeq = (): number => Number(list('SELECT max(seq) FROM events')[0]);

function events(): readonly Event[] {
  return db
    .prepare<[], string>('SELECT body FROM events ORDER BY seq')
    .pluck()
    .all()
    .map((body) => {
      const event = eventFrom(body);
      if (!event) throw new Error(`cannot be read: ${body}`);
      return event;
    });
}

async function snapshot(): Promise<Snapshot> {
  const { text } = await core.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  return JSON.parse(text) as Snapshot;
}

describe('the data folder', () => {
  it('opens without loss in the schema of today, with its chain unbroken', async () => {
    expect(await core.ask({ name: 'health' })).toMatchObject({
      schema: MIGRATIONS.length,
      orders: contents.orders,
      chainSeq: contents.chainSeq,
      lossFound: null,
    });
    expect(firstBrokenLink(db)).toBe(null);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('has an identity file that is read', () => {
    const file = path.join(folder, 'identity-as-it-was.json');
    unpackFile('data-folder/identity.json', file);
    expect(readIdentity([file])).toMatchObject({
      restaurant: contents.backup.facts.restaurant,
      orders: contents.orders,
      chain: { seq: contents.chainSeq },
    });
  });

  it('holds every kind of event, every setting and every command of that version', () => {
    expect(contents.eventKinds).toEqual(KINDS);
    const file = path.join(folder, 'as-it-was.db');
    unpackFile('data-folder/comanda.db', file);
    const asItWas = new Database(file, { readonly: true });
    const stored = (sql: string): readonly unknown[] => asItWas.prepare(sql).pluck().all();
    expect(stored('SELECT DISTINCT kind FROM events ORDER BY kind')).toEqual(contents.eventKinds);
    expect(stored('SELECT name FROM settings ORDER BY name')).toEqual(contents.settings);
    asItWas.close();
    const given = new Set(commands.map(({ name }) => name));
    expect([...given].toSorted()).toEqual(contents.commands);
    const kept = new Set(withReceipt.map(({ name }) => name));
    const unkept = contents.commands.filter((name) => !kept.has(name));
    expect(unkept).toEqual(contents.withoutReceipt.commands);
  });

  it('gives back every event with its kind and its actor', () => {
    const rows = db
      .prepare<
        [],
        { seq: number; at: number; kind: string; order_number: number | null; hand: string | null }
      >('SELECT seq, at, kind, order_number, hand FROM events ORDER BY seq')
      .all();
    const told = events().map((event) => ({
      seq: event.seq,
      at: event.at,
      kind: event.kind,
      order_number: event.order,
      hand: auditActor(event),
    }));
    expect(told).toEqual(rows);
    expect(rows.at(-1)).toMatchObject(contents.lastEvent);
  });
});

describe('what is read of it', () => {
  it('each setting has its stored value and not the default', async () => {
    const stored = new Map(
      db
        .prepare<[], { name: string; value: string }>('SELECT name, value FROM settings')
        .all()
        .map(({ name, value }) => [name, JSON.parse(value) as unknown]),
    );
    const settings = await core.ask({ name: 'settings' });
    const { place, turbo } = await snapshot();
    const { name, currency, tax } = settings;
    expect({
      restaurant: { name, currency, tax },
      cutoverHour: settings.cutoverHour,
      rules: settings.rules,
      watch: settings.watch,
      backups: settings.backups,
      upkeep: settings.upkeep,
      mail: settings.mail,
      lan: settings.lanOpen,
      setUp: place.setUp,
      turbo,
      // No answer carries it whole; its time is compared below.
      trustedTime: stored.get('trustedTime'),
    }).toEqual(Object.fromEntries(stored));
    const { at } = stored.get('trustedTime') as { readonly at: number };
    expect(await core.ask({ name: 'cleanUpTime', now: at + 86_400_000 })).toBe(at);
  });

  it('every order, its journey and its papers can be read', async () => {
    const rows = db
      .prepare<[], { number: number; state: string; lines: number; tickets: number; told: number }>(
        `SELECT number, state,
           (SELECT count(*) FROM lines l WHERE l.order_number = number) AS lines,
           (SELECT count(*) FROM tickets t WHERE t.order_number = number) AS tickets,
           (SELECT count(*) FROM events e WHERE e.order_number = number) AS told
         FROM orders ORDER BY number`,
      )
      .all();
    for (const row of rows) {
      const journey = await core.ask({ name: 'journey', of: { number: row.number } });
      const order = journey?.order;
      expect({
        number: order?.number,
        state: order?.state,
        lines: order?.lines.length,
        tickets: order?.tickets.length,
        told: journey?.events.length,
      }).toEqual(row);
    }
    for (const job of list('SELECT seq FROM print_jobs')) {
      const paper = await core.ask({ name: 'paper', job: Number(job) });
      if (!paper) throw new Error(`there is no paper of print ${String(job)}`);
      expect(layOutTicket(paper, COLUMNS).length).toBeGreaterThan(1);
    }
  });

  it('a screen that applies the events has the same picture as one that reads the tables', async () => {
    const now = stateFrom(await snapshot());
    const all = events();
    // When the clock was set the times of what was under way moved with it, and screens began anew.
    const lastClock = all.findLastIndex(
      (event) => event.kind === 'restaurant.changed' && event.what === 'clock',
    );
    expect(lastClock).toBeGreaterThan(0);
    const from = all[lastClock]?.seq ?? 0;
    const before: HostState = { ...now, seq: 0, orders: {}, messages: {}, alerts: [], turbo: null };
    const heard = all.reduce((state, event) => {
      expect(follows(state, event)).toBe(true);
      return applyEvent(state, event);
    }, before);
    expect(heard.seq).toBe(now.seq);
    const placedSince = new Set(
      all.flatMap(({ kind, order, seq }) => (kind === 'order.placed' && seq > from ? [order] : [])),
    );
    const since = (state: HostState) =>
      Object.values(state.orders).filter(({ order }) => placedSince.has(order.number));
    expect(since(now).length).toBeGreaterThan(5);
    expect(since(heard)).toEqual(since(now));
    expect(Object.keys(heard.orders)).toEqual(Object.keys(now.orders));
    expect(Object.keys(heard.messages)).toEqual(Object.keys(now.messages));
    expect(heard.turbo).toEqual(now.turbo);
    // Those that were removed are in no picture that is begun now.
    for (const id of Object.keys(now.printers))
      expect(heard.printers[id]).toEqual(now.printers[id]);
    expect(heard.stock).toEqual(now.stock);
    const told = ({ alerts }: HostState) =>
      alerts.map(({ seq, kind }) => `${seq} ${kind}`).toSorted();
    expect(told(heard)).toEqual(told(now));
  });

  it('the audit and the reports include all of it', () => {
    const reader = openReader(folder, null);
    try {
      const { entries } = reader.read({
        name: 'audit',
        audit: AuditAsk.parse({ limit: 10_000 }),
      });
      const audited = events().filter((event) => auditActor(event) !== null);
      expect(entries).toEqual(audited.toReversed());
      for (const kind of AUDITED.filter((one) => KINDS.includes(one))) {
        const audit = AuditAsk.parse({ kind, limit: 10_000 });
        const ofKind = audited.filter((event) => event.kind === kind);
        expect(reader.read({ name: 'audit', audit }).entries, kind).toEqual(ofKind.toReversed());
        expect(ofKind.length, kind).toBeGreaterThan(0);
      }
      const days = list('SELECT DISTINCT day FROM orders ORDER BY day').map(String);
      const span = { from: days[0] ?? '', to: days.at(-1) ?? '' };
      const { orders } = reader.read({ name: 'sales', span });
      expect(orders.count).toBe(list("SELECT number FROM orders WHERE state <> 'voided'").length);
      expect(reader.read({ name: 'times', span }).stations.length).toBeGreaterThan(0);
      for (const day of days) expect(reader.read({ name: 'chart', day })).not.toBe(null);
      expect(reader.read({ name: 'shifts' })).toHaveLength(list('SELECT no FROM shifts').length);
      expect(reader.read({ name: 'cut', now: contents.lastEvent.at }).closed.count).toBe(
        list('SELECT number FROM orders WHERE closed_at > (SELECT max(closed_at) FROM shifts)')
          .length,
      );
      const find = { text: '', span };
      expect(reader.read({ name: 'foundCount', find })).toBe(contents.orders);
    } finally {
      reader.close();
    }
  });
});

/** The same command sent again, as its sender would. */
const again = ({ name, input, actor, key }: Recorded) => {
  const now = nameNow(name);
  return core.execute(now, COMMANDS[now].input.parse(input), actor, key);
};

describe('a command that is sent again', () => {
  it('is answered from its receipt, and nothing is done twice', async () => {
    const before = lastSeq();
    for (const command of withReceipt) {
      const { tickets = [], ...reply } = command.reply as {
        readonly tickets?: readonly { readonly ticketId: string }[];
      };
      const done = await again(command);
      expect(done, `${command.name} ${command.key}`).toMatchObject({ ok: true, repeated: true });
      if (!done.ok) continue;
      expect(done.reply, `${command.name} ${command.key}`).toEqual(reply);
      expect(done.tickets.map(({ ticketId }) => ticketId)).toEqual(
        tickets.map(({ ticketId }) => ticketId),
      );
    }
    expect(lastSeq()).toBe(before);
  });

  it('is refused where its key was another command’s', async () => {
    const before = lastSeq();
    for (const command of withReceipt) {
      const other = withReceipt.find(
        ({ name, actor }) => actor.id === command.actor.id && name !== command.name,
      );
      if (!other) throw new Error(`nothing else was sent by ${command.actor.id}`);
      const done = await again({ ...other, key: command.key });
      expect(done, `${other.name} for ${command.name}`).toMatchObject({ code: 'KEY_REUSED' });
    }
    expect(lastSeq()).toBe(before);
  });

  it('is one that the host alone gives where no receipt is stored', () => {
    const own = commands.filter(({ stored }) => !stored);
    const alone = new Set(contents.withoutReceipt.commands);
    for (const { name, input } of own) {
      const { input: schema, roles } = COMMANDS[nameNow(name)];
      expect(schema.safeParse(input), name).toMatchObject({ success: true });
      expect(roles, name).toContain('system');
      if (alone.has(name)) expect(roles, name).toEqual(['system']);
    }
  });

  it('is known today, whichever receipt it is from', () => {
    const names = list('SELECT DISTINCT command FROM command_receipts ORDER BY command');
    expect(names.length).toBeGreaterThan(60);
    for (const name of names) expect(() => nameNow(String(name))).not.toThrow();
  });
});

describe('a backup', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(path.join(os.tmpdir(), 'comanda-before-backup-'));
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const { backup, sealedBackup } = contents;
  it.each([
    ['in the clear', { ...backup, passphrase: null }],
    ['behind a passphrase', sealedBackup],
  ])('%s is inspected, restored and opened', async (_, made) => {
    const { name: called, passphrase: key, facts } = made;
    const file = path.join(place, called);
    const served = path.join(place, `served-${called}`);
    unpackFile(called, file);
    unpackDataFolder(served);
    expect(isSealed(file)).toBe(key !== null);
    if (key === null) expect(inspectPlain(file, null)).toEqual(facts);
    expect(await stageRestore(served, file, { addon: null, passphrase: key })).toEqual(facts);
    finishRestore(served);
    const store = openSqliteStore({ folder: served, addon: null, onFault: () => {} });
    expect(await store.ask({ name: 'health' }, () => null)).toMatchObject({
      orders: facts.orders,
      chainSeq: facts.chainSeq,
      lossFound: null,
    });
    await store.close();
  });
});

it('a changed letter of a line breaks the chain', () => {
  const changed = mkdtempSync(path.join(os.tmpdir(), 'comanda-before-changed-'));
  copyFileSync(path.join(folder, 'comanda.db'), path.join(changed, 'comanda.db'));
  const copy = new Database(path.join(changed, 'comanda.db'));
  expect(firstBrokenLink(copy)).toBe(null);
  copy.exec(`UPDATE lines SET name = name || '.' WHERE order_number = 2 AND no = 1`);
  expect(firstBrokenLink(copy)).toBe(2);
  copy.close();
  rmSync(changed, { recursive: true, force: true });
});
