/** Starts print worker processes, and restarts them after a delay. */
import type { WorkerLauncher, WorkerProcess } from '../../ports/worker-launcher';

/** Delay before a restart, so that a worker which dies at once does not loop, ms. */
const RESTART_AFTER_MS = 300;

export class WorkerStarter {
  readonly #launcher: WorkerLauncher;
  readonly #onStarted: (process: WorkerProcess) => void;
  readonly #restarts = new Set<NodeJS.Timeout>();
  /** Processes being started, without a pid yet. */
  readonly #launches = new Set<Promise<void>>();
  #isStopping = false;

  /** `onStarted` is also called for a process whose launch was under way when `stop` was called. */
  constructor(launcher: WorkerLauncher, onStarted: (process: WorkerProcess) => void) {
    this.#launcher = launcher;
    this.#onStarted = onStarted;
  }

  /** Workers that are being started or wait for their restart. */
  get count(): number {
    return this.#restarts.size + this.#launches.size;
  }

  start(): void {
    const launch = this.#launch().finally(() => this.#launches.delete(launch));
    this.#launches.add(launch);
  }

  startLater(): void {
    if (this.#isStopping) return;
    const timer = setTimeout(() => {
      this.#restarts.delete(timer);
      this.start();
    }, RESTART_AFTER_MS);
    this.#restarts.add(timer);
  }

  /** Resolves when no launch is under way. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#restarts) clearTimeout(timer);
    await Promise.all(this.#launches);
  }

  async #launch(): Promise<void> {
    const process = await this.#launcher.launch();
    if (process) this.#onStarted(process);
    else this.startLater();
  }
}
