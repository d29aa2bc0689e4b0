/**
 * A random evening: three people at three devices give every command there is, over a network that
 * drops, repeats and reorders, while a print desk prints with random outcomes. Judged by a notebook
 * (life-model.ts), by the tables, and by a screen that only ever heard events. Throws at the first
 * thing that does not hold.
 */
import type { Faults } from './faulty';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { CommandInput, CommandName, Lease } from '../../src-shared/commands/registry';
import type { Event } from '../../src-shared/events/events';
import type { PrintOutcome } from '../../src-shared/model/print-job';
import { applyEvent, follows, stateFrom } from '../../src-shared/live/projection';
import type { Snapshot } from '../../src-shared/live/snapshot';
import type { HostState } from '../../src-shared/live/projection';
import type { Actor } from '../../src-shared/base/vocabulary';
import { DESK, openCore } from './core';
import { COUNTED, follow } from './life-model';
import type { Model } from './life-model';
import { randomFrom } from './random';
import type { Random } from './random';

type Given = {
  readonly name: CommandName;
  readonly input: CommandInput<CommandName>;
  readonly actor: Actor;
  readonly key: string;
};
type Device = { readonly actor: Actor; readonly person: string | null; outbox: Given[] };
type Result = Awaited<ReturnType<Awaited<ReturnType<typeof openCore>>['core']['execute']>>;

export type Evening = {
  readonly commands: number;
  readonly orders: number;
  readonly leases: number;
};

export async function randomEvening(
  seed: number,
  steps: number,
  faults?: Faults,
): Promise<Evening> {
  const random = randomFrom(seed);
  const { core, stop } = await openCore(faults);
  try {
    await core.execute('setStationScreen', { station: 'Cocina', screen: true }, DESK, 'screen');
    const { screen, model, people } = await opening(core);
    let state = screen;
    core.subscribe((events) => {
      for (const event of events) {
        if (!follows(state, event)) throw new Error('the screen missed an event');
        state = applyEvent(state, event);
        ticketsOf(event, jobs);
      }
    });
    const jobs = new Map<string, string>();
    const unmarked = new Map<string, number>();
    const devices: readonly Device[] = people.map((actor) => ({
      actor,
      person: actor.person?.name ?? null,
      outbox: [],
    }));
    const first = new Map<string, { reply: string }>();
    const done: Given[] = [];
    let commands = 0;
    let leases = 0;

    for (let step = 0; step < steps; step++) {
      for (const device of devices)
        if (random.chance(0.8)) {
          const given = command(random, device, model, state);
          if (given) device.outbox.push(given);
        }
      // What is on its way arrives in any order, sometimes twice, sometimes later; a repeat of long
      // ago comes too.
      const arriving = devices.flatMap(({ outbox }) => outbox.filter(() => random.chance(0.7)));
      const again = done.filter(() => random.chance(0.02));
      const sent = shuffled(random, [
        ...arriving,
        ...arriving.filter(() => random.chance(0.3)),
        ...again,
      ]);
      const results = await Promise.all(
        sent.map(({ name, input, actor, key }) => core.execute(name, input as never, actor, key)),
      );
      for (const [index, result] of results.entries()) {
        const given = sent[index];
        if (given) judge(given, result);
      }
      leases += await printSome();
      if (step % 5 === 0) await agree();
    }
    await agree();
    return { commands, orders: model.orders.size, leases };

    function judge(given: Given, result: Result): void {
      const name = `${given.actor.id} ${given.key}`;
      const known = first.get(name);
      if (known) {
        // The same deed: the same answer, and nothing was done again.
        if (!result.ok || !result.repeated || JSON.stringify(result.reply) !== known.reply)
          throw new Error(`${given.name}: a repeat was answered otherwise`);
        return;
      }
      commands++;
      const device = devices.find(({ actor }) => actor === given.actor);
      // A cook's and the stock's ends depend on prints, which the notebook knows nothing of; the
      // tables judge them.
      follow(
        model,
        given.name,
        given.input as never,
        result.ok
          ? { ok: true, code: '', reply: result.reply as never }
          : { ok: false, code: result.code, reply: {} },
        device?.person ?? null,
      );
      if (!result.ok) {
        // Refusals keep no receipt: whoever is refused looks again.
        if (device) device.outbox = device.outbox.filter((other) => other !== given);
        return;
      }
      if (result.repeated) throw new Error(`${given.name} says that it is a repeat and is none`);
      first.set(name, { reply: JSON.stringify(result.reply) });
      done.push(given);
      // The answer may get lost on its way back: then it is sent again.
      if (device && random.chance(0.8))
        device.outbox = device.outbox.filter((other) => other !== given);
    }

    async function printSome(): Promise<number> {
      let count = 0;
      for (const { id, name } of await core.ask({ name: 'printers' })) {
        if (!random.chance(0.6)) continue;
        await core.execute('retryPrinter', { printer: name }, DESK_HAND, randomUUID());
        for (let tickets = random.below(4); tickets > 0; tickets--) {
          const claimed = await core.execute(
            'claimJob',
            { printerId: id, worker: 1 },
            DESK,
            randomUUID(),
          );
          if (!claimed.ok) break;
          if (claimed.reply.probe)
            await core.execute(
              'settleProbe',
              { printerId: id, cause: null, nextFor: null },
              DESK,
              randomUUID(),
            );
          if (!claimed.reply.lease) continue;
          count++;
          await settle(claimed.reply.lease, id);
        }
      }
      return count;
    }

    async function settle(lease: Lease, printerId: string): Promise<void> {
      const outcome = outcomes(random);
      if (
        outcome.kind !== 'not_started' &&
        (lease.mark.kind === 'none' || lease.mark.kind === 'late')
      ) {
        const ticket = jobs.get(lease.jobId) ?? '?';
        unmarked.set(ticket, (unmarked.get(ticket) ?? 0) + 1);
        if ((unmarked.get(ticket) ?? 0) > 1)
          throw new Error(`ticket ${ticket} went to paper twice without a mark`);
      }
      const { jobId, token } = lease;
      const input = {
        jobId,
        printerId,
        token,
        outcome,
        firstByteAt: Date.now(),
        heard: '',
        nextFor: null,
      };
      const settled = await core.execute('settleJob', input, DESK, randomUUID());
      if (!settled.ok) throw new Error(`a lease could not be settled: ${settled.code}`);
      if (random.chance(0.1)) {
        const late = await core.execute('settleJob', input, DESK, randomUUID());
        if (late.ok) throw new Error('a lease was settled twice');
      }
    }

    /** Tables, a screen that heard only events, and the notebook. */
    async function agree(): Promise<void> {
      const snapshot = await snapshotOf(core);
      // As a screen does when something that was over has work again.
      if (state.incomplete) state = stateFrom(snapshot);
      expect(sorted(state)).toEqual(sorted(stateFrom(snapshot)));
      for (const [number, order] of model.orders) {
        const view = await core.ask({ name: 'order', of: { number } });
        const told = view && {
          table: view.table,
          state: view.state === 'open' || view.state === 'ready' ? 'live' : view.state,
          revision: view.revision,
          waiter: view.waiter,
          mergedInto: view.mergedInto,
          lines: view.lines.map(({ quantity, voided, comp, state: line }) => ({
            quantity,
            voided,
            comp,
            held: line === 'held',
          })),
        };
        expect([number, told]).toEqual([
          number,
          {
            ...order,
            lines: order.lines.map((line) => ({
              ...line,
              held: line.held && line.voided < line.quantity,
            })),
          },
        ]);
      }
    }
  } finally {
    await stop();
  }
}

