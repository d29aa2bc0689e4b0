/** Serves the core's messages: commands in groups, one query between two groups. */
import type { Command } from '../../../src-shared/commands/registry';
import type { AskedByName, Query } from '../../../src-shared/queries/queries';
import type { Actor } from '../../../src-shared/base/vocabulary';
import { systemClock } from '../ports/clock';
import type { CommandBus } from './command-bus';
import { commitEffects } from './commit-effects';
import type { ExecuteMessage, FromCore, ToCore } from './core-protocol';
import type { Housekeeping } from './housekeeping';
import { fault, quotingError } from '../../../src-shared/base/fault-points';

/** Most commands in one transaction. It limits how long the first of a burst waits for the last. */
const GROUP_MAX = 256;

type OtherMessage = Exclude<ToCore, ExecuteMessage>;

export type CoreServerOptions = {
  readonly bus: CommandBus;
  readonly housekeeping: Housekeeping;
  /** `events`: the group's events as a JSON array. */
  send(messages: readonly FromCore[], events?: string): void;
  /** Called after each group with the number of its commands. */
  onGroup(commands: number): void;
  onStop(): Promise<void>;
};

export class CoreServer {
  readonly #options: CoreServerOptions;
  // All queued commands go before one other message: a client that asks many queries waits for its
  // own answers, and an order waits for one of them at most.
  readonly #commands: ExecuteMessage[] = [];
  readonly #others: OtherMessage[] = [];
  #isBusy = false;

  constructor(options: CoreServerOptions) {
    this.#options = options;
  }

  receive(messages: readonly ToCore[]): void {
    for (const message of messages) {
      if (message.kind === 'execute') this.#commands.push(message);
      else this.#others.push(message);
    }
    // All batches that arrive in this turn of the event loop form one group.
    if (!this.#isBusy) {
      this.#isBusy = true;
      setImmediate(() => void this.#work());
    }
  }

  async #work(): Promise<void> {
    while (this.#commands.length > 0 || this.#others.length > 0) {
      if (this.#commands.length > 0) await this.#runGroup(this.#commands.splice(0, GROUP_MAX));
      const other = this.#others.shift();
      if (other) await this.#runOther(other);
      // Receive the batches that arrived meanwhile.
      await new Promise(setImmediate);
    }
    this.#isBusy = false;
  }

  async #runGroup(messages: readonly ExecuteMessage[]): Promise<void> {
    const { bus, housekeeping, send, onGroup } = this.#options;
    if (fault('core.throws-later') && JSON.stringify(messages).includes('muere'))
      setImmediate(() => {
        throw new Error('dead core');
      });
    const start = systemClock.elapsed();
    const group = await bus.execute(messages.map((message): Command => message.command));
    housekeeping.reportTrouble();
    const answers = group.results.map((result): FromCore => ({ kind: 'done', result }));
    if (group.events.length === 0) send(answers);
    else {
      // The effects go first: a client that has its reply has received what the command changed.
      const tookMs = systemClock.elapsed() - start;
      const effects = commitEffects(messages, group, tookMs, bus.waiting);
      send([effects, ...answers], `[${group.events.map(({ json }) => json).join(',')}]`);
    }
    if (fault('core.throws-after-commit') && JSON.stringify(messages).includes('Montenegro'))
      throw quotingError();
    onGroup(messages.length);
  }

  async #runOther(message: OtherMessage): Promise<void> {
    const { send, onStop } = this.#options;
    switch (message.kind) {
      case 'ask':
        return send([await this.#answer(message.query, message.by)]);
      case 'ping':
        return send([{ kind: 'pong' }]);
      case 'stop':
        return onStop();
    }
  }

  /** A page or a row that cannot be read fails this query only. */
  async #answer(query: Query, by: Actor | null): Promise<FromCore> {
    const { bus, send } = this.#options;
    try {
      const answer =
        by === null ? await bus.ask(query) : await bus.askFor(query as Query<AskedByName>, by);
      return { kind: 'answered', answer };
    } catch (error) {
      const { code = 'ERROR', message } = error as Error & { readonly code?: string };
      send([{ kind: 'fault', fault: { where: query.name, code, message } }]);
      return { kind: 'unanswered', words: `no se pudo leer ${query.name} (${code})` };
    }
  }
}
