/**
 * watchHouse, raiseAlert, endAlert, seeAlert, setWatchRules: the look around every 30 s and whenever a printer turns. Raises and ends alerts,
 * switches turbo by the house's figures, and opens again what was closed for a business day that is over.
 */
import { LOAD_WINDOW_MS } from '../../../src-shared/alerts';
import type { Alert, AlertKind, Load, WatchRules } from '../../../src-shared/alerts';
import { refuse } from '../../../src-shared/errors';
import type { EventDraft } from '../../../src-shared/events';
import type { Printer } from '../../../src-shared/floor';
import type { Turbo } from '../../../src-shared/people';
import { handOf } from '../../../src-shared/vocabulary';
import { commandRule, decided } from './decision';
import type { Change, Context } from './decision';
import { placeEvent } from './edit-place';
import type { PlaceFacts } from './facts';

/** An alert without its number and times: what it is about and what was measured. */
type Finding = Pick<Alert, 'kind' | 'subject' | 'figure' | 'limit' | 'cause'>;
type Done = { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] };

/** The kinds that this look decides; the others are raised and ended by whoever knows of them. */
const WATCHED: ReadonlySet<AlertKind> = new Set(['printer', 'queue', 'slow']);

export const watchHouse = commandRule({
  name: 'watchHouse',
  needs: (_, { now }) => ({
    alerts: true as const,
    watchRules: true as const,
    load: { since: now - LOAD_WINDOW_MS },
    place: true as const,
    turbo: true as const,
  }),
  decide(_, { alerts, watchRules, load, place, turbo }, context) {
    const found = findings(watchRules, load, place.printers);
    const live = alerts.kept.filter(({ kind, endedAt }) => endedAt === null && WATCHED.has(kind));
    const raised = found.filter((finding) => !live.some((alert) => isAbout(alert, finding)));
    const over = live.filter((alert) => !found.some((finding) => isAbout(alert, finding)));
    const parts = [
      raise(raised, alerts.next, context),
      end(over, context),
      turn(watchRules, load, turbo, context),
      reopen(place, context),
    ];
    return decided(
      { raised: raised.length, ended: over.length },
      parts.flatMap(({ changes }) => changes),
      parts.flatMap(({ events }) => events),
    );
  },
});

export const raiseAlert = commandRule({
  name: 'raiseAlert',
  needs: () => ({ alerts: true as const }),
  decide(finding, { alerts }, context) {
    if (alerts.kept.some((alert) => alert.endedAt === null && isAbout(alert, finding))) return decided({}, [], []);
    const { changes, events } = raise([finding], alerts.next, context);
    return decided({}, changes, events);
  },
});

export const endAlert = commandRule({
  name: 'endAlert',
  needs: () => ({ alerts: true as const }),
  decide(about, { alerts }, context) {
    const { changes, events } = end(
      alerts.kept.filter((alert) => alert.endedAt === null && isAbout(alert, about)),
      context,
    );
    return decided({}, changes, events);
  },
});

export const seeAlert = commandRule({
  name: 'seeAlert',
  needs: () => ({ alerts: true as const }),
  decide({ alert: seq }, { alerts }, { actor }) {
    const alert = alerts.kept.find((one) => one.seq === seq);
    // Somebody else was quicker.
    if (!alert || alert.seenBy !== null) return decided({}, [], []);
    const by = handOf(actor);
    return decided({}, [{ set: 'alert', seq, seenBy: by }], [{ kind: 'alert.seen', order: null, alert: seq, by }]);
  },
});

export const setWatchRules = commandRule({
  name: 'setWatchRules',
  needs: () => ({}),
  decide({ rules }, _, context) {
    const { queue, slowS, turbo } = rules;
    if (turbo.offQueue >= (queue ?? Infinity) || turbo.offSlowS >= (slowS ?? Infinity))
      return refuse('RESTAURANT_INVALID', { reason: 'el turbo se apagaría por encima de donde se enciende' });
    return decided({}, [{ set: 'watchRules', rules }], [placeEvent('watch-rules', '', [], context)]);
  },
});

function findings(
  { queue, slowS, printer }: WatchRules,
  { waiting, meanMs }: Load,
  printers: readonly Printer[],
): readonly Finding[] {
  const down = printers.filter(({ health }) => health.state === 'blocked' || health.state === 'open');
  return [
    ...(printer
      ? down.map(({ id, health }) => ({ ...NO_FIGURE, kind: 'printer' as const, subject: id, cause: health.cause }))
      : []),
    ...(queue !== null && waiting > queue ? [{ ...NO_FIGURE, kind: 'queue' as const, figure: waiting, limit: queue }] : []),
    ...(slowS !== null && meanMs !== null && meanMs > slowS * 1_000
      ? [{ ...NO_FIGURE, kind: 'slow' as const, figure: Math.round(meanMs), limit: slowS * 1_000 }]
      : []),
  ];
}

const NO_FIGURE = { subject: null, figure: null, limit: null, cause: null };

function isAbout(alert: Pick<Alert, 'kind' | 'subject'>, { kind, subject }: Pick<Alert, 'kind' | 'subject'>): boolean {
  return alert.kind === kind && alert.subject === subject;
}

function raise(found: readonly Finding[], next: number, { now }: Context): Done {
  const drafts = found.map((finding, index) => ({ ...finding, seq: next + index, raisedAt: now, endedAt: null, seenBy: null }));
  return {
    changes: drafts.map((alert) => ({ put: 'alert', alert })),
    events: drafts.map((alert) => ({ kind: 'alert.raised', order: null, alert })),
  };
}

function end(over: readonly Alert[], { now }: Context): Done {
  return {
    changes: over.map(({ seq }) => ({ set: 'alert', seq, endedAt: now })),
    events: over.map(({ seq }) => ({ kind: 'alert.ended', order: null, alert: seq })),
  };
}

/** On above what is told of, off below the house's two figures; what a person switched on, a person switches off. */
function turn(
  { queue, slowS, turbo: rules }: WatchRules,
  { waiting, meanMs }: Load,
  turbo: Turbo | null,
  { now }: Context,
): Done {
  const isHigh = (queue !== null && waiting > queue) || (slowS !== null && meanMs !== null && meanMs > slowS * 1_000);
  const isLow = waiting < rules.offQueue && (meanMs === null || meanMs < rules.offSlowS * 1_000);
  const goesOn = rules.automatic && turbo === null && isHigh;
  const goesOff = turbo !== null && turbo.by === null && (isLow || !rules.automatic);
  if (!goesOn && !goesOff) return { changes: [], events: [] };
  return {
    changes: [{ set: 'turbo', turbo: goesOn ? { since: now, by: null } : null }],
    events: [{ kind: 'turbo.changed', order: null, on: goesOn, by: null }],
  };
}

function reopen({ stations }: PlaceFacts, context: Context): Done {
  const over = stations.filter(({ closed }) => closed !== null && closed.day !== context.day);
  return {
    changes: over.map((station) => ({ save: 'station', station: { ...station, closed: null } })),
    events: over.map(({ name }) => placeEvent('station-reopened', name, [], context)),
  };
}
