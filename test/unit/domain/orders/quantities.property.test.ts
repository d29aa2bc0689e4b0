/**
 * Any commands in any order, as phones send them: quantities stay what they can be, states move
 * only as their tables say (applied.ts throws where one does not), and nothing is lost.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, Rule } from '../../../../src-main/host/domain/engine/rule';
import type { FactQueries, Facts } from '../../../../src-main/host/domain/engine/facts';
import { addLinesRule } from '../../../../src-main/host/domain/orders/add-lines';
import { changeQuantityRule } from '../../../../src-main/host/domain/orders/change-quantity';
import { compLinesRule } from '../../../../src-main/host/domain/orders/comp-lines';
import { fireLinesRule } from '../../../../src-main/host/domain/orders/fire-lines';
import { serveOrderRule } from '../../../../src-main/host/domain/orders/serve-order';
import { voidLinesRule } from '../../../../src-main/host/domain/orders/void-lines';
import { closeOrderRule } from '../../../../src-main/host/domain/till/close-order';
import { COMMANDS } from '../../../../src-shared/commands/registry';
import type {
  CommandInput,
  CommandName,
  CommandText,
} from '../../../../src-shared/commands/registry';
import type { EventBody } from '../../../../src-shared/events/events';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import type { OrderLine } from '../../../../src-shared/model/order';
import { applied, printed } from '../../../support/rules/applied';
import type { World } from '../../../support/rules/applied';
import { aContext } from '../../../support/rules/context';
import { aLine, anOrderWith, NEXT } from '../../../support/rules/orders';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';

const RUNS = { numRuns: 60 };
const catalogue = aRestaurant({
  stations: [KITCHEN, aStation({ ...BAR, hasScreen: true }), COUNTER],
});
const COUNTED = 30;

/** Two steaks are on the kitchen's paper. */
const start: World = {
  order: anOrderWith({ lines: [aLine({ itemId: 'bife', name: 'Bife', quantity: 2 })] }),
  stock: new Map([['milanesa', { soldOut: false, left: COUNTED }]]),
  next: NEXT,
};

/** What a rule decides about the one order of the test, whatever it asks for. */
function decided<N extends CommandName, Q extends FactQueries>(
  rule: Rule<N, Q>,
  text: CommandText<N>,
  world: World,
) {
  const facts = {
    ...world,
    catalogue,
    hostOf: null,
    houseRules: DEFAULT_SERVICE_RULES,
    parts: [],
    lastZ: null,
  };
  const input = COMMANDS[rule.name].input.parse(text) as CommandInput<N>;
  return rule.decide(input, facts as unknown as Facts<Q>, aContext());
}

type Step = (world: World) => ReturnType<Rule<CommandName, FactQueries>['decide']> | World;

const product = fc.constantFrom('Milanesa', 'Bife', 'Agua', 'Tarta de la casa');
const line = fc.integer({ min: 1, max: 6 });
const send: fc.Arbitrary<Step> = fc
  .record({ product, quantity: fc.integer({ min: 1, max: 6 }), held: fc.boolean() })
  .map((one) => (world) => decided(addLinesRule, { order: 7, lines: [one] }, world));
const strike: fc.Arbitrary<Step> = line.map(
  (no) => (world) => decided(voidLinesRule, { order: 7, lines: [no], reason: 'x' }, world),
);
const change: fc.Arbitrary<Step> = fc
  .record({ line, quantity: fc.integer({ min: 0, max: 9 }) })
  .map((one) => (world) => {
    const base = world.order.order.revision;
    return decided(changeQuantityRule, { order: 7, base, ...one, reason: 'x' }, world);
  });
const comp: fc.Arbitrary<Step> = fc.record({ no: line, undo: fc.boolean() }).map(
  ({ no, undo }) =>
    (world) =>
      decided(compLinesRule, { order: 7, lines: [no], reason: 'x', undo }, world),
);
const fire: fc.Arbitrary<Step> = fc.constant((world) =>
  decided(fireLinesRule, { order: 7 }, world),
);
const print: fc.Arbitrary<Step> = fc
  .integer({ min: 6, max: 20 })
  .map((job) => (world) => printed(world, String(job)));
const end: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  (world) => decided(serveOrderRule, { order: 7 }, world),
  (world) => decided(closeOrderRule, { order: 7 }, world),
  (world) => decided(voidLinesRule, { order: 7, lines: null, reason: 'x' }, world),
);

const steps = (...kinds: readonly fc.Arbitrary<Step>[]) =>
  fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 12 });

