/** endAlert: what a watcher told of is over. */
import { endAlertRule } from '../../../../src-main/host/domain/operations/health-check';
import { NOW } from '../../../support/rules/context';
import { alertsOf, anAlert } from '../../../support/rules/operations';
import { table } from '../../../support/rules/rule-table';

const failed = anAlert({ kind: 'backup' });

table(endAlertRule, { alerts: alertsOf(failed) }, [
  {
    it: 'ends the alert that goes on',
    input: { kind: 'backup', subject: null },
    reply: {},
    changes: [{ set: 'alert', seq: 4, endedAt: NOW }],
    events: [{ kind: 'alert.ended', order: null, alert: 4 }],
  },
  {
    it: 'ends one that was read as well',
    input: { kind: 'backup', subject: null },
    facts: { alerts: alertsOf({ ...failed, seenBy: 'Ana' }) },
    changes: [{ set: 'alert', seq: 4, endedAt: NOW }],
  },
  {
    it: 'ends nothing again that is over, and keeps when it was',
    input: { kind: 'backup', subject: null },
    facts: { alerts: alertsOf({ ...failed, endedAt: NOW - 1 }) },
    reply: {},
    changes: [],
    events: [],
  },
  {
    it: 'ends no alert of another kind',
    input: { kind: 'database', subject: null },
    changes: [],
    events: [],
  },
  {
    it: 'ends only the alert of the printer that it is about',
    input: { kind: 'printer', subject: 'bar-printer' },
    facts: {
      alerts: alertsOf(
        anAlert({ kind: 'printer', subject: 'kitchen-printer' }),
        anAlert({ seq: 5, kind: 'printer', subject: 'bar-printer' }),
        anAlert({ seq: 6, kind: 'paper', subject: 'bar-printer' }),
      ),
    },
    changes: [{ set: 'alert', seq: 5, endedAt: NOW }],
    events: [{ kind: 'alert.ended', alert: 5 }],
  },
]);
