/** Looks around every 30 s and whenever a printer turns: what it sees goes to the core, which raises and ends alerts. Once an hour it tidies. */
import { randomUUID } from 'node:crypto';
import { readdir, stat, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Alert } from '../../src-shared/alerts';
import { GUESTS_AT_ONCE } from '../../src-shared/upkeep';
import type { EpochMs } from '../../src-shared/vocabulary';
import type { Core } from './core/core-client';

/** The seeds' monitor loop. */
const LOOK_EVERY_MS = 30_000;
/** Below this nothing is refused yet; there is time to make room. */
const LOW_DISK_BYTES = 500 * 1024 * 1024;

/** The log is four times as large as it should get: somebody has been reading for long. */
const LONG_LOG_BYTES = 128 * 1024 * 1024;
/** What the house does by itself now and then: forgetting guests whose time is over. */
const TIDY_EVERY_MS = 3_600_000;

const DAY_MS = 86_400_000;

const WATCH = { id: 'house-watch', role: 'system' } as const;

export type HouseWatch = {
  raise(finding: Pick<Alert, 'kind'> & Partial<Pick<Alert, 'subject' | 'figure' | 'limit' | 'cause'>>): Promise<void>;
  end(kind: Alert['kind']): Promise<void>;
  stop(): void;
};

/** The first look is over when this resolves: what was closed for last night is open again before an order comes in. */
export async function startHouseWatch(core: Core, dataDir: string, onTrouble: (words: string) => void): Promise<HouseWatch> {
  let isLow = false;
  let isLong = false;

  async function look(): Promise<void> {
    const done = await core.execute('watchHouse', {}, WATCH, randomUUID());
    // A full disk cannot be written that it is full; whoever asks the next order is told.
    if (!done.ok) onTrouble(done.code);
  }

  async function lookAtDisk(): Promise<void> {
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    if (free < LOW_DISK_BYTES === isLow) return;
    isLow = free < LOW_DISK_BYTES;
    await (isLow ? raise({ kind: 'disk', figure: free, limit: LOW_DISK_BYTES }) : end('disk'));
  }

  async function lookAtLog(): Promise<void> {
    const { bytes } = await core.ask({ name: 'log' });
    if (bytes > LONG_LOG_BYTES === isLong) return;
    isLong = bytes > LONG_LOG_BYTES;
    await (isLong ? raise({ kind: 'log', figure: bytes, limit: LONG_LOG_BYTES }) : end('log'));
  }

  async function tidy(): Promise<void> {
    const { upkeep } = await core.ask({ name: 'settings' });
    if (upkeep.guestDays === null) return;
    // Their names are on those papers too.
    await dropOlder(path.join(dataDir, 'pdf'), Date.now() - upkeep.guestDays * DAY_MS);
    for (;;) {
      const done = await core.execute('forgetGuests', {}, WATCH, randomUUID());
      if (!done.ok) return onTrouble(done.code);
      if (done.reply.forgotten < GUESTS_AT_ONCE) return;
    }
  }

  const raise: HouseWatch['raise'] = async ({ kind, subject = null, figure = null, limit = null, cause = null }) => {
    const done = await core.execute('raiseAlert', { kind, subject, figure, limit, cause }, WATCH, randomUUID());
    if (!done.ok) onTrouble(done.code);
  };
  const end: HouseWatch['end'] = async (kind) => {
    const done = await core.execute('endAlert', { kind, subject: null }, WATCH, randomUUID());
    if (!done.ok) onTrouble(done.code);
  };

  await look();
  const trouble = (error: Error): void => onTrouble(error.message);
  const all = (): void => void Promise.all([look(), lookAtDisk(), lookAtLog()]).catch(trouble);
  const timer = setInterval(all, LOOK_EVERY_MS);
  const tidying = setInterval(() => void tidy().catch(trouble), TIDY_EVERY_MS);
  // Also as soon as the owner has said how long they stay.
  const unfollow = core.onPlaceChanged(() => void tidy().catch(trouble));
  const unturn = core.onTurn(() => void look());
  all();
  void tidy().catch(trouble);
  return {
    raise,
    end,
    stop() {
      clearInterval(timer);
      clearInterval(tidying);
      unfollow();
      unturn();
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
