/**
 * A restaurant with a past: the real rules and the real store, in this process, with a clock that
 * the test sets.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCommandBus } from '../../src-main/host/core/command-bus';
import type { ExecutedCommand } from '../../src-main/host/core/command-bus';
import type { Core } from '../../src-main/host/core/core-client';
import { openSqliteStore } from '../../src-main/host/store/sqlite/sqlite-store';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { Command, CommandName, CommandText, Reply } from '../../src-shared/commands/registry';
import type { Answer, Query, QueryName } from '../../src-shared/queries/queries';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import type { Actor, EpochMs } from '../../src-shared/base/vocabulary';
import sample from '../../resources/sample-restaurant.json';

const HOST: Actor = { id: 'host', role: 'system' };

export type Happened = {
  readonly name: CommandName;
  readonly input: unknown;
  readonly actor: Actor;
  readonly at: EpochMs;
};

export type Past = {
  /** A waiter of the house. */
  waiter(name: string): Promise<Actor>;
  readonly folder: string;
  /** Sets the clock, which stands still until the next time. */
  at(time: EpochMs): void;
  /** Throws where it is refused: what a past is made of must have happened. */
  run<N extends CommandName>(name: N, input: CommandText<N>, actor: Actor): Promise<Reply<N>>;
  /** Many, those of one moment in one transaction. */
  ask<N extends QueryName>(query: Query<N>): Promise<Answer<N>>;
  runAll(commands: readonly Happened[]): Promise<readonly unknown[]>;
  /** The same restaurant as the host's network code sees it. */
  readonly core: Pick<Core, 'execute' | 'ask' | 'askFor'>;
  stop(): Promise<void>;
};

export async function makePast(start: EpochMs): Promise<Past> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-past-'));
  const store = openSqliteStore({ folder, addon: null, onFault: () => {} });
  let now = start;
  const bus = await createCommandBus(store, {
    now: () => now,
    elapsed: () => now,
    sinceBoot: () => now,
  });
  let key = 0;
  const command = (name: CommandName, input: unknown, actor: Actor): Command =>
    ({
      name,
      input: COMMANDS[name].input.parse(input),
      actor,
      key: `k${++key}`,
      age: 0,
    }) as Command;
  const reply = (done: ExecutedCommand | undefined): unknown => {
    if (!done?.ok) throw new Error(`refused: ${JSON.stringify(done)}`);
    return done.reply;
  };
  const past: Past = {
    folder,
    at: (time) => void (now = time),
    async run<N extends CommandName>(name: N, input: CommandText<N>, actor: Actor) {
      const { results } = await bus.execute([command(name, input, actor)]);
      return reply(results[0]) as Reply<N>;
    },
    async runAll(commands) {
      // One moment a group: those of the same moment go together.
      const replies: unknown[] = [];
      for (let from = 0; from < commands.length;) {
        const moment = commands[from]?.at ?? now;
        let to = from;
        while (commands[to]?.at === moment) to++;
        now = moment;
        const { results } = await bus.execute(
          commands.slice(from, to).map(({ name, input, actor }) => command(name, input, actor)),
        );
        replies.push(...results.map(reply));
        from = to;
      }
      return replies;
    },
    ask: (query) => bus.ask(query),
    core: {
      async execute(name, input, actor, commandKey, age = 0) {
        const { results } = await bus.execute([
          { name, input, actor, key: commandKey, age } as Command,
        ]);
        return results[0] as never;
      },
      ask: (query) => bus.ask(query),
      askFor: (query, actor) => bus.askFor(query, actor),
    },
    async waiter(name) {
      const pinHash = `scrypt$32768$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`;
      const { personId } = await past.run('addPerson', { name, role: 'waiter', pinHash }, HOST);
      return { id: `phone of ${name}`, role: 'waiter', person: { id: personId, name } };
    },
    async stop() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await past.run('setUpRestaurant', { restaurant: RestaurantFile.parse(sample) }, HOST);
  return past;
}
