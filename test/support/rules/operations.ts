/** Alerts and load for tests of the health check: nothing waits, no alert is active. */
import type { AlertFacts } from '../../../src-main/host/domain/engine/facts';
import type { Alert, LaneLoad, Load } from '../../../src-shared/model/operations/alerts';
import type { MailSettings } from '../../../src-shared/model/mail';
import { MINUTE, NOW } from './context';

/** Alert 4: for ten minutes 16 papers have waited, and no person has read it. */
export function anAlert(differing: Partial<Alert> = {}): Alert {
  return {
    seq: 4,
    kind: 'queue',
    subject: null,
    figure: 16,
    limit: 15,
    cause: null,
    raisedAt: NOW - 10 * MINUTE,
    endedAt: null,
    seenBy: null,
    ...differing,
  };
}

/** These are known, the next is 9, and no letter went out about any of them. */
export function alertsOf(...kept: readonly Alert[]): AlertFacts {
  return { kept, next: 9, mailedAt: new Map() };
}

export function aLoad(differing: Partial<Load> = {}): Load {
  return { waiting: 0, meanMs: null, lanes: [], ...differing };
}

/** Three papers wait at the kitchen's printer, which prints. */
export function aLaneLoad(differing: Partial<LaneLoad> = {}): LaneLoad {
  return { printerId: 'kitchen-printer', waiting: 3, waitMs: 0, idleMs: 0, ...differing };
}

export const MAIL: MailSettings = {
  host: 'smtp.ejemplo',
  port: 465,
  security: 'tls',
  user: null,
  from: 'caja@ejemplo',
  to: ['duena@ejemplo'],
};
