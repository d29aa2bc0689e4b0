/**
 * Backups as the house wants them: by the clock and by hand, so many of them, in one folder or two;
 * looked into, and put back.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { backupStamp } from '../../../src-shared/model/operations/backups';
import type {
  Backup,
  BackupFacts,
  BackupList,
  BackupRules,
} from '../../../src-shared/model/operations/backups';
import { refuse } from '../../../src-shared/base/errors';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Actor, EpochMs } from '../../../src-shared/base/vocabulary';
import type { BackupJobDone, BackupJobs, FolderSeen } from '../core/backup-client';
import type { Core } from '../core/core-client';
import { writeDurably } from '../../program/durable-file';
import type { HealthMonitor } from './health-monitor';
import { backupsIn, drop, isOrdinary, thin, timeOf } from '../store/sqlite/backup/backup-folder';
import type { BackupFileAge } from '../store/sqlite/backup/backup-folder';
import type { BackupControl } from '../ports/backup-control';
import type { Clock } from '../ports/clock';
import { figure } from '../../../src-shared/base/fault-points';

export type BackupServiceOptions = {
  readonly core: Core;
  readonly watch: HealthMonitor;
  readonly jobs: BackupJobs;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly addon: string | null;
  readonly onTrouble: (words: string) => void;
  readonly onNotice: (words: string) => void;
  /** A backup lies ready: whoever runs the host stops it and starts it again. */
  readonly onRestart: () => void;
};

const HERE = 'respaldos';
const PASSPHRASE_FILE = 'backup.passphrase';
const LOOK_EVERY_MS = 60_000;
/** The check of the whole database begins this long after a start: first the orders. */
const CHECK_AFTER_MS = figure('operations.check-after-ms', 5_000);
/**
 * A backup that was missed while the machine was off waits a little longer: whoever starts in the
 * evening starts for service.
 */
const CATCH_UP_AFTER_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
/** A month is long enough to see that a new version works. */
const MIGRATION_COPY_MS = 30 * 86_400_000;
/** A backup that is only on its way to the second folder. */
const DRAFT = 'respaldo-en-camino-';
const DESK: Actor = { id: 'backup-desk', role: 'system' };

export type BackupAge = number | 'none' | null;

export type BackupService = BackupControl & {
  /**
   * How old the newest one here is, ms; `none` where nobody wants any or there is nothing to lose
   * yet; null: too early to say.
   */
  ageMs(): Promise<BackupAge>;
  stop(): Promise<void>;
};