async function opening(core: Awaited<ReturnType<typeof openCore>>['core']) {
  const hire = async (name: string, role: 'waiter' | 'counter'): Promise<Actor> => {
    const done = await core.execute(
      'addPerson',
      { name, role, pinHash: 'x' },
      DESK,
      `hire ${name}`,
    );
    if (!done.ok) throw new Error(done.code);
    return { id: `device of ${name}`, role, person: { id: done.reply.personId, name } };
  };
  const people = [
    await hire('Ana', 'waiter'),
    await hire('Luis', 'waiter'),
    await hire('Caro', 'counter'),
  ];
  const LEFT = 30;
  await core.execute(
    'setStock',
    { item: COUNTED, soldOut: false, left: LEFT },
    { id: 'o', role: 'owner' },
    'stock',
  );
  const model: Model = { orders: new Map(), left: LEFT };
  const screen: HostState = stateFrom(await snapshotOf(core));
  return { people, model, screen };
}

/** "Reintentar ahora", which is a person's word. */
const DESK_HAND: Actor = { id: 'hand', role: 'counter' };

const DISHES = [
  'Hamburguesa clásica',
  'Cerveza',
  'Flan con dulce de leche',
  'fuera de carta',
  'Pan',
];
const TABLES = ['1', '2', '3', '4', '5', '6'];

/**
 * The next thing that somebody does, seen from what their screen shows, which may be old by the
 * time it arrives.
 */
