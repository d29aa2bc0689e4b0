/**
 * Starts and stops the rehearsals that the owner requests.
 *
 * One runs at a time. None starts while real tickets are queued, and real tickets end one.
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

/** With more real tickets queued than this, the machine is left to them. */
const QUEUED_MAX = 5;

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
  /** Reason to end the running rehearsal, as text. */
  let end: string | null = null;
  /** Real tickets queued at the last commit. */
  let queued = 0;
  const unsubscribe = core.onBatch(({ waiting }) => void (queued = waiting));

  return {
    async begin() {
      if (running) return refuse('REHEARSAL_BUSY', { reason: 'ya hay un ensayo en marcha' });
      end = null;
      if ((await printsLeft(core)) > QUEUED_MAX)
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
        // The rehearsal measures the machine. Cooking does not load it.
        pace: null,
        tell: (now) => void (last = now),
        mustEnd: () =>
          end ??
          (queued > QUEUED_MAX
            ? 'llegaron comandas de verdad y tienen el equipo para ellas'
            : null),
      })
        .then(
          ({ trouble }) => {
            if (trouble !== null) onTrouble(trouble);
          },
          // The second host or its folder could not be closed. This host continues.
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
      unsubscribe();
    },
  };
}
