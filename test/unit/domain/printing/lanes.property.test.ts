/**
 * In any order of events a lane never has two papers under way, a print moves only
 * along PRINT_JOB_MOVES, no ticket is lost or stands in two lanes, and nothing that may be on paper
 * is printed again by itself more than once, or unmarked.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimJobRule } from '../../../../src-main/host/domain/printing/claim-job';
import { confirmLateRule } from '../../../../src-main/host/domain/printing/confirm-late';
import {
  markStoppedRule,
  retryPrinterRule,
  settleProbeRule,
} from '../../../../src-main/host/domain/printing/probe-printer';
import { rebalanceLaneRule } from '../../../../src-main/host/domain/printing/rebalance-queue';
import {
  recoverJobsRule,
  settleJobRule,
} from '../../../../src-main/host/domain/printing/settle-job';
import { DEFAULT_OPERATION_SETTINGS } from '../../../../src-shared/model/operations/operation-settings';
import { HUMAN_CAUSES } from '../../../../src-shared/model/print-job';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import { MINUTE, SECOND } from '../../../support/rules/context';
import { LaneModel } from '../../../support/rules/lane-model';
import { confirmed, handedOver, notStarted, unsure } from '../../../support/rules/lanes';
import { aRestaurant, aStation, BAR, COUNTER } from '../../../support/rules/restaurant';

/** Each station's tickets may end at each printer; at the bar a person is asked when in doubt. */
const STATIONS = [
  aStation({ isDefault: true, fallbacks: ['bar-printer', 'counter-printer'] }),
  { ...BAR, fallbacks: ['kitchen-printer', 'counter-printer'], whenUnsure: 'ask' as const },
  { ...COUNTER, fallbacks: ['bar-printer'] },
] as const;
const catalogue = aRestaurant({ stations: STATIONS });

const OUTCOMES: readonly PrintOutcome[] = [
  confirmed(),
  confirmed(),
  confirmed(),
  handedOver(),
  notStarted('refused'),
  notStarted('unreachable'),
  notStarted('paper_out'),
  notStarted('mute'),
  notStarted('worker_died'),
  notStarted('encode_failed'),
  unsure('link_lost'),
  unsure('no_answer'),
  unsure('paper_out'),
  unsure('worker_died'),
];
const LOOKS: readonly (PrintCause | null)[] = [null, 'unreachable', 'paper_out', 'mute'];
const PASSES = [SECOND, 36 * SECOND, MINUTE, 5 * MINUTE, 11 * MINUTE];

