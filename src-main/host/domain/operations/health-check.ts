/**
 * Rules of alerts: checkHealth, raiseAlert, endAlert, acknowledgeAlert, setAlertRules. The check
 * runs every 30 s, when a printer's state changes and when the queue crosses a level. It raises,
 * updates and ends alerts by `ALERT_RULES`, computes the number of print workers, switches turbo
 * and reopens stations that were closed for a past business day.
 */
import {
  acknowledgeAlert,
  checkHealth,
  endAlert,
  raiseAlert,
  setAlertRules,
} from '../../../../src-shared/commands/operations';
import {
  ALERT_BEHAVIOUR,
  CLOCK_JUMP_MS,
  isBeyond,
  isOutdated,
} from '../../../../src-shared/model/operations/alerts';
import type {
  Alert,
  AlertKind,
  Load,
  MachineReadings,
  AlertRules,
} from '../../../../src-shared/model/operations/alerts';
import { refuse } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import { mediumOf } from '../../../../src-shared/model/printers';
import type { Printer } from '../../../../src-shared/model/printers';
import type { Turbo } from '../../../../src-shared/model/staff';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../engine/catalogue';
import type { AlertFacts } from '../engine/facts';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import { changesBetween, restaurantChanged } from '../engine/setting-edits';
import type { EditedFields } from '../engine/setting-edits';
import { alertMail } from '../printing/warning-mail';
import { workerCount } from '../printing/worker-count';
import { isAway } from '../printing/printer-health';
import { canRebalance } from '../printing/rebalance-queue';

/** An alert without number and times: its subject and the measured figures. */
type Finding = Pick<Alert, 'kind' | 'subject' | 'figure' | 'limit' | 'cause'>;
const LETTERS_APART_MS = 3_600_000;
/** A printer check overdue by more than this will not come. */
const OVERDUE_MS = 60_000;
type Done = { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] };

export const checkHealthRule = defineRule(checkHealth, {
  needs: (_, { now }) => ({
    alerts: true as const,
    watchRules: true as const,
    load: { now },
    printers: true as const,
    catalogue: true as const,
    turbo: true as const,
    upkeep: true as const,
    mailSettings: true as const,
  }),
  decide({ seen }, facts, context) {
    const {
      alerts,
      watchRules: rules,
      load,
      printers,
      catalogue,
      turbo,
      upkeep,
      mailSettings,
    } = facts;
    const live = alerts.kept.filter(({ endedAt }) => endedAt === null);
    const looked = lookAround(rules, load, printers, { seen, live, now: context.now });
    const raised = looked.found.filter((finding) => !live.some((alert) => isAbout(alert, finding)));
    const over = live.filter(
      (alert) =>
        looked.kinds.has(alert.kind) && !looked.found.some((finding) => isAbout(alert, finding)),
    );
    const turned = turn(rules, load, turbo, context);
    const parts = [
      raise(raised, alerts, { rules, hasMail: mailSettings !== null }, context),
      follow(live, looked.found),
      end(over, context),
      turned,
      reopen(catalogue, context),
    ];
    const pressure = { waiting: load.waiting, isTurbo: turned.isOn };
    const full = looked.found.flatMap(({ kind, subject }) =>
      kind === 'paper' && subject !== null ? [subject] : [],
    );
    return accept(
      {
        raised: raised.length,
        ended: over.length,
        workers:
          seen.workers === null ? null : workerCount(upkeep.workers, seen.workers, pressure, rules),
        relieve:
          rules.relief === 'automatic'
            ? full.filter((printerId) => canRebalance(printerId, load, catalogue, printers))
            : [],
      },
      parts.flatMap(({ changes }) => changes),
      parts.flatMap(({ events }) => events),
    );
  },
});

export const raiseAlertRule = defineRule(raiseAlert, {
  needs: () => ({ alerts: true as const, watchRules: true as const, mailSettings: true as const }),
  decide(finding, { alerts, watchRules: rules, mailSettings }, context) {
    const posted = { rules, hasMail: mailSettings !== null };
    const live = alerts.kept.find((alert) => alert.endedAt === null && isAbout(alert, finding));
    const parts = live
      ? repeat(live, finding, alerts, posted, context)
      : [raise([finding], alerts, posted, context)];
    return accept(
      {},
      parts.flatMap(({ changes }) => changes),
      parts.flatMap(({ events }) => events),
    );
  },
});

