/**
 * The core thread's entry: composes bus and store, takes batches, commits whatever arrived while
 * the last commit ran as one group.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { readBuildInfo } from '../../program/build-info';
import { catchCrashes } from '../../program/catch-crashes';
import type { Command, Reply } from '../../../src-shared/commands/registry';
import { ticketsOpenedBy } from '../../../src-shared/events/events';
import type { Event } from '../../../src-shared/events/events';
import type { AskedByName, Query, Senders } from '../../../src-shared/queries/queries';
import type { Actor, Id } from '../../../src-shared/base/vocabulary';
import { systemClock } from '../ports/clock';
import type { StoredEvent, StoreTrouble } from '../ports/store';
import { DatabaseRefused } from '../store/sqlite/connection/open-database';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import { createCommandBus } from '../core/command-bus';
import type { ExecutedCommand } from '../core/command-bus';
import { decodeBatch, encodeBatch } from '../core/core-protocol';
import { createWriteBack } from '../core/write-back-client';
import type {
  CoreOptions,
  CoreBatch,
  FromCore,
  PrinterStateChange,
  ToCore,
} from '../core/core-protocol';
import { fault, figure, quotingError } from '../../../src-shared/base/fault-points';

/**
 * Commands decided in one transaction at the most: bounds how long the first of a burst waits for
 * the last.
 */
const GROUP_MAX = 256;
/** Receipts are kept this long; a dispatch's for good. */
const RECEIPT_DAYS = 30;
const TAIL_EVERY_MS = 1_000;
const PRUNE_EVERY_MS = figure('core.prune-every-ms', 60_000);
/** A lost folder is noticed within a second, whether somebody orders or not. */
const LOOK_EVERY_MS = 400;

const port = parentPort;
if (!port) throw new Error('core-thread runs as a worker thread only');
const tell = (messages: readonly FromCore[], events = ''): void =>
  port.postMessage({ messages: encodeBatch(messages), events } satisfies CoreBatch);

catchCrashes({ thread: 'core', dataDir: (workerData as CoreOptions).folder });
try {
  await serve(workerData as CoreOptions);
} catch (error) {
  const code = (error as { code?: string }).code;
  if (!(error instanceof DatabaseRefused) && !code?.startsWith('SQLITE_')) throw error;
  tell([
    {
      kind: 'refused',
      words:
        error instanceof DatabaseRefused
          ? error.message
          : `La base de datos no se pudo abrir (${code}): ${(error as Error).message}.`,
      remedy:
        error instanceof DatabaseRefused ? error.remedy : isDamage(code) ? 'rescue' : 'backup',
    },
  ]);
}