const steps = fc.array(
  fc.record({
    does: fc.constantFrom(
      ...(['place', 'place', 'claim', 'claim', 'claim', 'settle', 'settle', 'settle'] as const),
      ...(['look', 'stop', 'pass', 'rebalance', 'retry', 'late', 'restart'] as const),
    ),
    /** Mostly the kitchen. */
    at: fc.constantFrom(0, 0, 0, 1, 2),
    pick: fc.nat({ max: 59 }),
    /** Whether the lane goes on in the same commit. */
    goesOn: fc.boolean(),
  }),
  { minLength: 30, maxLength: 60, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

/** One of a list by a drawn number of any size. */
const oneOf = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;

function facts(model: LaneModel, printerId: string) {
  return {
    lane: model.lane(printerId),
    catalogue,
    printers: [...model.printers.values()],
    mailSettings: null,
    next: model.next(),
  };
}

/** One step; what cannot be done now is refused or is nothing. */
function take(model: LaneModel, step: Step, seen: Map<string, number>): void {
  const station = oneOf(STATIONS, step.at);
  const { printerId } = station;
  const context = model.context();
  const lease = model.leases.get(printerId);
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  const nextFor = step.goesOn ? 1 : null;
  switch (step.does) {
    case 'place':
      return model.place(
        station.id,
        printerId,
        oneOf(['normal', 'normal', 'urgent', 'low'] as const, step.pick),
      );
    case 'claim': {
      const next = model.carryOut(
        claimJobRule.decide({ printerId, worker: 1 }, facts(model, printerId), context),
      );
      if (next) model.begin(printerId, next);
      if (next?.movedTo.length) count('moved away');
      return;
    }
    case 'settle': {
      if (!lease) return;
      const isStopped = model.job(lease.jobId)?.job.state === 'blocked';
      const drawn = oneOf(OUTCOMES, step.pick);
      // Where it stopped in the middle bytes have left, and it goes on before it confirms.
      const outcome = isStopped ? unsure('paper_out') : drawn;
      const decided = settleJobRule.decide(
        {
          printerId,
          jobId: lease.jobId,
          token: lease.token,
          outcome,
          firstByteAt: outcome.kind === 'not_started' ? null : model.now - 10 * SECOND,
          heard: '',
          nextFor,
        },
        { ...facts(model, printerId), job: model.job(lease.jobId), orderOfJob: null },
        context,
      );
      // What really happened, before a lane goes on by it.
      if (outcome.kind === 'unsure') model.tried(lease, 'unknown');
      if (outcome.kind === 'confirmed' || outcome.kind === 'handed_over') model.tried(lease, 'out');
      const told = model.carryOut(decided);
      expect(told, 'the end of a try is always heard').not.toBeNull();
      model.leases.delete(printerId);
      count(outcome.kind);
      if (told) model.begin(printerId, told.next);
      // Told twice, by a worker that did not hear the answer.
      const again = settleJobRule.decide(
        {
          printerId,
          jobId: lease.jobId,
          token: lease.token,
          outcome,
          firstByteAt: null,
          heard: '',
          nextFor,
        },
        { ...facts(model, printerId), job: model.job(lease.jobId), orderOfJob: null },
        context,
      );
      expect(again).toMatchObject({ ok: false, code: 'LEASE_LOST' });
      return;
    }
    case 'look': {
      const { state, failures } = model.printer(printerId).health;
      // Only such printers are looked at.
      if (failures === 0 && state !== 'open' && state !== 'blocked') return;
      const cause = oneOf(LOOKS, step.pick);
      const told = model.carryOut(
        settleProbeRule.decide(
          { printerId, cause, nextFor },
          {
            ...facts(model, printerId),
            upkeep: DEFAULT_OPERATION_SETTINGS,
            waitingAt: cause === null ? model.waitingAt(printerId) : [],
          },
          context,
        ),
      );
      if (told) model.begin(printerId, told.next);
      return;
    }
    case 'stop': {
      if (!lease) return;
      const job = model.job(lease.jobId);
      const cause = job?.job.state === 'blocked' ? null : oneOf([...HUMAN_CAUSES], step.pick);
      const { jobId, token } = lease;
      const told = model.carryOut(
        markStoppedRule.decide(
          { printerId, jobId, token, cause },
          { job, lane: model.lane(printerId) },
          context,
        ),
      );
      expect(told).not.toBeNull();
      count('stopped');
      return;
    }
    case 'pass':
      model.now += oneOf(PASSES, step.pick);
      return;
    case 'rebalance': {
      const told = model.carryOut(
        rebalanceLaneRule.decide(
          { printerId },
          { ...facts(model, printerId), waitingAt: model.waitingAt(printerId), load: model.load() },
          context,
        ),
      );
      if (told) count('rebalanced');
      return;
    }
    case 'retry':
      model.carryOut(
        retryPrinterRule.decide(
          { printer: model.printer(printerId).name },
          { printers: [...model.printers.values()] },
          context,
        ),
      );
      return;
    case 'late': {
      const jobs = [...model.jobs.values()].filter(({ token }) => token !== null);
      const found = jobs.length > 0 ? oneOf(jobs, step.pick) : null;
      if (!found || found.token === null) return;
      const jobId = found.job.id;
      const told = model.carryOut(
        confirmLateRule.decide(
          { printerId: found.job.printerId, jobId, token: found.token },
          { job: model.job(jobId), orderOfJob: null, catalogue },
          context,
        ),
      );
      if (told?.believed) model.tried({ jobId }, 'out');
      return;
    }
    case 'restart': {
      // Rarely: else nothing else happens.
      if (step.pick % 8 > 0) return;
      for (const lost of model.sending()) model.tried({ jobId: lost.job.id }, 'unknown');
      model.leases.clear();
      model.carryOut(
        recoverJobsRule.decide(
          {},
          {
            sendingJobs: model.sending(),
            queuedJobs: [],
            printers: [...model.printers.values()],
            catalogue,
            stale: model.stale(model.now - 10 * MINUTE),
          },
          context,
        ),
      );
      count('restarted');
      return;
    }
  }
}

it('keeps what printing promises over anything that may happen', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(steps, (taken) => {
      const model = new LaneModel();
      for (const at of [0, 0, 0, 0, 1, 1] as const)
        take(model, { does: 'place', at, pick: 0, goesOn: false }, seen);
      for (const step of taken) {
        model.now += 2 * SECOND;
        take(model, step, seen);
      }
    }),
    { numRuns: 100 },
  );
  // It tried what it says that it tries.
  expect([...seen.keys()].sort()).toEqual([
    'confirmed',
    'handed_over',
    'moved away',
    'not_started',
    'rebalanced',
    'restarted',
    'stopped',
    'unsure',
  ]);
});
