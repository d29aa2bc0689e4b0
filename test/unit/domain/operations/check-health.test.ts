/** checkHealth: what the look around raises, follows and ends, and what it does by itself. */
import { expect, it } from 'vitest';
import { checkHealthRule } from '../../../../src-main/host/domain/operations/health-check';
import type { Facts, FactQueries } from '../../../../src-main/host/domain/engine/facts';
import {
  DEFAULT_ALERT_RULES,
  MachineReadings,
} from '../../../../src-shared/model/operations/alerts';
import type { Alert, AlertRules, Load } from '../../../../src-shared/model/operations/alerts';
import { DEFAULT_OPERATION_SETTINGS } from '../../../../src-shared/model/operations/operation-settings';
import { aContext, HOUR, MINUTE, NOW, SYSTEM, TODAY } from '../../../support/rules/context';
import { aLaneLoad, aLoad, alertsOf, anAlert, MAIL } from '../../../support/rules/operations';
import {
  aPrinter,
  aRestaurant,
  aStation,
  BAR,
  COUNTER,
  KITCHEN,
  PRINTERS,
} from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import type { Row } from '../../../support/rules/rule-table';

type Asked = typeof checkHealthRule extends { needs(...args: never): infer Q }
  ? Q extends FactQueries
    ? Q
    : never
  : never;
type HealthRow = Row<'checkHealth', Asked>;

const MIB = 1_048_576;
/** Turbo by hand alone, so that a row about alerts is about nothing else. */
const RULES: AlertRules = {
  ...DEFAULT_ALERT_RULES,
  turbo: { ...DEFAULT_ALERT_RULES.turbo, automatic: false },
};
const USUAL: Facts<Asked> = {
  alerts: alertsOf(),
  watchRules: RULES,
  load: aLoad(),
  printers: PRINTERS,
  catalogue: aRestaurant(),
  turbo: null,
  upkeep: DEFAULT_OPERATION_SETTINGS,
  mailSettings: null,
};
const waits = (differing: Parameters<typeof aLaneLoad>[0]): { readonly load: Load } => ({
  load: aLoad({ lanes: [aLaneLoad(differing)] }),
});

/**
 * A figure with its limit: `quiet` stands on it, `loud` is one beyond; `lasts` keeps an alert that
 * there is, `over` ends it. As docs/operations.md has them.
 */
type Level = {
  readonly kind: Alert['kind'];
  readonly told: string;
  readonly subject?: string;
  readonly cause?: string;
  readonly limit: number;
  readonly quiet: number;
  readonly loud: number;
  readonly lasts: number;
  readonly over: number;
  given(figure: number): {
    readonly seen?: HealthRow['input']['seen'];
    readonly facts?: HealthRow['facts'];
  };
};

const LEVELS: readonly Level[] = [
  {
    kind: 'queue',
    told: 'papers that wait',
    limit: 15,
    quiet: 15,
    loud: 16,
    lasts: 11,
    over: 10,
    given: (waiting) => ({ facts: { load: aLoad({ waiting }) } }),
  },
  {
    kind: 'slow',
    told: 'the mean time of a paper',
    limit: 10_000,
    quiet: 10_000,
    loud: 10_001,
    lasts: 7_001,
    over: 7_000,
    given: (meanMs) => ({ facts: { load: aLoad({ meanMs }) } }),
  },
  {
    kind: 'paper',
    told: 'the wait at a printer that works',
    subject: 'kitchen-printer',
    limit: 30_000,
    quiet: 30_000,
    loud: 30_001,
    lasts: 15_001,
    over: 15_000,
    given: (waitMs) => ({ facts: waits({ waitMs }) }),
  },
  {
    kind: 'stuck',
    told: 'the time that a printer which works is given nothing',
    subject: 'kitchen-printer',
    limit: 60_000,
    quiet: 60_000,
    loud: 60_001,
    lasts: 30_001,
    over: 30_000,
    given: (idleMs) => ({ facts: waits({ idleMs }), seen: { printingMs: HOUR } }),
  },
  {
    kind: 'stuck',
    told: 'the time that lanes have been driven at all',
    subject: 'kitchen-printer',
    limit: 60_000,
    quiet: 60_000,
    loud: 60_001,
    lasts: 30_001,
    over: 30_000,
    given: (printingMs) => ({ facts: waits({ idleMs: HOUR }), seen: { printingMs } }),
  },
  {
    kind: 'disk',
    told: 'the free room of the disk',
    limit: 500 * MIB,
    quiet: 500 * MIB,
    loud: 500 * MIB - 1,
    lasts: 700 * MIB - 1,
    over: 700 * MIB,
    given: (freeBytes) => ({ seen: { freeBytes } }),
  },
  {
    kind: 'log',
    told: 'the database log',
    limit: 128 * MIB,
    quiet: 128 * MIB,
    loud: 128 * MIB + 1,
    lasts: 64 * MIB + 1,
    over: 64 * MIB,
    given: (logBytes) => ({ seen: { logBytes } }),
  },
  {
    kind: 'old_backup',
    told: 'the age of the newest backup',
    limit: 36 * HOUR,
    quiet: 36 * HOUR,
    loud: 36 * HOUR + 1,
    lasts: 24 * HOUR + 1,
    over: 24 * HOUR,
    given: (backupAgeMs) => ({ seen: { backupAgeMs } }),
  },
  {
    kind: 'flood',
    told: 'refusals of one source',
    cause: '192.168.0.9',
    limit: 120,
    quiet: 120,
    loud: 121,
    lasts: 13,
    over: 12,
    given: (perMinute) => ({ seen: { flood: { source: '192.168.0.9', perMinute } } }),
  },
];