async function serve(options: CoreOptions): Promise<void> {
  const store = openSqliteStore({
    ...options,
    version: readBuildInfo().version,
    onFault: (fault) => tell([{ kind: 'fault', fault }]),
    onReopened: () => tell([{ kind: 'reopened' }]),
    onMigrated: (migrated) => tell([{ kind: 'migrated', ...migrated }]),
  });
  const bus = await createCommandBus(store, systemClock);
  const writeBack = createWriteBack(
    new URL('./write-back-thread.js', import.meta.url),
    options,
    (fault) => {
      if (!fault.code.startsWith('SQLITE_IOERR')) return tell([{ kind: 'fault', fault }]);
      // The same disk, the same file: what it failed to keep there is as lost as what the core
      // wrote.
      housekeeping('write back', () => store.noteIoError(fault));
    },
  );
  /**
   * All orders that wait, then one question: whoever asks a lot waits for its own answers, and an
   * order for one at the most.
   */
  const toExecute: Extract<ToCore, { kind: 'execute' }>[] = [];
  const others: Exclude<ToCore, { kind: 'execute' }>[] = [];
  let busy = false;

  // Housekeeping that fails (a full disk, a locked database) is told and tried again at its next
  // turn; orders have their own answer.
  const housekeeping = (where: string, work: () => Promise<unknown>): void => {
    work().catch((error: Error & { code?: string }) =>
      tell([
        { kind: 'fault', fault: { where, code: error.code ?? 'ERROR', message: error.message } },
      ]),
    );
  };
  let told: StoreTrouble | null = null;
  const tellTrouble = (): void => {
    if (store.trouble === told) return;
    told = store.trouble;
    tell([{ kind: 'trouble', trouble: told }]);
  };
  const look = setInterval(
    () =>
      housekeeping('look', async () => {
        await store.look();
        tellTrouble();
      }),
    LOOK_EVERY_MS,
  );
  const tail = setInterval(() => housekeeping('tail file', () => store.rest()), TAIL_EVERY_MS);
  const prune = setInterval(
    () =>
      housekeeping('prune', async () => {
        const at = await store.ask({ name: 'cleanUpTime', now: systemClock.now() }, () => null);
        return store.prune(at - RECEIPT_DAYS * 86_400_000);
      }),
    PRUNE_EVERY_MS,
  );

  port?.on('message', (crossing: string) => {
    for (const message of decodeBatch<ToCore>(crossing)) {
      if (message.kind === 'execute') toExecute.push(message);
      else others.push(message);
    }
    // After this turn of the loop every batch that was waiting has been taken in: that is the
    // group.
    if (!busy) {
      busy = true;
      setImmediate(() => void work());
    }
  });
  tell([{ kind: 'ready' }]);

  async function work(): Promise<void> {
    while (toExecute.length > 0 || others.length > 0) {
      if (toExecute.length > 0) await runGroup(toExecute.splice(0, GROUP_MAX));
      const other = others.shift();
      if (other) await runOther(other);
      // Let in what arrived meanwhile.
      await new Promise(setImmediate);
    }
    busy = false;
  }

  async function runGroup(asked: readonly Extract<ToCore, { kind: 'execute' }>[]): Promise<void> {
    if (fault('core.throws-later') && JSON.stringify(asked).includes('muere'))
      setImmediate(() => {
        throw new Error('dead core');
      });
    const start = systemClock.elapsed();
    const { results, events, prints } = await bus.execute(
      asked.map((message): Command => message.command),
    );
    tellTrouble();
    const answers = results.map((result): FromCore => ({ kind: 'done', result }));
    if (events.length === 0) tell(answers);
    else {
      // First, so that whoever has an answer in hand has heard what it brought about.
      const brought: FromCore = {
        kind: 'brought',
        tookMs: systemClock.elapsed() - start,
        commands: asked.length,
        orders: events.filter(({ event }) => event.kind === 'order.placed').length,
        senders: sendersOf(asked, results),
        prints,
        waiting: bus.waiting,
        turbo: turboOf(events),
        lanes: lanesWithWork(events),
        printerStates: printerStatesOf(events),
        asks: asksOf(events),
        placeChanged: events.some(({ event }) => event.kind === 'restaurant.changed'),
        stockChanged: events.some(({ event }) => event.kind === 'stock.changed'),
        accessChanged: events.some(({ event }) => ACCESS_EVENTS.has(event.kind)),
        ...spanOf(events),
      };
      tell([brought, ...answers], `[${events.map(({ json }) => json).join(',')}]`);
    }
    if (fault('core.throws-after-commit') && JSON.stringify(asked).includes('Montenegro'))
      throw quotingError();
    writeBack.committed(asked.length);
  }

  /**
   * One page that cannot be read, or one row that nobody expects, is whose question needs it, and
   * not the whole house's.
   */
  async function answerTo(query: Query, by: Actor | null): Promise<FromCore> {
    try {
      const answer =
        by === null ? await bus.ask(query) : await bus.askFor(query as Query<AskedByName>, by);
      return { kind: 'answered', answer };
    } catch (error) {
      const { code = 'ERROR', message } = error as Error & { readonly code?: string };
      tell([{ kind: 'fault', fault: { where: query.name, code, message } }]);
      return { kind: 'unanswered', words: `no se pudo leer ${query.name} (${code})` };
    }
  }

  async function runOther(message: Exclude<ToCore, { kind: 'execute' }>): Promise<void> {
    switch (message.kind) {
      case 'ask':
        return tell([await answerTo(message.query, message.by)]);
      case 'ping':
        return tell([{ kind: 'pong' }]);
      case 'stop':
        clearInterval(look);
        clearInterval(tail);
        clearInterval(prune);
        // Before the store: who closes the database last puts its log away.
        await writeBack.stop();
        await store.close();
        tell([{ kind: 'stopped' }]);
        port?.close();
    }
  }
}

/** By the commands themselves: an event tells a name. */
function sendersOf(
  asked: readonly Extract<ToCore, { kind: 'execute' }>[],
  results: readonly ExecutedCommand[],
): Senders {
  return asked.flatMap(({ command }, at) => {
    const result = results[at];
    if (command.name !== 'placeOrder' || !result?.ok) return [];
    return [[(result.reply as Reply<'placeOrder'>).number, command.actor.id] as const];
  });
}

/** SQLite read something that cannot be. */
function isDamage(code: string | undefined): boolean {
  return code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true;
}

const ACCESS_EVENTS: ReadonlySet<Event['kind']> = new Set([
  'device.revoked',
  'device.scopes',
  'device.person',
  'person.changed',
  'rules.changed',
  'lan.changed',
]);

function spanOf(events: readonly StoredEvent[]): { from: number; to: number; at: number } {
  const last = events.at(-1)?.event;
  return { from: events[0]?.event.seq ?? 0, to: last?.seq ?? 0, at: last?.at ?? 0 };
}

function turboOf(events: readonly StoredEvent[]): boolean | null {
  const last = events.findLast(({ event }) => event.kind === 'turbo.changed')?.event;
  return last?.kind === 'turbo.changed' ? last.on : null;
}

/** Prints that from now on wait for a person. */
function asksOf(events: readonly StoredEvent[]): number {
  return events.filter(
    ({ event }) =>
      event.kind === 'printJob.settled' && (event.state === 'unsure' || event.state === 'stale'),
  ).length;
}

/** Printers that just went away, or came back: what a person should hear at once. */
function printerStatesOf(events: readonly StoredEvent[]): readonly PrinterStateChange[] {
  return events.flatMap(({ event }) => {
    if (event.kind !== 'printer.changed') return [];
    const { state, cause, since, backAt } = event.health;
    const turned =
      state === 'blocked' || state === 'open' ? since : state === 'ready' ? backAt : null;
    return turned === event.at ? [{ printerId: event.printerId, state, cause }] : [];
  });
}

function lanesWithWork(events: readonly StoredEvent[]): readonly Id[] {
  const lanes = new Set<Id>();
  for (const { event } of events) {
    if (event.kind === 'printJob.queued') lanes.add(event.job.printerId);
    // Somebody said "again, now", or its next try is due already.
    if (
      event.kind === 'printer.changed' &&
      event.health.retryAt !== null &&
      event.health.retryAt <= event.at
    )
      lanes.add(event.printerId);
    for (const { job } of ticketsOpenedBy(event)) lanes.add(job.printerId);
  }
  return [...lanes];
}
