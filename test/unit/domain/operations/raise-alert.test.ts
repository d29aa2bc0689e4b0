/** raiseAlert: what watchers of the program tell of, such as a backup that failed. */
import { raiseAlertRule } from '../../../../src-main/host/domain/operations/health-check';
import { DEFAULT_ALERT_RULES } from '../../../../src-shared/model/operations/alerts';
import { HOUR, MINUTE, NOW, SYSTEM } from '../../../support/rules/context';
import { alertsOf, anAlert, MAIL } from '../../../support/rules/operations';
import { table } from '../../../support/rules/rule-table';

const FAILED = {
  kind: 'backup',
  subject: null,
  figure: null,
  limit: null,
  cause: 'disk_full',
} as const;
const told = anAlert({ ...FAILED, raisedAt: NOW - 24 * HOUR });
const context = { actor: SYSTEM };

table(raiseAlertRule, { alerts: alertsOf(), watchRules: DEFAULT_ALERT_RULES, mailSettings: null }, [
  {
    it: 'raises an alert that is not over and that no person has read',
    input: FAILED,
    context,
    reply: {},
    changes: [
      { put: 'alert', alert: { ...FAILED, seq: 9, raisedAt: NOW, endedAt: null, seenBy: null } },
    ],
    events: [
      {
        kind: 'alert.raised',
        order: null,
        alert: { ...FAILED, seq: 9, raisedAt: NOW, endedAt: null },
      },
    ],
  },
  {
    it: 'writes a letter about it where mail is set up and the owner wants letters about its kind',
    input: FAILED,
    facts: { mailSettings: MAIL },
    changes: [{ put: 'alert' }, { put: 'mail', mail: { alert: 9, queuedAt: NOW } }],
  },
  {
    it: 'writes no letter about a kind that the owner wants none about',
    input: FAILED,
    facts: { mailSettings: MAIL, watchRules: { ...DEFAULT_ALERT_RULES, mailed: ['disk'] } },
    changes: [{ put: 'alert' }],
  },
  {
    it: 'ends at once what only happened: letters that were given up',
    input: { kind: 'mail', subject: null, figure: 3, limit: null, cause: 'timeout' },
    changes: [
      { put: 'alert', alert: { seq: 9, kind: 'mail', figure: 3 } },
      { set: 'alert', seq: 9, endedAt: NOW },
    ],
    events: [
      { kind: 'alert.raised', alert: { seq: 9 } },
      { kind: 'alert.ended', order: null, alert: 9 },
    ],
  },
  {
    it: 'raises another alert for each time that something only happened',
    input: { kind: 'mail', subject: null, figure: 1, limit: null, cause: null },
    facts: { alerts: alertsOf(anAlert({ kind: 'mail', endedAt: NOW - MINUTE })) },
    changes: [
      { put: 'alert', alert: { seq: 9, kind: 'mail' } },
      { set: 'alert', seq: 9, endedAt: NOW },
    ],
  },
  {
    it: 'raises an alert beside those of other kinds and about other printers',
    input: { ...FAILED, kind: 'stuck', subject: 'bar-printer' },
    facts: {
      alerts: alertsOf(
        anAlert({ kind: 'backup', raisedAt: NOW }),
        anAlert({ seq: 5, kind: 'stuck', subject: 'kitchen-printer', raisedAt: NOW }),
      ),
    },
    changes: [{ put: 'alert', alert: { seq: 9, kind: 'stuck', subject: 'bar-printer' } }],
  },

  // Again while the last time is not over.
  {
    it: 'takes a second report within the minute for the same event',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, raisedAt: NOW - MINUTE + 1 }), mailSettings: MAIL },
    changes: [],
    events: [],
  },
  {
    it: 'takes a report of a minute later for another event',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, raisedAt: NOW - MINUTE }) },
    changes: [{ set: 'alertRenewed', alert: { seq: 4, raisedAt: NOW } }],
    events: [{ kind: 'alert.raised', alert: { seq: 4, raisedAt: NOW } }],
  },
  {
    it: 'takes a report for another event where the last was dated a minute ahead',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, raisedAt: NOW + MINUTE }) },
    changes: [{ set: 'alertRenewed', alert: { seq: 4, raisedAt: NOW } }],
  },
  {
    it: 'takes a report for the same event where the last was dated less than a minute ahead',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, raisedAt: NOW + MINUTE - 1 }) },
    changes: [],
  },
  {
    it: 'tells another reason at once, within the minute too',
    input: { ...FAILED, cause: 'no_folder' },
    facts: { alerts: alertsOf({ ...told, raisedAt: NOW - 1 }) },
    changes: [{ set: 'alertRenewed', alert: { seq: 4, cause: 'no_folder', endedAt: null } }],
    events: [{ kind: 'alert.raised', alert: { seq: 4, cause: 'no_folder', endedAt: null } }],
  },
  {
    it: 'goes on under its number with tonight’s time where last night’s was not read, with a letter',
    input: FAILED,
    facts: {
      alerts: { ...alertsOf(told), mailedAt: new Map([[4, NOW - 24 * HOUR]]) },
      mailSettings: MAIL,
    },
    changes: [
      { set: 'alertRenewed', alert: { seq: 4, raisedAt: NOW, endedAt: null, seenBy: null } },
      { put: 'mail', mail: { alert: 4, queuedAt: NOW } },
    ],
  },
  {
    it: 'writes no second letter within the hour about what happens again',
    input: FAILED,
    facts: {
      alerts: {
        ...alertsOf({ ...told, raisedAt: NOW - 2 * MINUTE }),
        mailedAt: new Map([[4, NOW - 2 * MINUTE]]),
      },
      mailSettings: MAIL,
    },
    changes: [{ set: 'alertRenewed', alert: { seq: 4 } }],
  },
  {
    it: 'is to be read again where last night’s was read: that one is over, another begins',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, seenBy: 'Ana' }), mailSettings: MAIL },
    changes: [
      { set: 'alert', seq: 4, endedAt: NOW },
      { put: 'alert', alert: { seq: 9, raisedAt: NOW, endedAt: null, seenBy: null } },
      { put: 'mail', mail: { alert: 9 } },
    ],
    events: [
      { kind: 'alert.ended', alert: 4 },
      { kind: 'alert.raised', alert: { seq: 9 } },
    ],
  },

  // Again after it was over.
  {
    it: 'goes on with one that was over and that was not read',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, endedAt: NOW - HOUR }) },
    changes: [{ set: 'alertRenewed', alert: { seq: 4, raisedAt: NOW, endedAt: null } }],
    events: [{ kind: 'alert.raised', alert: { seq: 4 } }],
  },
  {
    it: 'raises another where the one that was over was read',
    input: FAILED,
    facts: { alerts: alertsOf({ ...told, endedAt: NOW - HOUR, seenBy: 'Ana' }) },
    changes: [{ put: 'alert', alert: { seq: 9 } }],
  },
]);
