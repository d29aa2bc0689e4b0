/** Looks around every 30 s and whenever a printer turns: what it sees goes to the core, which raises and ends alerts. */
import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { Alert } from '../../src-shared/alerts';
import type { Core } from './core/core-client';

/** The seeds' monitor loop. */
const LOOK_EVERY_MS = 30_000;
/** Below this nothing is refused yet; there is time to make room. */
const LOW_DISK_BYTES = 500 * 1024 * 1024;

const WATCH = { id: 'house-watch', role: 'system' } as const;

export type HouseWatch = {
  raise(finding: Pick<Alert, 'kind'> & Partial<Pick<Alert, 'subject' | 'figure' | 'limit' | 'cause'>>): Promise<void>;
  end(kind: Alert['kind']): Promise<void>;
  stop(): void;
};

/** The first look is over when this resolves: what was closed for last night is open again before an order comes in. */
export async function startHouseWatch(core: Core, dataDir: string, onTrouble: (words: string) => void): Promise<HouseWatch> {
  let isLow = false;

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

  const raise: HouseWatch['raise'] = async ({ kind, subject = null, figure = null, limit = null, cause = null }) => {
    const done = await core.execute('raiseAlert', { kind, subject, figure, limit, cause }, WATCH, randomUUID());
    if (!done.ok) onTrouble(done.code);
  };
  const end: HouseWatch['end'] = async (kind) => {
    const done = await core.execute('endAlert', { kind, subject: null }, WATCH, randomUUID());
    if (!done.ok) onTrouble(done.code);
  };

  await look();
  const both = (): void =>
    void Promise.all([look(), lookAtDisk()]).catch((error: Error) => {
      onTrouble(error.message);
    });
  const timer = setInterval(both, LOOK_EVERY_MS);
  const unturn = core.onTurn(() => void look());
  both();
  return {
    raise,
    end,
    stop() {
      clearInterval(timer);
      unturn();
    },
  };
}