/** `seen` looks at each decision that was no refusal, with the order before and after it. */
function walked(
  all: readonly Step[],
  seen: (before: World, after: World, decision: Decision<unknown>) => void = () => {},
): World {
  return all.reduce((before, step) => {
    const result = step(before);
    if (!('ok' in result)) return result;
    if (!result.ok) return before;
    const after = applied(before, result.changes);
    seen(before, after, result);
    return after;
  }, start);
}

const wanted = ({ quantity, voided }: OrderLine): number => quantity - voided;
const piecesOf = ({ order }: World, itemId: string): number =>
  order.lines.filter((one) => one.itemId === itemId).reduce((sum, one) => sum + wanted(one), 0);

describe('quantities', () => {
  it('are never less than none, never struck twice, and a line of none is voided', () => {
    fc.assert(
      fc.property(steps(send, send, strike, change, comp, fire, print, end), (all) => {
        const world = walked(all, (before, after, { events }) => {
          const left = after.stock.get('milanesa')?.left ?? 0;
          expect(left).toBeGreaterThanOrEqual(0);
          // What the kitchen has does not go back to the dish.
          expect(left + piecesOf(after, 'milanesa')).toBeLessThanOrEqual(COUNTED);
          for (const one of after.order.lines) {
            expect(wanted(one)).toBeGreaterThanOrEqual(0);
            expect(one.voided).toBeGreaterThanOrEqual(0);
            expect(one.state === 'voided').toBe(wanted(one) === 0);
          }
          for (const event of events)
            if (event.kind === 'lines.voided') expectStruckOnce(event, before, after);
        });
        expectNoVoidAgain(world);
      }),
      RUNS,
    );
  });

  it('of a line are what was asked for last, with what was sent as more of it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 5 }), (asked) => {
        let world = start;
        for (const quantity of asked) {
          const before = piecesOf(world, 'bife');
          const ofLine = world.order.lines[0] ? wanted(world.order.lines[0]) : 0;
          const base = world.order.order.revision;
          const decision = decided(
            changeQuantityRule,
            { order: 7, base, line: 1, quantity, reason: 'x' },
            world,
          );
          if (!decision.ok) throw new Error(decision.code);
          world = applied(world, decision.changes);
          expect(piecesOf(world, 'bife')).toBe(before + quantity - ofLine);
        }
      }),
      RUNS,
    );
  });

  it('of a counted dish that the kitchen has not seen go back: none is lost, none is made', () => {
    fc.assert(
      fc.property(steps(send, send, strike, change, comp, fire), (all) => {
        walked(all, (_, after) => {
          const left = after.stock.get('milanesa');
          expect((left?.left ?? 0) + piecesOf(after, 'milanesa')).toBe(COUNTED);
          expect(left?.soldOut).toBe(left?.left === 0);
        });
      }),
      RUNS,
    );
  });
});

describe('an order', () => {
  it('counts each edit once, is voided with its last line, and is ready when nothing is held', () => {
    fc.assert(
      fc.property(steps(send, send, strike, change, comp, fire, print, end), (all) => {
        walked(all, (before, after, { changes, events }) => {
          const was = before.order.order;
          const { order, lines } = after.order;
          const isEdit = changes.length > 0;
          expect(was.state === 'closed' || was.state === 'voided').toBe(false);
          expect(order.revision).toBe(was.revision + Number(isEdit));
          expect(events.length > 0).toBe(isEdit);
          expect(order.state === 'voided').toBe(lines.every(({ state }) => state === 'voided'));
          if (was.state === 'open' && order.state === 'ready')
            expect(lines.every(({ state }) => state !== 'held')).toBe(true);
        });
      }),
      RUNS,
    );
  });
});

type Voided = Extract<EventBody, { readonly kind: 'lines.voided' }>;

/** The event and its slips tell of what is not wanted any more, and of nothing twice. */
function expectStruckOnce({ lines, tickets }: Voided, before: World, after: World): void {
  const voidedOf = ({ order }: World, no: number): number =>
    order.lines.find((one) => one.no === no)?.voided ?? 0;
  for (const { no, voided } of lines) {
    expect(voided).toBe(voidedOf(after, no));
    expect(voided).toBeGreaterThan(voidedOf(before, no));
  }
  for (const { lineNos, quantities } of tickets)
    expect(quantities).toEqual(lineNos.map((no) => voidedOf(after, no) - voidedOf(before, no)));
}

function expectNoVoidAgain(world: World): void {
  const { order, lines } = world.order;
  if (order.state === 'closed' || order.state === 'voided') return;
  for (const { no, state } of lines)
    if (state === 'voided')
      expect(decided(voidLinesRule, { order: 7, lines: [no], reason: 'x' }, world)).toMatchObject({
        code: 'LINE_VOIDED',
        details: { line: no },
      });
}
