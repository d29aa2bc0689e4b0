/** Runs the store's periodic work: disk checks, the tail file, deleting old receipts. */
import { systemClock } from '../ports/clock';
import type { Store, StoreTrouble } from '../ports/store';
import type { FromCore } from './core-protocol';
import { figure } from '../../../src-shared/base/fault-points';

/** Receipts are kept this long; those of dispatches permanently. */
const RECEIPT_DAYS = 30;
const TAIL_EVERY_MS = 1_000;
const PRUNE_EVERY_MS = figure('core.prune-every-ms', 60_000);
/** A lost folder is noticed within a second, with or without orders. */
const LOOK_EVERY_MS = 400;

export class Housekeeping {
  readonly #store: Store;
  readonly #send: (messages: readonly FromCore[]) => void;
  readonly #timers: readonly NodeJS.Timeout[];
  #reportedTrouble: StoreTrouble | null = null;

  constructor(store: Store, send: (messages: readonly FromCore[]) => void) {
    this.#store = store;
    this.#send = send;
    this.#timers = [
      setInterval(() => this.run('look', () => this.#look()), LOOK_EVERY_MS),
      setInterval(() => this.run('tail file', () => store.rest()), TAIL_EVERY_MS),
      setInterval(() => this.run('prune', () => this.#prune()), PRUNE_EVERY_MS),
    ];
  }

  /**
   * Runs work without waiting for it. A failure (a full disk, a locked database) is reported as a
   * fault; the work is tried again at its next turn.
   */
  run(where: string, work: () => Promise<unknown>): void {
    work().catch(({ code = 'ERROR', message }: Error & { code?: string }) =>
      this.#send([{ kind: 'fault', fault: { where, code, message } }]),
    );
  }

  /** Sends the store's trouble if it has changed. */
  reportTrouble(): void {
    const { trouble } = this.#store;
    if (trouble === this.#reportedTrouble) return;
    this.#reportedTrouble = trouble;
    this.#send([{ kind: 'trouble', trouble }]);
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async #look(): Promise<void> {
    await this.#store.look();
    this.reportTrouble();
  }

  async #prune(): Promise<void> {
    const now = systemClock.now();
    const at = await this.#store.ask({ name: 'cleanUpTime', now }, () => null);
    await this.#store.prune(at - RECEIPT_DAYS * 86_400_000);
  }
}