export function startBackupService(options: BackupServiceOptions): BackupService {
  const { core, watch, clock, dataDir, addon, onTrouble, onNotice } = options;
  const { run, look: lookAtSecond } = options.jobs;
  const here = path.join(dataDir, HERE);
  // A folder that cannot be made ready is told with the first backup: it must not keep the
  // restaurant from opening.
  try {
    mkdirSync(here, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(here)) if (name.includes('.half')) drop(path.join(here, name));
    for (const name of readdirSync(dataDir))
      if (name.startsWith(DRAFT)) drop(path.join(dataDir, name));
  } catch (error) {
    onTrouble(`respaldos: ${(error as Error).message}`);
  }
  /** One at a time: two at once would only slow each other down. */
  let working: Promise<unknown> = Promise.resolve();
  let busy = 0;
  const startedAt = clock.elapsed();
  const openedAt = clock.now();
  let stopped = false;

  const rulesNow = async (): Promise<BackupRules> => (await core.ask({ name: 'settings' })).backups;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    busy++;
    const mine = working.then(work).finally(() => busy--);
    working = mine.catch(() => undefined);
    return mine;
  }

  /** The folder here lies beside the database: where its disk does not answer, nothing does. */
  const seeHere = (): readonly Backup[] => backupsIn(here, 'here');
  const seeSecond = async ({ second }: BackupRules): Promise<FolderSeen> =>
    second === null ? { backups: [], trouble: null } : lookAtSecond(second, dataDir);

  function told(troubles: readonly string[]): void {
    for (const trouble of troubles) onTrouble(`respaldos: ${trouble}`);
  }

  async function thinSecond(folder: string, keep: number, age: BackupFileAge): Promise<void> {
    const done = await run({ kind: 'thin', folder, keep, ...age, addon }, folder);
    told(done.ok ? done.troubles : [done.words]);
  }

  function passphrase(): string | null {
    const file = path.join(dataDir, PASSPHRASE_FILE);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  async function make(
    actor: Actor,
  ): Promise<{ readonly ok: true; readonly name: string; readonly facts: BackupFacts } | Refusal> {
    const rules = await rulesNow();
    const stamp = backupStamp(clock.now());
    const name = `comanda-${stamp}.db`;
    const made = await run({ kind: 'make', folder: dataDir, to: path.join(here, name), addon });
    if (!made.ok || made.facts === null) {
      const { second: other } = rules;
      const mayGoThere =
        !made.ok &&
        !made.isBad &&
        other !== null &&
        (actor !== DESK || !(await hasOneOfThisHour(rules)));
      if (mayGoThere) await makeInSecond(other, stamp, rules.keep);
      return failed(made, actor);
    }
    const second =
      rules.second === null ? null : await copyTo(rules.second, path.join(here, name), stamp);
    const age: BackupFileAge = { made: timeOf(name), copiesBefore: await oldCopies() };
    told(thin(here, rules.keep, age));
    if (rules.second !== null && second === null) await thinSecond(rules.second, rules.keep, age);
    await core.execute(
      'recordBackup',
      { name, what: 'made', orders: made.facts.orders, trouble: second },
      actor,
      randomUUID(),
    );
    await watch.end('backup');
    if (second !== null) {
      onNotice(`El respaldo se hizo, pero no llegó a la segunda carpeta: ${second}.`);
      await watch.raise({ kind: 'backup', cause: 'second_folder' });
    }
    return { ok: true, name, facts: made.facts };
  }

  /** Copies of before a new version that are dated earlier are no way back any more. */
  async function oldCopies(): Promise<EpochMs> {
    return (await core.ask({ name: 'cleanUpTime', now: clock.now() })) - MIGRATION_COPY_MS;
  }

  /**
   * The folder here would not take one (no room, no rights, it is a file): the other one gets its
   * own all the same.
   */
  async function makeInSecond(folder: string, stamp: string, keep: number): Promise<void> {
    const trouble = (await lookAtSecond(folder, dataDir)).trouble ?? (await makeIn(folder, stamp));
    const made = timeOf(`comanda-${stamp}.db`);
    if (trouble === null) await thinSecond(folder, keep, { made, copiesBefore: await oldCopies() });
    onNotice(
      trouble === null
        ? `El respaldo se hizo solo en la segunda carpeta (${folder}).`
        : `Tampoco se hizo en la segunda carpeta: ${trouble}.`,
    );
  }

  async function makeIn(folder: string, stamp: string): Promise<string | null> {
    // Sealed on the way: until then it lies beside the original.
    const isSealedThere = passphrase() !== null;
    const to = isSealedThere
      ? path.join(dataDir, `${DRAFT}${stamp}`)
      : path.join(folder, `comanda-${stamp}.db`);
    const made = await run(
      { kind: 'make', folder: dataDir, to, addon },
      isSealedThere ? null : folder,
    );
    if (!made.ok) return made.words;
    if (!isSealedThere) return null;
    const trouble = await copyTo(folder, to, stamp);
    drop(to);
    return trouble;
  }

  /** What fails by the clock is tried again every minute, and one copy an hour is enough. */
  async function hasOneOfThisHour(rules: BackupRules): Promise<boolean> {
    return (await seeSecond(rules)).backups.some(
      ({ madeAt }) => Math.abs(clock.now() - madeAt) < HOUR_MS,
    );
  }

  /** Why not, in words; null where it is there. */
  async function copyTo(folder: string, file: string, stamp: string): Promise<string | null> {
    const key = passphrase();
    const to = path.join(folder, `comanda-${stamp}.${key === null ? 'db' : 'dbx'}`);
    const { trouble } = await lookAtSecond(folder, dataDir);
    if (trouble !== null) return trouble;
    const copied = await run({ kind: 'copy', from: file, to, passphrase: key, addon }, folder);
    return copied.ok ? null : copied.words;
  }

  async function failed(done: BackupJobDone, actor: Actor): Promise<Refusal> {
    const words = done.ok ? '' : done.words;
    onTrouble(words);
    onNotice(`El respaldo falló: ${words}.`);
    if (stopped) return refuse('CORE_GONE');
    const isDamage = !done.ok && done.isBad;
    await watch.raise({ kind: isDamage ? 'database' : 'backup' });
    await core.execute(
      'recordBackup',
      { name: '', what: 'failed', orders: 0, trouble: words.slice(0, 200) },
      actor,
      randomUUID(),
    );
    return refuse('BACKUP_FAILED', { reason: words });
  }

  /** By the clock, and as soon as it can where the machine was off at that hour. */
  async function look(): Promise<void> {
    if (busy > 0 || stopped || clock.elapsed() - startedAt < CATCH_UP_AFTER_MS) return;
    const rules = await rulesNow();
    if (rules.hour === null) return;
    const done = seeHere().filter((one) => isOrdinary(one) && one.madeAt <= clock.now());
    const newest = done.reduce((last, { madeAt }) => Math.max(last, madeAt), 0);
    const due = lastTurnOf(rules.hour, clock.now());
    if (newest >= due) return;
    // A house that was just set up has nothing to lose yet.
    if (newest === 0 && (await core.ask({ name: 'health' })).orders === 0) return;
    await inTurn(() => make(DESK));
  }

  async function check(): Promise<void> {
    const done = await inTurn(() => run({ kind: 'check', folder: dataDir, addon }));
    if (done.ok) {
      // What the start found missing is not found again: that is over once somebody has read it.
      const told = (await core.ask({ name: 'queue' })).alerts.find(
        ({ kind }) => kind === 'database',
      );
      if (told?.seenBy) await watch.end('database');
      return;
    }
    if (stopped) return;
    onNotice(
      `ATENCIÓN: ${done.words} En Administración > Respaldo se puede volver al último respaldo.`,
    );
    await watch.raise({ kind: 'database' });
  }

  /** `place`: the folder that may not answer; null: it is the one here. */
  type Found = { readonly file: string; readonly place: string | null };

  async function fileOf(name: string, where: Backup['where']): Promise<Found | Refusal> {
    const rules = await rulesNow();
    const place = where === 'here' ? null : rules.second;
    const there = where === 'here' ? seeHere() : (await seeSecond(rules)).backups;
    // Looked up among what is there: a name leads nowhere else.
    return there.some((one) => one.name === name)
      ? { file: path.join(place ?? here, name), place }
      : refuse('NO_SUCH_PATH');
  }

  async function ageMs(): Promise<BackupAge> {
    // A house that was shut for days makes up for it by itself first.
    if ((await rulesNow()).hour === null) return 'none';
    if (clock.elapsed() - startedAt < 2 * CATCH_UP_AFTER_MS) return null;
    const now = clock.now();
    // One that is dated later than now was made by a clock that was ahead: how old it is nobody
    // knows, and it must not hide that others are missing.
    const newest = seeHere()
      .filter(isOrdinary)
      .reduce((last, { madeAt }) => (madeAt <= now ? Math.max(last, madeAt) : last), 0);
    if (newest > 0) return now - newest;
    return (await core.ask({ name: 'health' })).orders === 0 ? 'none' : Math.max(0, now - openedAt);
  }

  const trouble = (error: Error): void => onTrouble(error.message);
  const timer = setInterval(() => void look().catch(trouble), LOOK_EVERY_MS);
  const first = setTimeout(() => void check().catch(trouble), CHECK_AFTER_MS);

  return {
    ageMs,
    async list(): Promise<BackupList> {
      const rules = await rulesNow();
      const second = await seeSecond(rules);
      return {
        backups: [...seeHere(), ...second.backups].toSorted(
          (a, b) => b.madeAt - a.madeAt || (a.where === 'here' ? -1 : 1),
        ),
        rules,
        hasPassphrase: passphrase() !== null,
        isBusy: busy > 0,
        secondTrouble: second.trouble,
      };
    },
    make: (actor) => inTurn(() => make(actor)),
    async inspect(name, where, key) {
      const found = await fileOf(name, where);
      if ('code' in found) return found;
      const { file, place } = found;
      const scratch = path.join(dataDir, `look-${randomUUID()}`);
      const done = await inTurn(() =>
        run({ kind: 'inspect', file, passphrase: key ?? passphrase(), scratch, addon }, place),
      );
      if (!done.ok) return refuse('BACKUP_FAILED', { reason: done.words });
      return done.facts ?? refuse('INTERNAL');
    },
    async restore(name, where, key, actor) {
      const found = await fileOf(name, where);
      if ('code' in found) return found;
      const { file, place } = found;
      const staged = await inTurn(() =>
        run(
          { kind: 'stage', folder: dataDir, file, passphrase: key ?? passphrase(), addon },
          place,
        ),
      );
      if (!staged.ok) return refuse('BACKUP_FAILED', { reason: staged.words });
      // In the database that is about to be replaced, which is kept: whoever opens it finds why.
      await core.execute(
        'recordBackup',
        { name, what: 'restored', orders: staged.facts?.orders ?? 0, trouble: null },
        actor,
        randomUUID(),
      );
      options.onRestart();
      return staged.facts ?? refuse('INTERNAL');
    },
    keepPassphrase(text) {
      const file = path.join(dataDir, PASSPHRASE_FILE);
      if (text === '') rmSync(file, { force: true });
      else writeDurably(file, text);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(first);
      await options.jobs.stop();
      await working;
    },
  };
}

/** The last time that the clock struck this hour. */
function lastTurnOf(hour: number, now: number): number {
  const turn = new Date(now);
  turn.setHours(hour, 0, 0, 0);
  // By the calendar: a day on which the clocks change has 23 hours, or 25.
  if (turn.getTime() > now) turn.setDate(turn.getDate() - 1);
  return turn.getTime();
}