function rowsOf(level: Level): readonly HealthRow[] {
  const { kind, told, subject = null, cause = null, limit, quiet, loud, lasts, over } = level;
  // Close to what is measured, so that nothing has to be followed.
  const goesOn = (figure: number): Alert => anAlert({ kind, subject, cause, limit, figure });
  const row = (figure: number, alerts?: Alert) => {
    const { seen = {}, facts } = level.given(figure);
    return {
      input: { seen },
      facts: { ...facts, ...(alerts && { alerts: alertsOf(alerts) }) },
      context: { actor: SYSTEM },
    };
  };
  const alert = { seq: 9, kind, subject, cause, limit, figure: loud, endedAt: null, seenBy: null };
  return [
    {
      it: `says nothing of ${told} exactly at the limit (${kind}, ${quiet})`,
      ...row(quiet),
      reply: { raised: 0, ended: 0 },
      changes: [],
      events: [],
    },
    {
      it: `raises an alert for ${told} beyond the limit (${kind}, ${loud})`,
      ...row(loud),
      reply: { raised: 1, ended: 0 },
      changes: [{ put: 'alert', alert: { ...alert, raisedAt: NOW } }],
      events: [{ kind: 'alert.raised', order: null, alert: { ...alert, raisedAt: NOW } }],
    },
    {
      it: `keeps the alert about ${told} until the lower level (${kind}, ${lasts})`,
      ...row(lasts, goesOn(lasts)),
      reply: { raised: 0, ended: 0 },
      changes: [],
      events: [],
    },
    {
      it: `ends the alert about ${told} at the lower level (${kind}, ${over})`,
      ...row(over, goesOn(over)),
      reply: { raised: 0, ended: 1 },
      changes: [{ set: 'alert', seq: 4, endedAt: NOW }],
      events: [{ kind: 'alert.ended', order: null, alert: 4 }],
    },
  ];
}

const away = (
  state: 'open' | 'blocked' | 'half_open' | 'degraded',
  retryAt: number | null = null,
) => aPrinter({ health: { state, cause: 'paper_out', since: NOW - MINUTE, retryAt } });
const chained = (differing: { readonly fallbacks?: readonly string[] } = {}) =>
  aRestaurant({
    stations: [{ ...KITCHEN, fallbacks: ['bar-printer'], ...differing }, BAR, COUNTER],
  });
const jumped = (clockJumpMs: number): HealthRow['input'] => ({ seen: { clockJumpMs } });
const asks = (workers: number): HealthRow['input'] => ({ seen: { workers } });
/** An alert that was over five minutes ago and that no person has read. */
const unread = anAlert({ endedAt: NOW - 5 * MINUTE });
const busy = aLoad({ waiting: 16 });

