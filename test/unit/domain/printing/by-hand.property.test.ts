/** A person’s word moves prints only as the table of moves allows, each once. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { markUrgentRule } from '../../../../src-main/host/domain/printing/by-hand/mark-urgent';
import { reprintOrderRule } from '../../../../src-main/host/domain/printing/by-hand/reprint-order';
import { reroutePrintRule } from '../../../../src-main/host/domain/printing/by-hand/reroute-print';
import {
  confirmPrintedRule,
  confirmShownRule,
  discardPrintRule,
  printHeldRule,
} from '../../../../src-main/host/domain/printing/by-hand/resolve-print';
import type { Change } from '../../../../src-main/host/domain/engine/rule';
import type { OrderFacts } from '../../../../src-main/host/domain/engine/facts';
import { mayMove, PRINT_JOB_MOVES } from '../../../../src-shared/model/print-job';
import type { PrintJob, PrintJobState, PrintMark } from '../../../../src-shared/model/print-job';
import { isSample } from '../../../../src-shared/model/sample-printers';
import { aContext, NOW } from '../../../support/rules/context';
import { anOrderWith, NEXT } from '../../../support/rules/orders';
import { ALL_PRINTERS } from '../../../support/rules/printers';
import { aRestaurant } from '../../../support/rules/restaurant';
import { ofOrder } from '../../../support/rules/tickets';

const states = Object.keys(PRINT_JOB_MOVES) as PrintJobState[];
const tried = { firstTriedAt: '20:26:00' };
const backup = { kind: 'backup', of: 'Cocina', from: 'Impresora cocina' } as const;
const marks: readonly PrintMark[] = [
  { kind: 'none' },
  { kind: 'late' },
  { kind: 'reprint', copy: 1 },
  { kind: 'possible-duplicate', ...tried },
  { ...backup, firstTriedAt: null },
  { ...backup, ...tried },
];
const aPrint: fc.Arbitrary<Partial<PrintJob>> = fc.record({
  state: fc.constantFrom(...states),
  mark: fc.constantFrom(...marks),
  printerId: fc.constantFrom(...ALL_PRINTERS.map(({ id }) => id)),
  priority: fc.constantFrom('urgent', 'normal', 'low'),
  settledAt: fc.constantFrom(null, NOW - 1),
});

/** An order of up to three tickets with up to three prints each, in any state at any printer. */
const orders: fc.Arbitrary<OrderFacts> = fc
  .array(fc.array(aPrint, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((tickets) =>
    anOrderWith({
      tickets: tickets.map((jobs, index) =>
        ofOrder(
          { id: String(3 + index), seq: 3 + index },
          { jobs: jobs.map((job, no) => ({ ...job, id: String(10 * index + no) })) },
        ),
      ),
    }),
  );

const catalogue = aRestaurant({ printers: ALL_PRINTERS });
const said = { order: 7, job: null, station: null };
const resolving = [confirmPrintedRule, discardPrintRule, printHeldRule, confirmShownRule].map(
  (rule) => (order: OrderFacts) =>
    rule.decide(said, { catalogue, order, job: null, orderOfJob: null }, aContext()),
);
const rerouting = ALL_PRINTERS.map(
  ({ name }) =>
    (order: OrderFacts) =>
      reroutePrintRule.decide(
        { order: 7, station: null, to: name },
        { catalogue, printers: ALL_PRINTERS, next: NEXT, order },
        aContext(),
      ),
);

/** Every print of the order, as it was before. */
const printsOf = ({ tickets }: OrderFacts): ReadonlyMap<string, PrintJob> =>
  new Map(tickets.flatMap(({ jobs }) => jobs.map((job) => [job.id, job] as const)));

function setPrints(changes: readonly Change[]) {
  return changes.flatMap((change) =>
    'set' in change && change.set === 'printJob' ? [change] : [],
  );
}

it('a person’s word moves prints from the state that they are in to one that may follow it', () => {
  fc.assert(
    fc.property(orders, fc.constantFrom(...resolving, ...rerouting), (order, decide) => {
      const decision = decide(order);
      if (!decision.ok) return;
      const before = printsOf(order);
      const moved = setPrints(decision.changes);
      for (const { id, from, to } of moved) {
        expect(before.get(id)?.state).toBe(from);
        expect(mayMove(from, to)).toBe(true);
      }
      // One decision a ticket, and the answer counts them.
      expect(new Set(moved.map(({ id }) => id)).size).toBe(moved.length);
      expect(decision.reply.decided).toBe(moved.length);
      expect(moved.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

it('what is sent elsewhere has one backup print each, under numbers without gaps, and no real one a sample’s', () => {
  fc.assert(
    fc.property(orders, fc.constantFrom(...rerouting), (order, decide) => {
      const decision = decide(order);
      if (!decision.ok) return;
      const before = printsOf(order);
      const made = decision.changes.flatMap((change) =>
        'put' in change && change.put === 'printJob' ? [change.job] : [],
      );
      const ended = setPrints(decision.changes);
      expect(made).toHaveLength(ended.length);
      expect(made.map(({ seq }) => seq)).toEqual(made.map((_, index) => NEXT.jobSeq + index));
      made.forEach((job, index) => {
        const left = before.get(ended[index]?.id ?? '');
        const printer = (id: string | undefined) => ALL_PRINTERS.find((one) => one.id === id);
        const [to, from] = [printer(job.printerId), printer(left?.printerId)];
        if (!to || !from) throw new Error('every print here has a printer');
        expect(job.ticketId).toBe(left?.ticketId);
        expect(job.priority).toBe(left?.priority);
        expect(isSample(to) && !isSample(from)).toBe(false);
      });
    }),
    { numRuns: 60 },
  );
});

it('what may be on paper already says so when it is printed again, here or elsewhere', () => {
  const printing = (order: OrderFacts) =>
    printHeldRule.decide(said, { catalogue, order, job: null, orderOfJob: null }, aContext());
  fc.assert(
    fc.property(orders, fc.constantFrom(printing, ...rerouting), (order, decide) => {
      const decision = decide(order);
      if (!decision.ok) return;
      const before = printsOf(order);
      const ended = setPrints(decision.changes);
      const made = decision.changes.flatMap((change) =>
        'put' in change && change.put === 'printJob' ? [change.job] : [],
      );
      ended.forEach(({ id, mark: own }, index) => {
        const left = before.get(id);
        const mark = own ?? made[index]?.mark ?? { kind: 'none' };
        const wasTried =
          left?.state === 'unsure' ||
          (left !== undefined && 'firstTriedAt' in left.mark && left.mark.firstTriedAt !== null);
        if (wasTried) expect('firstTriedAt' in mark && mark.firstTriedAt !== null).toBe(true);
      });
    }),
    { numRuns: 60 },
  );
});

it('marking urgent or copying ends no print', () => {
  const copying = (order: OrderFacts) =>
    reprintOrderRule.decide(
      { order: 7, station: null, ticket: null },
      { catalogue, next: NEXT, order },
      aContext(),
    );
  const hurrying = (order: OrderFacts) =>
    markUrgentRule.decide({ order: 7 }, { catalogue, order }, aContext());
  fc.assert(
    fc.property(orders, fc.constantFrom(copying, hurrying), (order, decide) => {
      const decision = decide(order);
      if (!decision.ok) return;
      for (const { from, to } of setPrints(decision.changes))
        expect([from, to]).toEqual(['queued', 'queued']);
    }),
    { numRuns: 60 },
  );
});