function command(random: Random, { actor }: Device, model: Model, state: HostState): Given | null {
  const numbers = [...model.orders.keys()];
  const order = random.chance(0.03) ? 99_999 : (random.pick(numbers) ?? 99_999);
  const seen = state.orders[order];
  const base = random.chance(0.6) ? (seen?.order.revision ?? null) : null;
  const lineNo =
    1 + random.below(Math.max(1, (seen?.lines.length ?? 1) + (random.chance(0.05) ? 1 : 0)));
  const ticket = Number(random.pick(seen?.tickets ?? [])?.ticketId ?? 1);
  const lines = (counted: boolean) =>
    Array.from({ length: 1 + random.below(3) }, () => ({
      product: counted && random.chance(0.1) ? COUNTED : (random.pick(DISHES) ?? 'Pan'),
      quantity: 1 + random.below(3),
      held: !counted && random.chance(0.3),
      course: random.chance(0.3) ? 1 + random.below(3) : null,
      note: null,
    }));
  const till = actor.role === 'counter';
  const choices: readonly (readonly [number, CommandName, object])[] = [
    [
      numbers.length < 25 ? 6 : 1,
      'placeOrder',
      { type: 'table', table: random.pick(TABLES), lines: lines(true) },
    ],
    [6, 'addLines', { order, lines: lines(random.chance(0.3)) }],
    [3, 'fireLines', { order, base }],
    [
      3,
      'voidLines',
      { order, base, lines: random.chance(0.1) ? null : [lineNo], reason: 'porque sí' },
    ],
    [
      4,
      'changeQuantity',
      { order, base, line: lineNo, quantity: random.below(5), reason: 'menos' },
    ],
    [2, 'editOrder', { order, base, note: `nota ${random.below(9)}` }],
    [3, 'moveTable', { order, base, table: random.pick(TABLES) }],
    [1, 'mergeOrders', { order, base, into: random.pick(numbers) ?? 1 }],
    [2, 'handOver', { order, base, to: random.pick(['Ana', 'Luis', 'caro']) }],
    [2, 'serveOrder', { order, base }],
    [1, 'closeOrder', { order, base, method: 'card', tip: random.below(100) }],
    [1, 'printBill', { order }],
    [1, 'sendMessage', { text: 'hola' }],
    [
      till ? 2 : 0,
      'compLines',
      { order, base, lines: [lineNo], reason: 'la casa', undo: random.chance(0.3) },
    ],
    [till && seen ? 2 : 0, 'startTicket', { ticket }],
    [till && seen ? 5 : 0, 'bumpTicket', { ticket }],
    [till && seen ? 1 : 0, 'recallTicket', { ticket }],
    [till && seen ? 1 : 0, 'tickLine', { ticket, line: lineNo }],
    [seen ? 1 : 0, 'markUrgent', { order }],
    [seen ? 1 : 0, 'reprintOrder', { order, station: null }],
    [seen ? 2 : 0, 'confirmPrinted', { order, station: null }],
    [seen ? 1 : 0, 'printHeld', { order, station: null }],
    [seen ? 1 : 0, 'discardPrint', { order, station: null }],
    [seen ? 1 : 0, 'reroutePrint', { order, station: null, to: 'Caja' }],
  ];
  let roll = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, name, input] of choices) {
    roll -= weight;
    if (roll >= 0 || weight === 0) continue;
    const parsed = COMMANDS[name].input.parse(input) as CommandInput<CommandName>;
    return { name, input: parsed, actor, key: `${name} ${random.below(1e9)}` };
  }
  return null;
}

function outcomes(random: Random): PrintOutcome {
  const roll = random.next();
  if (roll < 0.08) return { kind: 'not_started', cause: 'refused' };
  if (roll < 0.18) return { kind: 'unsure', cause: 'link_lost', bytes: 40 };
  if (roll < 0.4)
    return { kind: 'handed_over', bytes: 90, sha256: 'x', unprintable: 0, drained: true };
  return { kind: 'confirmed', by: 'process_id', bytes: 90, sha256: 'x', unprintable: 0 };
}

async function snapshotOf(core: Awaited<ReturnType<typeof openCore>>['core']): Promise<Snapshot> {
  const { text } = await core.ask({ name: 'snapshot', fromDay: '2000-01-01' });
  return JSON.parse(text) as Snapshot;
}

/** Which ticket a job prints, from the events that made either. */
function ticketsOf(event: Event, jobs: Map<string, string>): void {
  if ('tickets' in event) for (const { job } of event.tickets) jobs.set(job.jobId, job.ticketId);
  if (event.kind === 'printJob.queued') jobs.set(event.job.jobId, event.job.ticketId);
}

function shuffled<T>(random: Random, list: readonly T[]): readonly T[] {
  return list
    .map((one) => [random.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}

/** People in one order: the tables sort them by name, events add them at the end. */
function sorted(state: HostState): HostState {
  return {
    ...state,
    place: {
      ...state.place,
      people: state.place.people.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    },
  };
}
