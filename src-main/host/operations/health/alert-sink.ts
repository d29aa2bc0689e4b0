/** Raises and ends alerts in the core. */
import { randomUUID } from 'node:crypto';
import type { Alert } from '../../../../src-shared/model/operations/alerts';
import type { Core } from '../../core/core-client';

/** Sender of the monitor's commands. The id is stored with them. */
export const WATCH = { id: 'house-watch', role: 'system' } as const;

export type AlertSink = {
  raise(
    finding: Pick<Alert, 'kind'> & Partial<Pick<Alert, 'subject' | 'figure' | 'limit' | 'cause'>>,
  ): Promise<void>;
  end(kind: Alert['kind']): Promise<void>;
};

export function createAlertSink(core: Core, onTrouble: (words: string) => void): AlertSink {
  return {
    async raise({ kind, subject = null, figure = null, limit = null, cause = null }) {
      const alert = { kind, subject, figure, limit, cause };
      const done = await core.execute('raiseAlert', alert, WATCH, randomUUID());
      if (!done.ok) onTrouble(done.code);
    },
    async end(kind) {
      const done = await core.execute('endAlert', { kind, subject: null }, WATCH, randomUUID());
      if (!done.ok) onTrouble(done.code);
    },
  };
}
