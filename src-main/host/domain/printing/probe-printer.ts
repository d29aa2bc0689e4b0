/** settleProbe, markStopped, retryPrinter: a printer's health apart from a ticket's end. */
import { markStopped, retryPrinter, settleProbe } from '../../../../src-shared/commands/printing';
import { refuse } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { Printer, PrinterHealth } from '../../../../src-shared/model/printers';
import { plainName } from '../../../../src-shared/text/plain-name';
import { claimNext, remainingHeads, laneNeeds, NOTHING_DUE } from './claim-job';
import { defineRule, accept } from '../engine/rule';
import type { Change } from '../engine/rule';
import { holdForDecision, staleBefore } from './fallback';
import { healthAfterProbe, healthRetried, healthStopped, isAway } from './printer-health';

export const settleProbeRule = defineRule(settleProbe, {
  needs: ({ printerId, cause }, context) => ({
    ...laneNeeds(printerId, context),
    upkeep: true as const,
    // When the printer is back, check the whole queue: outdated tickets must not print, however
    // many are queued.
    waitingAt: { printerId, limit: cause === null ? null : 0 },
  }),
  decide(
    { cause, nextFor },
    { upkeep, lane: found, waitingAt, catalogue, printers, mailSettings, next: numbers },
    context,
  ) {
    const lane =
      found && isAway(found.printer.health) && cause === null
        ? { ...found, waiting: waitingAt }
        : found;
    if (!lane) return refuse('PRINTER_UNKNOWN');
    const health = healthAfterProbe(lane.printer.health, cause, context.now, context.chance());
    const told = healthEvent(lane.printer, health);
    if (nextFor === null || lane.busy)
      return accept({ next: NOTHING_DUE }, told.changes, told.events);
    // The printer is back. Hold tickets that waited too long.
    const before = staleBefore(upkeep, context.now);
    const waited = isAway(health) ? [] : lane.waiting.filter(({ job }) => job.queuedAt < before);
    const old = holdForDecision(waited, context);
    const gone = new Set(old.changes.flatMap((change) => ('id' in change ? [change.id] : [])));
    const left = gone.size === 0 ? lane : { ...lane, heads: remainingHeads(lane, gone) };
    const claimed = claimNext(
      left,
      health,
      nextFor,
      { catalogue, printers, mailSettings, numbers },
      context,
    );
    return accept(
      { next: claimed.next },
      [...told.changes, ...old.changes, ...claimed.changes],
      [...told.events, ...old.events, ...claimed.events],
    );
  },
});

export const markStoppedRule = defineRule(markStopped, {
  needs: ({ jobId, printerId }) => ({ job: { id: jobId }, lane: { printerId } }),
  decide({ jobId, printerId, token, cause }, { job: found, lane }, context) {
    const from = cause === null ? 'blocked' : 'sending';
    if (!found || !lane || found.token !== token || found.job.state !== from)
      return refuse('LEASE_LOST');
    const told = healthEvent(lane.printer, healthStopped(lane.printer.health, cause, context.now));
    return accept(
      {},
      [
        {
          set: 'printJob',
          id: jobId,
          from,
          heldBy: token,
          to: cause === null ? 'sending' : 'blocked',
          cause,
        },
        ...told.changes,
      ],
      [
        { kind: 'printJob.stopped', order: found.orderNumber, jobId, printerId, cause },
        ...told.events,
      ],
    );
  },
});

export const retryPrinterRule = defineRule(retryPrinter, {
  needs: () => ({ printers: true as const }),
  decide({ printer: name }, { printers }, context) {
    const printer = printers.find((candidate) => plainName(candidate.name) === plainName(name));
    if (!printer) return refuse('PRINTER_UNKNOWN');
    const told = healthEvent(printer, healthRetried(printer.health, context.now));
    return accept({ printer: printer.name }, told.changes, told.events);
  },
});

/** The change and the event of a printer's new health; none if it is unchanged. */
export function healthEvent(
  { id, health: before, msPerLine: speed }: Printer,
  health: PrinterHealth,
  msPerLine = speed,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  if (health === before && msPerLine === speed) return { changes: [], events: [] };
  return {
    changes: [{ set: 'printer', id, msPerLine, health }],
    events: [{ kind: 'printer.changed', order: null, printerId: id, msPerLine, health }],
  };
}