export const endAlertRule = defineRule(endAlert, {
  needs: () => ({ alerts: true as const }),
  decide(about, { alerts }, context) {
    const { changes, events } = end(
      alerts.kept.filter((alert) => alert.endedAt === null && isAbout(alert, about)),
      context,
    );
    return accept({}, changes, events);
  },
});

export const acknowledgeAlertRule = defineRule(acknowledgeAlert, {
  needs: () => ({ alerts: true as const }),
  decide({ alert: seq }, { alerts }, { actor }) {
    const alert = alerts.kept.find((one) => one.seq === seq);
    // Another device acknowledged it first.
    if (!alert || alert.seenBy !== null) return accept({}, [], []);
    const by = actorName(actor);
    return accept(
      {},
      [{ set: 'alert', seq, seenBy: by }],
      [{ kind: 'alert.seen', order: null, alert: seq, by }],
    );
  },
});

export const setAlertRulesRule = defineRule(setAlertRules, {
  needs: () => ({ watchRules: true as const }),
  decide({ rules }, { watchRules: before }, context) {
    const { queue, slowS, turbo } = rules;
    // Without automatic turbo its lower limits are not compared.
    if (
      turbo.automatic &&
      (turbo.offQueue >= (queue ?? Infinity) || turbo.offSlowS >= (slowS ?? Infinity))
    )
      return refuse('RESTAURANT_INVALID', {
        reason: 'el turbo se apagaría por encima de donde se enciende',
      });
    const changes = changesBetween(told(before), told(rules));
    return accept(
      {},
      [{ set: 'watchRules', rules }],
      [restaurantChanged('watch-rules', '', changes, context)],
    );
  },
});

/** The rules in the form that the audit shows. */
function told({ turbo, mailed, ...rest }: AlertRules): EditedFields {
  return { ...rest, ...turbo, mailed: mailed.join(', ') };
}

type Looked = {
  readonly found: readonly Finding[];
  /** The kinds that were checked. Alerts of other kinds stay as they are. */
  readonly kinds: ReadonlySet<AlertKind>;
};

function lookAround(
  rules: AlertRules,
  { waiting, meanMs, lanes }: Load,
  printers: readonly Printer[],
  {
    seen,
    live,
    now,
  }: { readonly seen: MachineReadings; readonly live: readonly Alert[]; readonly now: EpochMs },
): Looked {
  const down = printers.filter(({ health }) => isAway(health));
  const up = printers.filter(({ health }) => !isAway(health));
  const working = new Set(
    up.filter(({ address }) => mediumOf(address) === 'paper').map(({ id }) => id),
  );
  // Screens get no prints. A printer with a due check keeps its grace period.
  const isUp = new Set(
    up
      .filter(
        ({ health, address }) =>
          address.kind !== 'screen' && (health.retryAt ?? 0) < now - OVERDUE_MS,
      )
      .map(({ id }) => id),
  );
  const { printingMs } = seen;
  const measured: readonly (Pick<Finding, 'kind' | 'subject' | 'cause'> & {
    readonly figure: number | null;
  })[] = [
    { ...NOTHING_SAID, kind: 'queue', figure: waiting },
    { ...NOTHING_SAID, kind: 'slow', figure: meanMs ?? 0 },
    // Checked even if no lane waits, because that is when the alert ends.
    { ...NOTHING_SAID, kind: 'paper', figure: 0 },
    ...lanes
      .filter(({ printerId }) => working.has(printerId))
      .map(({ printerId, waitMs }) => ({
        ...NOTHING_SAID,
        kind: 'paper' as const,
        subject: printerId,
        figure: waitMs,
      })),
    // If lanes are held on purpose, no alert reports that they are idle, and an active one ends.
    { ...NOTHING_SAID, kind: 'stuck', figure: 0 },
    ...lanes
      .filter(({ printerId }) => isUp.has(printerId) && printingMs !== null)
      .map(({ printerId, idleMs }) => ({
        ...NOTHING_SAID,
        kind: 'stuck' as const,
        subject: printerId,
        figure: Math.min(idleMs, printingMs ?? 0),
      })),
    { ...NOTHING_SAID, kind: 'disk', figure: seen.freeBytes },
    { ...NOTHING_SAID, kind: 'log', figure: seen.logBytes },
    { ...NOTHING_SAID, kind: 'old_backup', figure: seen.backupAgeMs },
    {
      ...NOTHING_SAID,
      kind: 'flood',
      figure: seen.flood?.perMinute ?? null,
      cause: seen.flood?.source ?? null,
    },
  ];
  const kinds = new Set<AlertKind>(['printer']);
  const found: Finding[] = rules.printer
    ? down.map(({ id, health }) => ({
        ...NOTHING_SAID,
        kind: 'printer',
        subject: id,
        cause: health.cause,
      }))
    : [];
  for (const { kind, subject, cause, figure } of measured) {
    const rule = ALERT_BEHAVIOUR[kind];
    if (figure === null || rule.way !== 'level') continue;
    kinds.add(kind);
    const limit = rule.raise(rules);
    const goesOn = live.some((alert) => isAbout(alert, { kind, subject }));
    if (limit !== null && isBeyond(rule, figure, limit, goesOn))
      found.push({ kind, subject, cause, figure: Math.round(figure), limit });
  }
  const jump = seen.clockJumpMs;
  if (jump !== null && Math.abs(jump) >= CLOCK_JUMP_MS)
    found.push({ ...NOTHING_SAID, kind: 'clock', figure: Math.round(jump), limit: CLOCK_JUMP_MS });
  return { found, kinds };
}