table(checkHealthRule, USUAL, [
  {
    it: 'finds nothing in a restaurant where all is well',
    input: { seen: { freeBytes: 900 * MIB, logBytes: 0, backupAgeMs: HOUR, printingMs: HOUR } },
    context: { actor: SYSTEM },
    reply: { raised: 0, ended: 0, workers: null, relieve: [] },
    changes: [],
    events: [],
  },
  ...LEVELS.flatMap(rowsOf),

  // What there is to look at, and what is left alone.
  {
    it: 'leaves alerts alone of what was not looked at this time',
    input: { seen: {} },
    facts: {
      alerts: alertsOf(
        anAlert({ kind: 'disk' }),
        anAlert({ seq: 5, kind: 'log' }),
        anAlert({ seq: 6, kind: 'old_backup' }),
        anAlert({ seq: 7, kind: 'flood' }),
        anAlert({ seq: 8, kind: 'backup' }),
      ),
    },
    reply: { raised: 0, ended: 0 },
    changes: [],
    events: [],
  },
  {
    it: 'ends every alert that is over, and no other',
    input: { seen: {} },
    facts: {
      load: aLoad({ waiting: 16 }),
      alerts: alertsOf(
        anAlert(),
        anAlert({ seq: 5, kind: 'slow' }),
        anAlert({ seq: 6, kind: 'paper', subject: 'bar-printer' }),
        anAlert({ seq: 7, kind: 'printer', subject: 'bar-printer' }),
      ),
    },
    reply: { raised: 0, ended: 3 },
    changes: [
      { set: 'alert', seq: 5, endedAt: NOW },
      { set: 'alert', seq: 6, endedAt: NOW },
      { set: 'alert', seq: 7, endedAt: NOW },
    ],
    events: [
      { kind: 'alert.ended', alert: 5 },
      { kind: 'alert.ended', alert: 6 },
      { kind: 'alert.ended', alert: 7 },
    ],
  },
  {
    it: 'ends no alert a second time that was over before',
    input: { seen: {} },
    facts: { alerts: alertsOf(unread) },
    reply: { raised: 0, ended: 0 },
    changes: [],
    events: [],
  },
  {
    it: 'raises several alerts at one look under numbers that follow one another',
    input: { seen: { freeBytes: 1 } },
    facts: { load: busy },
    reply: { raised: 2 },
    changes: [
      { put: 'alert', alert: { seq: 9, kind: 'queue' } },
      { put: 'alert', alert: { seq: 10, kind: 'disk' } },
    ],
    events: [
      { kind: 'alert.raised', alert: { seq: 9, kind: 'queue' } },
      { kind: 'alert.raised', alert: { seq: 10, kind: 'disk' } },
    ],
  },
  {
    it: 'tells of no queue, no time and no wait where the owner wants to hear of none',
    input: { seen: {} },
    facts: {
      watchRules: { ...RULES, queue: null, slowS: null, paperS: null },
      load: aLoad({
        waiting: 500,
        meanMs: HOUR,
        lanes: [aLaneLoad({ waitMs: HOUR })],
      }),
      alerts: alertsOf(anAlert()),
    },
    reply: { raised: 0, ended: 1 },
    changes: [{ set: 'alert', seq: 4, endedAt: NOW }],
  },
  {
    it: 'goes by the owner’s own figures, seconds counted in ms',
    input: { seen: {} },
    facts: {
      watchRules: { ...RULES, queue: 3, slowS: 2, paperS: 4 },
      load: aLoad({ waiting: 4, meanMs: 2_001, lanes: [aLaneLoad({ waitMs: 4_001 })] }),
    },
    reply: { raised: 3 },
    changes: [
      { alert: { kind: 'queue', figure: 4, limit: 3 } },
      { alert: { kind: 'slow', figure: 2_001, limit: 2_000 } },
      { alert: { kind: 'paper', figure: 4_001, limit: 4_000 } },
    ],
  },
  {
    it: 'ends the alert about a queue at two thirds of the owner’s own figure',
    input: { seen: {} },
    facts: {
      watchRules: { ...RULES, queue: 30 },
      load: aLoad({ waiting: 20 }),
      alerts: alertsOf(anAlert({ limit: 30, figure: 20 })),
    },
    reply: { ended: 1 },
  },
  {
    it: 'keeps the alert about a queue above two thirds of the owner’s own figure',
    input: { seen: {} },
    facts: {
      watchRules: { ...RULES, queue: 30 },
      load: aLoad({ waiting: 21 }),
      alerts: alertsOf(anAlert({ limit: 30, figure: 21 })),
    },
    reply: { ended: 0 },
  },
  {
    it: 'tells whole figures, however finely they were measured',
    input: { seen: {} },
    facts: { load: aLoad({ meanMs: 12_345.6 }) },
    changes: [{ alert: { kind: 'slow', figure: 12_346 } }],
  },

  // Printers.
  {
    it: 'raises an alert for a printer that needs a person, with its cause',
    input: { seen: {} },
    facts: { printers: [away('blocked')] },
    reply: { raised: 1 },
    changes: [
      {
        put: 'alert',
        alert: { kind: 'printer', subject: 'kitchen-printer', cause: 'paper_out', figure: null },
      },
    ],
  },
  {
    it: 'raises an alert for a printer that cannot be reached',
    input: { seen: {} },
    facts: { printers: [away('open')] },
    reply: { raised: 1 },
  },
  {
    it: 'raises one alert for each printer that is away',
    input: { seen: {} },
    facts: {
      printers: [away('open'), { ...away('blocked'), id: 'bar-printer' }],
      alerts: alertsOf(
        anAlert({
          kind: 'printer',
          subject: 'bar-printer',
          cause: 'paper_out',
          figure: null,
          limit: null,
        }),
      ),
    },
    reply: { raised: 1, ended: 0 },
    changes: [{ put: 'alert', alert: { kind: 'printer', subject: 'kitchen-printer' } }],
  },
  {
    it: 'takes a printer for working that is tried again or says nothing, and ends its alert',
    input: { seen: {} },
    facts: {
      printers: [away('half_open'), { ...away('degraded'), id: 'bar-printer' }],
      alerts: alertsOf(
        anAlert({ kind: 'printer', subject: 'kitchen-printer' }),
        anAlert({ seq: 5, kind: 'printer', subject: 'bar-printer' }),
      ),
    },
    reply: { raised: 0, ended: 2 },
  },
  {
    it: 'tells of no printer where the owner wants to hear of none, and ends what was told',
    input: { seen: {} },
    facts: {
      watchRules: { ...RULES, printer: false },
      printers: [away('blocked')],
      alerts: alertsOf(anAlert({ kind: 'printer', subject: 'kitchen-printer' })),
    },
    reply: { raised: 0, ended: 1 },
    changes: [{ set: 'alert', seq: 4, endedAt: NOW }],
  },
  {
    it: 'tells the new cause of a printer that is still away',
    input: { seen: {} },
    facts: {
      printers: [away('blocked')],
      alerts: alertsOf(
        anAlert({
          kind: 'printer',
          subject: 'kitchen-printer',
          figure: null,
          limit: null,
          cause: 'cover_open',
          seenBy: 'Ana',
        }),
      ),
    },
    reply: { raised: 0, ended: 0 },
    changes: [
      {
        set: 'alertRenewed',
        alert: { seq: 4, cause: 'paper_out', raisedAt: NOW - 10 * MINUTE, seenBy: 'Ana' },
      },
    ],
    events: [{ kind: 'alert.followed', order: null, alert: 4, figure: null, cause: 'paper_out' }],
  },
  {
    it: 'says neither of a printer that is away that its papers wait nor that it is stuck',
    input: { seen: { printingMs: HOUR } },
    facts: {
      ...waits({ waitMs: HOUR, idleMs: HOUR }),
      printers: [away('open')],
      watchRules: { ...RULES, printer: false },
    },
    reply: { raised: 0 },
    changes: [],
  },
  {
    it: 'measures no wait for paper at a folder, and no stop at a screen',
    input: { seen: { printingMs: HOUR } },
    facts: {
      load: aLoad({
        lanes: [
          aLaneLoad({ printerId: 'folder', waitMs: HOUR }),
          aLaneLoad({ printerId: 'screen', waitMs: HOUR, idleMs: HOUR }),
        ],
      }),
      printers: [
        aPrinter({ id: 'folder', address: { kind: 'pdf', folder: null } }),
        aPrinter({ id: 'screen', address: { kind: 'screen' } }),
      ],
    },
    reply: { raised: 0 },
    changes: [],
  },
  {
    it: 'says of a folder that is given nothing that it is stuck',
    input: { seen: { printingMs: HOUR } },
    facts: {
      load: aLoad({ lanes: [aLaneLoad({ printerId: 'folder', idleMs: HOUR })] }),
      printers: [aPrinter({ id: 'folder', address: { kind: 'pdf', folder: null } })],
    },
    changes: [{ put: 'alert', alert: { kind: 'stuck', subject: 'folder' } }],
  },
  {
    it: 'gives a printer its time that is to be looked at again: no stop up to a minute after that',
    input: { seen: { printingMs: HOUR } },
    facts: { ...waits({ idleMs: HOUR }), printers: [away('degraded', NOW - MINUTE)] },
    reply: { raised: 0 },
  },
  {
    it: 'says that a printer is stuck whose look was due more than a minute ago',
    input: { seen: { printingMs: HOUR } },
    facts: { ...waits({ idleMs: HOUR }), printers: [away('degraded', NOW - MINUTE - 1)] },
    reply: { raised: 1 },
    changes: [{ put: 'alert', alert: { kind: 'stuck' } }],
  },
  {
    it: 'says of no printer that it is stuck while lanes are held on purpose, and not any more',
    input: { seen: { printingMs: null } },
    facts: {
      ...waits({ idleMs: HOUR }),
      alerts: alertsOf(anAlert({ kind: 'stuck', subject: 'kitchen-printer' })),
    },
    reply: { raised: 0, ended: 1 },
  },

  // The clock.
  {
    it: 'tells of a clock that jumped ahead by two minutes, and that it is over at once',
    input: jumped(2 * MINUTE),
    reply: { raised: 1, ended: 0 },
    changes: [
      {
        put: 'alert',
        alert: { seq: 9, kind: 'clock', subject: null, figure: 120_000, limit: 120_000 },
      },
      { set: 'alert', seq: 9, endedAt: NOW },
    ],
    events: [
      { kind: 'alert.raised', alert: { seq: 9, kind: 'clock' } },
      { kind: 'alert.ended', alert: 9 },
    ],
  },
  {
    it: 'tells of a clock that was set back, as a figure below zero',
    input: jumped(-2 * MINUTE - 0.4),
    changes: [{ alert: { kind: 'clock', figure: -120_000 } }, { set: 'alert', seq: 9 }],
  },
  {
    it: 'says nothing of a clock that jumped by less than two minutes ahead',
    input: jumped(2 * MINUTE - 1),
    changes: [],
  },
  {
    it: 'says nothing of a clock that jumped by less than two minutes back',
    input: jumped(-2 * MINUTE + 1),
    changes: [],
  },
  {
    it: 'tells of a second jump of the clock as another alert, though the first is not read yet',
    input: jumped(HOUR),
    facts: {
      alerts: alertsOf(anAlert({ kind: 'clock', endedAt: NOW - MINUTE })),
    },
    reply: { raised: 1 },
    changes: [
      { put: 'alert', alert: { seq: 9, kind: 'clock' } },
      { set: 'alert', seq: 9, endedAt: NOW },
    ],
  },

  // One that goes on.
  {
    it: 'does not raise an alert again that goes on',
    input: { seen: {} },
    facts: { load: busy, alerts: alertsOf(anAlert()) },
    reply: { raised: 0, ended: 0 },
    changes: [],
    events: [],
  },
  {
    it: 'does not follow a figure that moved by less than a fifth of its limit',
    input: { seen: {} },
    facts: { load: aLoad({ waiting: 18 }), alerts: alertsOf(anAlert()) },
    changes: [],
    events: [],
  },
  {
    it: 'follows a figure that moved by a fifth of its limit, and rings for no person again',
    input: { seen: {} },
    facts: { load: aLoad({ waiting: 19 }), alerts: alertsOf(anAlert({ seenBy: 'Ana' })) },
    reply: { raised: 0, ended: 0 },
    changes: [
      {
        set: 'alertRenewed',
        alert: {
          seq: 4,
          kind: 'queue',
          figure: 19,
          limit: 15,
          raisedAt: NOW - 10 * MINUTE,
          endedAt: null,
          seenBy: 'Ana',
        },
      },
    ],
    events: [{ kind: 'alert.followed', order: null, alert: 4, figure: 19, limit: 15, cause: null }],
  },
  {
    it: 'follows a limit that the owner changed',
    input: { seen: {} },
    facts: {
      watchRules: { ...RULES, queue: 14 },
      load: busy,
      alerts: alertsOf(anAlert()),
    },
    changes: [{ set: 'alertRenewed', alert: { seq: 4, figure: 16, limit: 14 } }],
    events: [{ kind: 'alert.followed', alert: 4, limit: 14 }],
  },

  // One that comes again.
  {
    it: 'goes on with an alert that was over and that was not read yet, under its old number',
    input: { seen: {} },
    facts: { load: aLoad({ waiting: 21 }), alerts: alertsOf(unread) },
    reply: { raised: 1, ended: 0 },
    changes: [
      {
        set: 'alertRenewed',
        alert: { seq: 4, figure: 21, raisedAt: NOW, endedAt: null, seenBy: null },
      },
    ],
    events: [
      {
        kind: 'alert.raised',
        order: null,
        alert: { seq: 4, figure: 21, raisedAt: NOW, endedAt: null },
      },
    ],
  },
  {
    it: 'raises a new alert where the last one was read',
    input: { seen: {} },
    facts: { load: busy, alerts: alertsOf({ ...unread, seenBy: 'Ana' }) },
    changes: [{ put: 'alert', alert: { seq: 9, kind: 'queue' } }],
  },
  {
    it: 'raises a new alert for a printer where the unread one is about another',
    input: { seen: {} },
    facts: {
      printers: [away('blocked')],
      alerts: alertsOf({ ...unread, kind: 'printer', subject: 'bar-printer' }),
    },
    changes: [{ put: 'alert', alert: { seq: 9, subject: 'kitchen-printer' } }],
  },
  {
    it: 'goes on with the newest of two unread ones',
    input: { seen: {} },
    facts: { load: busy, alerts: alertsOf({ ...unread, seq: 2 }, { ...unread, seq: 3 }) },
    changes: [{ set: 'alertRenewed', alert: { seq: 3 } }],
  },

  // Letters.
  {
    it: 'writes a letter about an alert that the owner wants letters about',
    input: { seen: { freeBytes: 1 } },
    facts: { mailSettings: MAIL },
    changes: [
      { put: 'alert', alert: { seq: 9, kind: 'disk' } },
      { put: 'mail', mail: { alert: 9, queuedAt: NOW } },
    ],
  },
  {
    it: 'writes no letter about an alert that the owner wants none about',
    input: { seen: {} },
    facts: { load: busy, mailSettings: MAIL },
    changes: [{ put: 'alert', alert: { kind: 'queue' } }],
  },
  {
    it: 'writes no letter where mail was not set up',
    input: { seen: { freeBytes: 1 } },
    changes: [{ put: 'alert', alert: { kind: 'disk' } }],
  },
  {
    it: 'writes no second letter within the hour about an alert that comes again',
    input: { seen: { freeBytes: 1 } },
    facts: {
      mailSettings: MAIL,
      alerts: {
        ...alertsOf({ ...unread, kind: 'disk' }),
        mailedAt: new Map([[4, NOW - HOUR + 1]]),
      },
    },
    changes: [{ set: 'alertRenewed', alert: { seq: 4 } }],
  },
  {
    it: 'writes again about an alert that comes again an hour after its last letter',
    input: { seen: { freeBytes: 1 } },
    facts: {
      mailSettings: MAIL,
      alerts: { ...alertsOf({ ...unread, kind: 'disk' }), mailedAt: new Map([[4, NOW - HOUR]]) },
    },
    changes: [
      { set: 'alertRenewed', alert: { seq: 4 } },
      { put: 'mail', mail: { alert: 4, queuedAt: NOW } },
    ],
  },
  {
    it: 'writes again where the last letter was dated by a clock that was ahead',
    input: { seen: { freeBytes: 1 } },
    facts: {
      mailSettings: MAIL,
      alerts: { ...alertsOf({ ...unread, kind: 'disk' }), mailedAt: new Map([[4, NOW + 1]]) },
    },
    changes: [{ set: 'alertRenewed' }, { put: 'mail', mail: { alert: 4 } }],
  },
  {
    it: 'does not take another alert’s letter for its own',
    input: { seen: { freeBytes: 1 } },
    facts: {
      mailSettings: MAIL,
      alerts: { ...alertsOf({ ...unread, kind: 'disk' }), mailedAt: new Map([[3, NOW]]) },
    },
    changes: [{ set: 'alertRenewed' }, { put: 'mail', mail: { alert: 4 } }],
  },

  // Turbo by the restaurant's figures.
  {
    it: 'leaves turbo off where exactly as many papers wait as the limit says',
    input: { seen: {} },
    facts: { watchRules: DEFAULT_ALERT_RULES, load: aLoad({ waiting: 15, meanMs: 10_000 }) },
    changes: [],
    events: [],
  },
  {
    it: 'switches turbo on where more papers wait than the limit says',
    input: { seen: {} },
    facts: { watchRules: DEFAULT_ALERT_RULES, load: busy },
    changes: [{ put: 'alert' }, { set: 'turbo', turbo: { since: NOW, by: null } }],
    events: [{ kind: 'alert.raised' }, { kind: 'turbo.changed', order: null, on: true, by: null }],
  },
  {
    it: 'switches turbo on where papers take longer than the limit says',
    input: { seen: {} },
    facts: { watchRules: DEFAULT_ALERT_RULES, load: aLoad({ meanMs: 10_001 }) },
    changes: [{ put: 'alert' }, { set: 'turbo', turbo: { since: NOW, by: null } }],
  },
  {
    it: 'does not switch turbo on by limits that there are not',
    input: { seen: {} },
    facts: {
      watchRules: { ...DEFAULT_ALERT_RULES, queue: null, slowS: null },
      load: aLoad({ waiting: 500, meanMs: HOUR }),
    },
    changes: [],
  },
  {
    it: 'does not switch turbo on where the owner wants it by hand alone',
    input: { seen: {} },
    facts: { load: busy },
    changes: [{ put: 'alert' }],
  },
  {
    it: 'does not switch turbo on that is on, and keeps since when it is',
    input: { seen: {} },
    facts: {
      watchRules: DEFAULT_ALERT_RULES,
      load: busy,
      turbo: { since: NOW - HOUR, by: null },
    },
    changes: [{ put: 'alert' }],
  },
  {
    it: 'switches turbo off again below both lower figures',
    input: { seen: {} },
    facts: {
      watchRules: DEFAULT_ALERT_RULES,
      load: aLoad({ waiting: 4, meanMs: 2_999 }),
      turbo: { since: NOW - HOUR, by: null },
    },
    changes: [{ set: 'turbo', turbo: null }],
    events: [{ kind: 'turbo.changed', on: false, by: null }],
  },
  {
    it: 'switches turbo off where no paper came out of late and few wait',
    input: { seen: {} },
    facts: {
      watchRules: DEFAULT_ALERT_RULES,
      load: aLoad({ waiting: 4 }),
      turbo: { since: NOW - HOUR, by: null },
    },
    changes: [{ set: 'turbo', turbo: null }],
  },
  {
    it: 'leaves turbo on where five papers wait',
    input: { seen: {} },
    facts: {
      watchRules: DEFAULT_ALERT_RULES,
      load: aLoad({ waiting: 5, meanMs: 2_999 }),
      turbo: { since: NOW - HOUR, by: null },
    },
    changes: [],
  },
  {
    it: 'leaves turbo on where a paper takes three seconds',
    input: { seen: {} },
    facts: {
      watchRules: DEFAULT_ALERT_RULES,
      load: aLoad({ waiting: 4, meanMs: 3_000 }),
      turbo: { since: NOW - HOUR, by: null },
    },
    changes: [],
  },
  {
    it: 'never switches turbo off that a person switched on',
    input: { seen: {} },
    facts: { watchRules: DEFAULT_ALERT_RULES, turbo: { since: NOW - HOUR, by: 'Ana' } },
    changes: [],
    events: [],
  },
  {
    it: 'switches turbo off that went on by itself where the owner wants it by hand from now on',
    input: { seen: {} },
    facts: { load: aLoad({ waiting: 15 }), turbo: { since: NOW - HOUR, by: null } },
    changes: [{ set: 'turbo', turbo: null }],
    events: [{ kind: 'turbo.changed', on: false }],
  },

  // Print workers: 3 to 5 on usual days.
  {
    it: 'leaves as many workers as there are where the queue stands between the two figures',
    input: asks(4),
    facts: { load: aLoad({ waiting: 5 }) },
    reply: { workers: 4 },
  },
  {
    it: 'leaves as many workers as there are exactly at the limit',
    input: asks(3),
    facts: { load: aLoad({ waiting: 15 }) },
    reply: { workers: 3 },
  },
  {
    it: 'adds two workers above the limit',
    input: asks(3),
    facts: {
      load: busy,
      upkeep: { ...DEFAULT_OPERATION_SETTINGS, workers: { least: 3, most: 8 } },
    },
    reply: { workers: 5 },
  },
  {
    it: 'never adds more workers than are allowed',
    input: asks(4),
    facts: { load: busy },
    reply: { workers: 5 },
  },
  {
    it: 'adds two workers at twenty papers still',
    input: asks(3),
    facts: {
      load: aLoad({ waiting: 20 }),
      upkeep: { ...DEFAULT_OPERATION_SETTINGS, workers: { least: 3, most: 8 } },
    },
    reply: { workers: 5 },
  },
  {
    it: 'runs all workers that are allowed above twenty papers',
    input: asks(3),
    facts: {
      load: aLoad({ waiting: 21 }),
      upkeep: { ...DEFAULT_OPERATION_SETTINGS, workers: { least: 3, most: 8 } },
    },
    reply: { workers: 8 },
  },
  {
    it: 'takes one worker away a look below the lower figure',
    input: asks(5),
    facts: { load: aLoad({ waiting: 4 }) },
    reply: { workers: 4 },
  },
  {
    it: 'never runs fewer workers than at rest',
    input: asks(3),
    reply: { workers: 3 },
  },
  {
    it: 'runs ten workers in turbo',
    input: asks(3),
    facts: { turbo: { since: NOW, by: 'Ana' } },
    reply: { workers: 10 },
  },
  {
    it: 'runs ten workers at the very look that switches turbo on',
    input: asks(3),
    facts: { watchRules: DEFAULT_ALERT_RULES, load: busy },
    reply: { workers: 10 },
  },
  {
    it: 'runs usual workers at the very look that switches turbo off',
    input: asks(10),
    facts: { watchRules: DEFAULT_ALERT_RULES, turbo: { since: NOW, by: null } },
    reply: { workers: 5 },
  },
  {
    it: 'runs more than ten workers in turbo where the owner allows more',
    input: asks(3),
    facts: {
      turbo: { since: NOW, by: 'Ana' },
      upkeep: { ...DEFAULT_OPERATION_SETTINGS, workers: { least: 3, most: 12 } },
    },
    reply: { workers: 12 },
  },
  {
    it: 'adds workers above fifteen papers where the owner wants to hear of no queue',
    input: asks(3),
    facts: { watchRules: { ...RULES, queue: null }, load: busy },
    reply: { workers: 5 },
  },
  {
    it: 'takes no worker away at the figure at which one is added',
    input: asks(4),
    facts: {
      watchRules: { ...RULES, queue: 3, turbo: { ...RULES.turbo, offQueue: 5 } },
      load: aLoad({ waiting: 3 }),
    },
    reply: { workers: 4 },
  },
  {
    it: 'says nothing of workers where nothing is printed',
    input: { seen: { workers: null } },
    facts: { load: aLoad({ waiting: 500 }) },
    reply: { workers: null },
  },

  // What waits behind a printer that works.
  {
    it: 'moves nothing by itself where the owner wants to be asked',
    input: { seen: {} },
    facts: { ...waits({ waitMs: HOUR }), catalogue: chained() },
    reply: { raised: 1, relieve: [] },
  },
  {
    it: 'names a printer that is too far behind and whose chain has another that is free',
    input: { seen: {} },
    facts: {
      ...waits({ waitMs: 30_001 }),
      catalogue: chained(),
      watchRules: { ...RULES, relief: 'automatic' },
    },
    reply: { relieve: ['kitchen-printer'] },
  },
  {
    it: 'names no printer that is not too far behind',
    input: { seen: {} },
    facts: {
      ...waits({ waitMs: 30_000 }),
      catalogue: chained(),
      watchRules: { ...RULES, relief: 'automatic' },
    },
    reply: { relieve: [] },
  },
  {
    it: 'names a printer again as long as its alert goes on',
    input: { seen: {} },
    facts: {
      ...waits({ waitMs: 15_001 }),
      catalogue: chained(),
      watchRules: { ...RULES, relief: 'automatic' },
      alerts: alertsOf(
        anAlert({ kind: 'paper', subject: 'kitchen-printer', figure: 15_001, limit: 30_000 }),
      ),
    },
    reply: { raised: 0, relieve: ['kitchen-printer'] },
  },
  {
    it: 'names no printer whose chain has no other',
    input: { seen: {} },
    facts: { ...waits({ waitMs: HOUR }), watchRules: { ...RULES, relief: 'automatic' } },
    reply: { raised: 1, relieve: [] },
  },
  {
    it: 'names no printer whose chain’s next would bring it out less than five seconds earlier',
    input: { seen: {} },
    facts: {
      load: aLoad({
        lanes: [
          aLaneLoad({ waitMs: 40_000 }),
          aLaneLoad({ printerId: 'bar-printer', waitMs: 35_000 }),
        ],
      }),
      catalogue: chained(),
      watchRules: { ...RULES, relief: 'automatic' },
    },
    reply: { raised: 2, relieve: [] },
  },
  {
    it: 'names no printer that is away: its tickets go down their chain anyway',
    input: { seen: {} },
    facts: {
      ...waits({ waitMs: HOUR }),
      printers: [away('open'), ...PRINTERS.slice(1)],
      catalogue: chained(),
      watchRules: { ...RULES, relief: 'automatic' },
    },
    reply: { raised: 1, relieve: [] },
  },
  {
    it: 'names no printer for a queue of the whole restaurant',
    input: { seen: {} },
    facts: {
      load: busy,
      catalogue: chained(),
      watchRules: { ...RULES, relief: 'automatic' },
    },
    reply: { raised: 1, relieve: [] },
  },

  // Stations that were closed for one business day.
  {
    it: 'opens a station again that was closed for a business day that is over',
    input: { seen: {} },
    facts: {
      catalogue: aRestaurant({
        stations: [KITCHEN, { ...BAR, closed: { to: 'kitchen', day: '2026-11-21' } }, COUNTER],
      }),
    },
    context: { actor: SYSTEM },
    reply: { raised: 0, ended: 0 },
    changes: [
      {
        save: 'station',
        station: { id: 'bar', name: 'Bar', printerId: 'bar-printer', closed: null },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-reopened',
        name: 'Bar',
        by: 'system',
      },
    ],
  },
  {
    it: 'leaves a station closed for the business day that goes on',
    input: { seen: {} },
    facts: {
      catalogue: aRestaurant({
        stations: [KITCHEN, aStation({ id: 'bar', closed: { to: 'kitchen', day: TODAY } })],
      }),
    },
    changes: [],
    events: [],
  },
]);

it('asks for the load of this very moment', () => {
  const input = { seen: MachineReadings.parse({}) };
  expect(checkHealthRule.needs(input, aContext())).toMatchObject({ load: { now: NOW } });
});
