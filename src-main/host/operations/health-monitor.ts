/**
 * Looks around every 30 s, whenever a printer turns and whenever the queue changes much: what it
 * measures goes to the core, which raises and ends alerts and says how many print workers there
 * should be and which lanes to relieve. Once an hour it tidies, by a time that a wrong clock does
 * not carry off. Decides nothing itself.
 */
import { randomUUID } from 'node:crypto';
import { readdir, stat, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import { CLOCK_JUMP_MS } from '../../../src-shared/model/operations/alerts';
import type { Alert, MachineReadings } from '../../../src-shared/model/operations/alerts';
import { ERASE_BATCH } from '../../../src-shared/model/operations/operation-settings';
import type { EpochMs } from '../../../src-shared/base/vocabulary';
import type { Core } from '../core/core-client';
import type { Clock } from '../ports/clock';
import { figure } from '../../../src-shared/base/fault-points';

/** The seeds' monitor loop. */
const LOOK_EVERY_MS = figure('operations.look-every-ms', 30_000);
/** Looks that changes call for are no closer than this. */
const LOOK_AGAIN_MS = 1_000;
/** A lane that waits for a moment by the wall must not wait for one that was moved. */
const CLOCK_EVERY_MS = figure('operations.clock-every-ms', 1_000);
/** A queue that grew or shrank by so many papers is looked at. */
const MUCH = 5;
/** What the house does by itself now and then: forgetting guests whose time is over. */
const TIDY_EVERY_MS = 3_600_000;

const DAY_MS = 86_400_000;

const WATCH = { id: 'house-watch', role: 'system' } as const;

/** What can be looked at beside the database and its disk, as far as it is there. */
export type Gauges = {
  /** Lanes are driven here, by however many workers: one that stands still is a fault. */
  readonly isPrinting?: true;
  /** The print workers, whose number is the house's to say. */
  readonly pool?: { readonly pids: readonly number[]; resize(size: number): void };
  /** none: there is nothing to lose yet, or nobody wants backups. Null: too early to say. */
  readonly backupAgeMs?: () => Promise<number | 'none' | null>;
  readonly flood?: () => MachineReadings['flood'];
};

export type HealthMonitor = {
  raise(
    finding: Pick<Alert, 'kind'> & Partial<Pick<Alert, 'subject' | 'figure' | 'limit' | 'cause'>>,
  ): Promise<void>;
  end(kind: Alert['kind']): Promise<void>;
  /** From now on this is looked at too. Returns the way to leave off. */
  addGauge(gauges: Gauges): () => void;
  stop(): void;
};

export type HealthMonitorOptions = {
  readonly core: Core;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly onTrouble: (words: string) => void;
};

/**
 * The first look is over when this resolves: what was closed for last night is open again before an
 * order comes in.
 */
export async function startHealthMonitor({
  core,
  clock,
  dataDir,
  onTrouble,
}: HealthMonitorOptions): Promise<HealthMonitor> {
  const parts = new Set<Gauges>();
  /** When lanes began to be driven, by the clock that nobody can set. */
  let printingSince: number | null = null;
  let stopped = false;
  /** What the wall clock says beyond the one that nobody can set. */
  let offset = clock.now() - clock.sinceBoot();
  let isFollowing = false;
  /** When the wall clock was last seen not to have been set, by the one that nobody can set. */
  let rightAt = clock.elapsed();
  /** The queue at the last look, and the look that a change called for. */
  let waitingThen = 0;
  let waitingNow = 0;
  let again: NodeJS.Timeout | null = null;
  /** The look under way and those behind it, and whether one is that has not begun. */
  let looks: Promise<void> = Promise.resolve();
  let isInLine = false;
  /**
   * The same of tidying; when it last saw how far the clock is to be trusted, by the one that
   * nobody can set, and whether that was less than wholly.
   */
  let tidies: Promise<void> = Promise.resolve();
  let isTidyInLine = false;
  let trustSeenAt: number | null = null;
  let isTrustLost = false;

  /**
   * Since it was last asked; small steps are left to add up, for clocks are put right by
   * milliseconds all the time.
   */
  function clockJump(): number {
    const jump = clock.now() - clock.sinceBoot() - offset;
    return Math.abs(jump) < CLOCK_JUMP_MS ? 0 : Math.round(jump);
  }

  async function lookAtClock(): Promise<void> {
    const byMs = clockJump();
    if (byMs === 0) rightAt = clock.elapsed();
    // One jump is followed once, however slow the disk is.
    if (byMs === 0 || isFollowing) return;
    isFollowing = true;
    const newFrom = Math.floor(clock.now() - (clock.elapsed() - rightAt));
    const done = await core.execute('adjustToClock', { byMs, newFrom }, WATCH, randomUUID());
    isFollowing = false;
    // A full disk: what waits is followed as soon as it can be.
    if (!done.ok) return onTrouble(done.code);
    offset += byMs;
    await look(byMs);
  }

  async function measure(gauges: Gauges, clockJumpMs: number | null): Promise<MachineReadings> {
    const [{ bavail, bsize }, { bytes }, backupAgeMs] = await Promise.all([
      statfs(dataDir),
      core.ask({ name: 'log' }),
      gauges.backupAgeMs?.() ?? null,
    ]);
    return {
      freeBytes: bavail * bsize,
      logBytes: bytes,
      backupAgeMs: backupAgeMs === 'none' ? 0 : backupAgeMs,
      clockJumpMs,
      flood: gauges.flood?.() ?? null,
      workers: gauges.pool?.pids.length ?? null,
      printingMs:
        gauges.isPrinting === undefined || printingSince === null
          ? null
          : clock.elapsed() - printingSince,
    };
  }

  /**
   * One after the other: two at once would relieve a lane twice and count workers against each
   * other.
   */
  function look(clockJumpMs: number | null = null): Promise<void> {
    const isPlain = clockJumpMs === null;
    // The one in line will see what this one would.
    if (isPlain && isInLine) return looks;
    isInLine ||= isPlain;
    const mine = looks.then(() => {
      if (isPlain) isInLine = false;
      return lookOnce(clockJumpMs);
    });
    looks = mine.catch(() => undefined);
    return mine;
  }

  async function lookOnce(clockJumpMs: number | null): Promise<void> {
    if (stopped) return;
    waitingThen = waitingNow;
    const gauges: Gauges = Object.assign({}, ...parts);
    const done = await core.execute(
      'checkHealth',
      { seen: await measure(gauges, clockJumpMs) },
      WATCH,
      randomUUID(),
    );
    // A full disk cannot be written that it is full; whoever asks the next order is told.
    if (!done.ok) return onTrouble(done.code);
    if (stopped) return;
    const { workers, relieve } = done.reply;
    if (workers !== null) gauges.pool?.resize(workers);
    for (const printerId of relieve) {
      const relieved = await core.execute('rebalanceLane', { printerId }, WATCH, randomUUID());
      // Its queue may have run off meanwhile, or nothing of it may go elsewhere.
      if (!relieved.ok && relieved.code !== 'NO_RELIEF') onTrouble(relieved.code);
    }
  }

  /** What clean-ups take for now; null: it could not be written. */
  async function lookAtTrust(): Promise<EpochMs | null> {
    const lookedAt = clock.sinceBoot();
    const ranMs = trustSeenAt === null ? null : Math.round(lookedAt - trustSeenAt);
    const done = await core.execute('trustTime', { ranMs }, WATCH, randomUUID());
    if (!done.ok) {
      onTrouble(done.code);
      return null;
    }
    trustSeenAt = lookedAt;
    const { at, isApart } = done.reply;
    if (isApart && !isTrustLost)
      onTrouble(
        `clock not trusted yet: clean-ups go by ${new Date(at).toISOString()} until it has run for a day`,
      );
    isTrustLost = isApart;
    return at;
  }

  /** One after the other: a time that was counted by two would run twice as fast. */
  function tidySoon(): void {
    if (isTidyInLine) return;
    isTidyInLine = true;
    tidies = tidies.then(tidy).catch(trouble);
  }

  async function tidy(): Promise<void> {
    isTidyInLine = false;
    const at = await lookAtTrust();
    const { upkeep } = await core.ask({ name: 'settings' });
    if (at === null || upkeep.guestDays === null || stopped) return;
    // Their names are on those papers too.
    await dropOlder(path.join(dataDir, 'pdf'), at - upkeep.guestDays * DAY_MS);
    for (;;) {
      const done = await core.execute('eraseGuestData', {}, WATCH, randomUUID());
      if (!done.ok) return onTrouble(done.code);
      if (done.reply.forgotten < ERASE_BATCH) return;
    }
  }

  const raise: HealthMonitor['raise'] = async ({
    kind,
    subject = null,
    figure = null,
    limit = null,
    cause = null,
  }) => {
    const done = await core.execute(
      'raiseAlert',
      { kind, subject, figure, limit, cause },
      WATCH,
      randomUUID(),
    );
    if (!done.ok) onTrouble(done.code);
  };
  const end: HealthMonitor['end'] = async (kind) => {
    const done = await core.execute('endAlert', { kind, subject: null }, WATCH, randomUUID());
    if (!done.ok) onTrouble(done.code);
  };

  const trouble = (error: Error): void => onTrouble(error.message);
  const lookNow = (): void => void look().catch(trouble);
  /** Once for all that changes within a second. */
  function lookSoon(): void {
    again ??= setTimeout(() => {
      again = null;
      lookNow();
    }, LOOK_AGAIN_MS);
  }

  await look();
  const timer = setInterval(lookNow, LOOK_EVERY_MS);
  const clocking = setInterval(() => void lookAtClock().catch(trouble), CLOCK_EVERY_MS);
  const tidying = setInterval(tidySoon, TIDY_EVERY_MS);
  const stops = [
    // Also as soon as the owner has said how many workers there are, and how long guests stay.
    core.onPlaceChanged(() => {
      lookSoon();
      tidySoon();
    }),
    core.onPrinterStateChange(lookNow),
    core.onBatch(({ waiting, turbo }) => {
      waitingNow = waiting;
      if (turbo !== null || Math.abs(waiting - waitingThen) >= MUCH) lookSoon();
    }),
  ];
  tidySoon();
  return {
    raise,
    end,
    addGauge(more) {
      parts.add(more);
      if (more.isPrinting) printingSince ??= clock.elapsed();
      // Turbo that was on before this start wants all workers now.
      if (more.pool) lookSoon();
      return () => void parts.delete(more);
    },
    stop() {
      stopped = true;
      clearInterval(timer);
      clearInterval(clocking);
      clearInterval(tidying);
      if (again) clearTimeout(again);
      for (const stop of stops) stop();
    },
  };
}

async function dropOlder(folder: string, before: EpochMs): Promise<void> {
  const names = await readdir(folder).catch(() => []); // there may be none yet
  for (const name of names) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => null);
    if (found?.isFile() && found.mtimeMs < before) await unlink(file).catch(() => undefined);
  }
}