const NOTHING_SAID = { subject: null, figure: null, limit: null, cause: null };

function isAbout(
  alert: Pick<Alert, 'kind' | 'subject'>,
  { kind, subject }: Pick<Alert, 'kind' | 'subject'>,
): boolean {
  return alert.kind === kind && alert.subject === subject;
}

/**
 * Whether alerts are mailed: not if mail is not set up, or if the owner switched it off for the
 * kind.
 */
type Posted = { readonly rules: AlertRules; readonly hasMail: boolean };

/**
 * Raises an alert. One that ended but is unread is continued, without another mail within the hour.
 * A printer that fails and recovers all evening is then one alert and not a hundred.
 */
function raise(
  found: readonly Finding[],
  facts: AlertFacts,
  { rules, hasMail }: Posted,
  { now }: Context,
): Done {
  const { kept, next } = facts;
  const again = found.flatMap((finding) => {
    const unread = kept.findLast(
      (alert) => isAbout(alert, finding) && alert.endedAt !== null && alert.seenBy === null,
    );
    return unread && ALERT_BEHAVIOUR[finding.kind].way !== 'once'
      ? [comesAgain(unread, finding, facts, now)]
      : [];
  });
  const anew = found.filter((finding) => !again.some(({ alert }) => isAbout(alert, finding)));
  const drafts = anew.map((finding, index) => ({
    ...finding,
    seq: next + index,
    raisedAt: now,
    seenBy: null,
  }));
  // An alert of kind `once` ends when it is raised, and stays until a person reads it.
  const over = drafts.filter(({ kind }) => ALERT_BEHAVIOUR[kind].way === 'once');
  const forgotten = again.filter(({ isNews }) => isNews).map(({ alert }) => alert);
  const letters = [...forgotten, ...drafts].filter(
    ({ kind }) => hasMail && rules.mailed.includes(kind),
  );
  return {
    changes: [
      ...again.map(({ alert }): Change => ({ set: 'alertRenewed', alert })),
      ...drafts.map((alert): Change => ({ put: 'alert', alert: { ...alert, endedAt: null } })),
      ...over.map(({ seq }): Change => ({ set: 'alert', seq, endedAt: now })),
      ...letters.map(({ seq }) => alertMail(seq, now)),
    ],
    events: [
      ...again.map(({ alert }): EventDraft => ({ kind: 'alert.raised', order: null, alert })),
      ...drafts.map((alert): EventDraft => ({
        kind: 'alert.raised',
        order: null,
        alert: { ...alert, endedAt: null },
      })),
      ...over.map(({ seq }): EventDraft => ({ kind: 'alert.ended', order: null, alert: seq })),
    ],
  };
}

