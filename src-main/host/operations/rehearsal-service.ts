/**
 * Rehearsals as the owner asks for them: one at a time, not while the house's own papers wait, and
 * stopped by a word or by the first guests.
 */
import { refuse } from '../../../src-shared/base/errors';
import type { Rehearsal } from '../../../src-shared/model/operations/rehearsal';
import type { Snapshot } from '../../../src-shared/live/snapshot';
import type { HostConfig } from '../runtime/config';
import type { Core } from '../core/core-client';
import { NOTHING_YET, printsLeft, runRehearsal } from './run-rehearsal';
import type { Stage } from './run-rehearsal';
import type { RehearsalControl } from '../ports/rehearsal-control';

export type RehearsalsOptions = {
  readonly core: Core;
  readonly config: HostConfig;
  readonly open: (config: HostConfig) => Promise<Stage>;
  readonly onTrouble: (words: string) => void;
};

/**
 * More of the house's own papers in line: people wait for them, and a rehearsal would take their
 * share of the machine.
 */
const WAITING_TOO_MANY = 5;

export function createRehearsals({
  core,
  config,
  open,
  onTrouble,
}: RehearsalsOptions): RehearsalControl & {
  stop(): Promise<void>;
} {
  let last: Rehearsal | null = null;
  let running: Promise<void> | null = null;
  /** Why it is to leave off, in words. */
  let end: string | null = null;
  /** The house's own queue, as its last commit left it. */
  let own = 0;
  const unfollow = core.onBatch(({ waiting }) => void (own = waiting));

  return {
    async begin() {
      if (running) return refuse('REHEARSAL_BUSY', { reason: 'ya hay un ensayo en marcha' });
      end = null;
      if ((await printsLeft(core)) > WAITING_TOO_MANY)
        return refuse('REHEARSAL_BUSY', { reason: 'hay comandas de verdad en cola' });
      const { text } = await core.ask({ name: 'snapshot', fromDay: '9999-12-31' });
      const { place } = JSON.parse(text) as Snapshot;
      if (place.items.length === 0)
        return refuse('REHEARSAL_BUSY', { reason: 'el menú está vacío' });
      if (running) return refuse('REHEARSAL_BUSY', { reason: 'ya hay un ensayo en marcha' });
      last = NOTHING_YET;
      running = runRehearsal({
        place,
        config,
        open,
        // The owner asks what the machine bears; cooking takes none of it.
        pace: null,
        tell: (now) => void (last = now),
        mustEnd: () =>
          end ??
          (own > WAITING_TOO_MANY
            ? 'llegaron comandas de verdad y tienen el equipo para ellas'
            : null),
      })
        .then(
          ({ trouble }) => {
            if (trouble !== null) onTrouble(trouble);
          },
          // Its folder or its host would not go: the house itself goes on.
          (error: Error) => {
            last = { ...(last ?? NOTHING_YET), phase: 'failed', trouble: error.message };
            onTrouble(error.message);
          },
        )
        .finally(() => (running = null));
      return last;
    },
    now: () => last,
    leaveOff() {
      end = 'alguien lo detuvo';
    },
    async stop() {
      end = 'el servidor se cerró';
      await running;
      unfollow();
    },
  };
}
