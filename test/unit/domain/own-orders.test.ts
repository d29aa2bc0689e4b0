/** Commands of a program that may change its own orders and no others. */
import { describe, expect, it } from 'vitest';
import type { FactQueries, Facts } from '../../../src-main/host/domain/engine/facts';
import { serveOrderRule } from '../../../src-main/host/domain/orders/serve-order';
import { onlyOwn } from '../../../src-main/host/domain/own-orders';
import type { AnyRule } from '../../../src-main/host/domain/rules';
import { DEFAULT_SERVICE_RULES } from '../../../src-shared/model/staff';
import { aContext, aProgram } from '../../support/rules/context';
import { anOrderWith } from '../../support/rules/orders';
import { aRestaurant } from '../../support/rules/restaurant';

const narrowed = onlyOwn(serveOrderRule, 'pedidos:cambiar');
const context = aContext({ actor: aProgram('pedidos:propios') });
const input = { order: 7, base: null };

function decide(order: ReturnType<typeof anOrderWith> | null) {
  const facts = {
    order,
    hostOf: null,
    houseRules: DEFAULT_SERVICE_RULES,
    parts: [],
    catalogue: aRestaurant(),
  };
  return narrowed.decide(input, facts as unknown as Facts<FactQueries>, context);
}

describe('a rule that is narrowed to a sender’s own orders', () => {
  it('decides about an order that the sender placed', () => {
    expect(decide(anOrderWith({ order: { placedBy: 'program' } }))).toMatchObject({
      ok: true,
      reply: { number: 7, state: 'served' },
    });
  });

  it('refuses an order that another device placed, and names the scope that is missing', () => {
    expect(decide(anOrderWith({ order: { placedBy: 'device' } }))).toEqual({
      ok: false,
      code: 'SCOPE_MISSING',
      details: { scope: 'pedidos:cambiar' },
    });
  });

  it('refuses by the scope before it tells anything of an order, also of one that is over', () => {
    expect(decide(anOrderWith({ order: { placedBy: 'device', state: 'closed' } }))).toMatchObject({
      code: 'SCOPE_MISSING',
    });
  });

  it('says of an order that does not exist what the rule says', () => {
    expect(decide(null)).toMatchObject({ ok: false, code: 'ORDER_UNKNOWN' });
  });

  it('asks for all that the rule asks for, and for the order', () => {
    expect(narrowed.name).toBe('serveOrder');
    expect(narrowed.needs(input, context)).toMatchObject({
      order: { number: 7 },
      parts: { number: 7 },
      houseRules: true,
    });
    const bare = { ...serveOrderRule, needs: () => ({}) } as unknown as AnyRule;
    expect(onlyOwn(bare, 'pedidos:cambiar').needs(input, context)).toEqual({
      order: { number: 7 },
    });
  });
});