/**
 * Continues an alert with the current time and cause. No further mail goes out within an hour of
 * the last one.
 */
function comesAgain(
  unread: Alert,
  finding: Finding,
  { mailedAt }: AlertFacts,
  now: EpochMs,
): { readonly alert: Alert; readonly isNews: boolean } {
  const sinceMail = now - (mailedAt.get(unread.seq) ?? -Infinity);
  // The last mail was dated by a clock that was ahead. Its age is unknown, so mail again.
  const isNews = sinceMail >= LETTERS_APART_MS || sinceMail < 0;
  return { alert: { ...unread, ...finding, raisedAt: now, endedAt: null }, isNews };
}

/**
 * Two reports within this time are one event, such as damage found at start and by the check after
 * it.
 */
const SAME_EVENT_MS = 60_000;

/**
 * Repeats an alert that is not over, such as a backup that failed on two nights, possibly for
 * different reasons. The alert shows the newest time and cause and becomes unread.
 */
function repeat(
  live: Alert,
  finding: Finding,
  facts: AlertFacts,
  posted: Posted,
  context: Context,
): readonly Done[] {
  const isSameEvent =
    Math.abs(context.now - live.raisedAt) < SAME_EVENT_MS && !isOutdated(live, finding);
  if (isSameEvent) return [];
  if (live.seenBy !== null) return [end([live], context), raise([finding], facts, posted, context)];
  const unread = { ...facts, kept: [{ ...live, endedAt: context.now }] };
  return [raise([finding], unread, posted, context)];
}

/** Updates the figures of an active alert without notifying again. */
function follow(live: readonly Alert[], found: readonly Finding[]): Done {
  const renewed = live.flatMap((alert) => {
    const finding = found.find((one) => isAbout(alert, one));
    return finding && isOutdated(alert, finding) ? [{ ...alert, ...finding }] : [];
  });
  return {
    changes: renewed.map((alert) => ({ set: 'alertRenewed', alert })),
    events: renewed.map(({ seq, figure, limit, cause }) => ({
      kind: 'alert.followed',
      order: null,
      alert: seq,
      figure,
      limit,
      cause,
    })),
  };
}

function end(over: readonly Alert[], { now }: Context): Done {
  return {
    changes: over.map(({ seq }) => ({ set: 'alert', seq, endedAt: now })),
    events: over.map(({ seq }) => ({ kind: 'alert.ended', order: null, alert: seq })),
  };
}

/**
 * Turbo goes on above the alert limits and off below the two lower limits. If a person switched it
 * on, only a person switches it off.
 */
function turn(
  { queue, slowS, turbo: rules }: AlertRules,
  { waiting, meanMs }: Load,
  turbo: Turbo | null,
  { now }: Context,
): Done & { readonly isOn: boolean } {
  const isHigh =
    (queue !== null && waiting > queue) ||
    (slowS !== null && meanMs !== null && meanMs > slowS * 1_000);
  const isLow = waiting < rules.offQueue && (meanMs === null || meanMs < rules.offSlowS * 1_000);
  const goesOn = rules.automatic && turbo === null && isHigh;
  const goesOff = turbo !== null && turbo.by === null && (isLow || !rules.automatic);
  if (!goesOn && !goesOff) return { changes: [], events: [], isOn: turbo !== null };
  return {
    isOn: goesOn,
    changes: [{ set: 'turbo', turbo: goesOn ? { since: now, by: null } : null }],
    events: [{ kind: 'turbo.changed', order: null, on: goesOn, by: null }],
  };
}

function reopen({ stations }: RestaurantIndex, context: Context): Done {
  const over = stations.filter(({ closed }) => closed !== null && closed.day !== context.day);
  return {
    changes: over.map((station) => ({ save: 'station', station: { ...station, closed: null } })),
    events: over.map(({ name }) => restaurantChanged('station-reopened', name, [], context)),
  };
}
