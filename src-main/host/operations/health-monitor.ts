/**
 * Runs the health checks, the clock watch and the clean-up, by timers and on changes.
 *
 * The core decides: it raises and ends alerts, sets the number of print workers and names the lanes
 * to relieve.
 */
import { figure } from '../../../src-shared/base/fault-points';
import { createAlertSink } from './health/alert-sink';
import type { AlertSink } from './health/alert-sink';
import { CleanUp } from './health/clean-up';
import { ClockWatch } from './health/clock-watch';
import { HealthChecks } from './health/health-checks';
import type { Gauges, HealthChecksOptions } from './health/health-checks';

/** The interval of the seeds' monitor loop. */
const CHECK_EVERY_MS = figure('operations.look-every-ms', 30_000);
/** A lane that waits for a wall time must not wait for one that a clock change has moved away. */
const CLOCK_EVERY_MS = figure('operations.clock-every-ms', 1_000);
const CLEAN_UP_EVERY_MS = 3_600_000;

export type HealthMonitor = AlertSink & {
  /** Adds readings of another part. Returns the function that removes them. */
  addGauge(gauges: Gauges): () => void;
  stop(): void;
};

/**
 * Resolves after the first check. It reopens stations that were closed until yesterday, before an
 * order can arrive.
 */
export async function startHealthMonitor(options: HealthChecksOptions): Promise<HealthMonitor> {
  const { core, clock, onTrouble } = options;
  const checks = new HealthChecks(options);
  const cleanUp = new CleanUp(options);
  const clockWatch = new ClockWatch({
    core,
    clock,
    onTrouble,
    onJump: (byMs) => checks.check(byMs),
  });

  await checks.check();
  const timers = [
    setInterval(() => checks.checkNow(), CHECK_EVERY_MS),
    setInterval(
      () => void clockWatch.check().catch((error: Error) => onTrouble(error.message)),
      CLOCK_EVERY_MS,
    ),
    setInterval(() => cleanUp.runSoon(), CLEAN_UP_EVERY_MS),
  ];
  const subscriptions = [
    // The owner may have changed the number of workers, or how long guest data is kept.
    core.onPlaceChanged(() => {
      checks.checkSoon();
      cleanUp.runSoon();
    }),
    core.onPrinterStateChange(() => checks.checkNow()),
    core.onBatch(({ waiting, turbo }) => checks.queueChanged(waiting, turbo)),
  ];
  cleanUp.runSoon();
  return {
    ...createAlertSink(core, onTrouble),
    addGauge: (gauges) => checks.addGauge(gauges),
    stop() {
      checks.stop();
      cleanUp.stop();
      for (const timer of timers) clearInterval(timer);
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}
