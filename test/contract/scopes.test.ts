/**
 * What a program's token may do: each scope with each command and each question, asked of the core;
 * and the house's rules, which bind programs too.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { CommandInput, CommandName } from '../../src-shared/commands/registry';
import { isRefusal } from '../../src-shared/base/errors';
import { ServiceRules } from '../../src-shared/model/staff';
import { mayAsk } from '../../src-shared/rights/permissions';
import type { AskedByName, Query } from '../../src-shared/queries/queries';
import { SCREEN_ASKS } from '../../src-shared/screen-api/screen-queries';
import { PRESETS, presetOf, SCOPES } from '../../src-shared/base/scope-words';
import type { StoredScope } from '../../src-shared/base/scope-words';
import type { CommandSpec } from '../../src-shared/commands/define-command';
import { QUERY_SCOPES } from '../../src-shared/rights/scopes';
import type { Actor } from '../../src-shared/base/vocabulary';
import { DESK, openCore } from '../support/core';
import type { TestCore } from '../support/core';

let host: TestCore;
let ana: Actor;
beforeAll(async () => {
  host = await openCore();
  const pinHash = `scrypt$32768$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`;
  const added = await host.core.execute(
    'addPerson',
    { name: 'Ana', role: 'waiter', pinHash },
    DESK,
    'ana',
  );
  ana = {
    id: 'teléfono',
    role: 'waiter',
    person: { id: added.ok ? added.reply.personId : '', name: 'Ana' },
  };
});
afterAll(() => host.stop());

const program = (...scopes: readonly StoredScope[]): Actor => ({
  id: `web ${scopes.join(' ')}`,
  role: 'integrator',
  name: 'Web',
  scopes,
});

async function run<N extends CommandName>(name: N, input: object, actor: Actor) {
  const parsed = COMMANDS[name].input.parse(input) as CommandInput<N>;
  return host.core.execute(name, parsed, actor, randomUUID());
}
async function placedBy(actor: Actor, more: object = {}): Promise<number> {
  const done = await run(
    'placeOrder',
    { type: 'table', table: '1', customer: 'Berenguer', lines: [{ product: 'Agua' }], ...more },
    actor,
  );
  if (!done.ok) throw new Error(done.code);
  return done.reply.number;
}
const codeOf = (done: { readonly ok: boolean; readonly code?: string }): string =>
  done.ok ? 'done' : (done.code ?? '');

/**
 * Written out, so that a slip in the table is seen. Orders of others, then what `pedidos:propios`
 * adds of one's own.
 */
const CHANGES =
  'addLines fireLines voidLines changeQuantity editOrder moveTable serveOrder markUrgent';
const PRINTS = 'confirmPrinted discardPrint printHeld reroutePrint confirmShown retryPrinter';
const PLACE =
  'saveCategory removeCategory saveItem removeItem saveModifierGroup removeModifierGroup saveStation removeStation saveTable removeTable reorder importMenu';
const MAY: Readonly<Record<StoredScope, string>> = {
  'pedidos:crear': 'placeOrder sendMessage',
  'pedidos:propios': '',
  'pedidos:todos': '',
  'pedidos:cambiar': `${CHANGES} mergeOrders`,
  'clientes:leer': '',
  'menu:leer': '',
  'menu:stock': 'setStock',
  impresion: `${PRINTS} reprintOrder printBill markUrgent`,
  eventos: '',
  avisos: '',
  cobros: 'closeOrder printBill',
  fiscal: '',
  administrar: PLACE,
  heredado: `placeOrder sendMessage ${CHANGES} mergeOrders closeOrder printBill reprintOrder ${PRINTS}`,
};
const OWN = `${CHANGES} printBill reprintOrder`;

const station = {
  name: 'X',
  printer: 'x',
  isDefault: false,
  isCounter: false,
  takesAll: false,
  copies: 1,
  hurryMin: 1,
  lateMin: 2,
};
/**
 * An input that fits each command and mostly leads nowhere: what is asked here is who may, not what
 * comes of it.
 */
const inputs = (order: number): Readonly<Partial<Record<CommandName, object>>> => ({
  placeOrder: { type: 'table', table: '9', lines: [{ product: 'Agua' }] },
  sendMessage: { text: 'hola' },
  addLines: { order, lines: [{ product: 'Agua' }] },
  fireLines: { order },
  voidLines: { order, lines: [99] },
  changeQuantity: { order, line: 99, quantity: 1 },
  editOrder: { order, note: 'x' },
  moveTable: { order, table: '1' },
  mergeOrders: { order, into: order },
  serveOrder: { order, base: 9_999 },
  closeOrder: { order, base: 9_999 },
  printBill: { order },
  markUrgent: { order },
  reprintOrder: { order, station: 'ninguna' },
  confirmPrinted: { order },
  discardPrint: { order },
  printHeld: { order },
  reroutePrint: { order, station: null, to: 'x' },
  confirmShown: { order },
  retryPrinter: { printer: 'x' },
  setStock: { item: 'x', soldOut: true },
  saveCategory: { id: 'x', name: 'X', stations: [] },
  removeCategory: { id: 'x' },
  saveItem: {
    id: 'x',
    code: 'x',
    name: 'x',
    category: 'x',
    price: 1,
    groups: [],
    without: [],
    stations: [],
  },
  removeItem: { id: 'x' },
  saveModifierGroup: { id: 'x', name: 'x', min: 0, max: 1, options: [{ name: 'a' }] },
  removeModifierGroup: { id: 'x' },
  saveStation: { id: 'x', ...station },
  removeStation: { id: 'x' },
  saveTable: { id: 'x', name: 'x', area: 'x', seats: null },
  removeTable: { id: 'x' },
  reorder: { what: 'tables', ids: ['x'] },
  importMenu: {
    rows: [
      {
        category: 'x',
        code: 'x',
        name: 'x',
        price: 1,
        stations: ['nada'],
        groups: null,
        without: null,
      },
    ],
    replace: false,
  },
});

/** Commands that a program may give with one scope or another. */
const SCOPED = Object.values<CommandSpec>(COMMANDS).filter(({ scopes }) => scopes !== undefined);

describe('the table', () => {
  it('has a row for every command and question that programs may give at all', () => {
    const open = (Object.keys(COMMANDS) as CommandName[]).filter((name) =>
      (COMMANDS[name].roles as readonly string[]).includes('integrator'),
    );
    expect(SCOPED.map(({ name }) => name).toSorted()).toEqual(open.toSorted());
    const asks = Object.entries(SCREEN_ASKS).filter(([, { roles }]) =>
      (roles as readonly string[]).includes('integrator'),
    );
    for (const [name] of asks) expect(Object.keys(QUERY_SCOPES)).toContain(name);
  });

  it('opens each command to each scope as it says, and to nothing else, one cell after the other', async () => {
    const others = await placedBy(ana);
    let cells = 0;
    for (const scope of [...SCOPES, 'heredado'] as const)
      for (const [name, input] of Object.entries(inputs(others)) as [CommandName, object][]) {
        const code = codeOf(await run(name, input, program(scope)));
        expect([scope, name, code !== 'SCOPE_MISSING']).toEqual([
          scope,
          name,
          MAY[scope].split(' ').includes(name),
        ]);
        cells++;
      }
    expect(cells).toBe((SCOPES.length + 1) * SCOPED.length);
  });

  it('opens with pedidos:propios what it says of one’s own order, and of no other', async () => {
    const shop = program('pedidos:crear', 'pedidos:propios');
    const [own, others] = [await placedBy(shop), await placedBy(ana)];
    for (const [name, input] of Object.entries(inputs(own)) as [CommandName, object][]) {
      if (!('order' in input)) continue;
      const code = codeOf(await run(name, input, shop));
      expect([name, code !== 'SCOPE_MISSING']).toEqual([name, OWN.split(' ').includes(name)]);
      expect([name, codeOf(await run(name, inputs(others)[name] ?? {}, shop))]).toEqual([
        name,
        'SCOPE_MISSING',
      ]);
    }
    // Really done, not only let through.
    expect(await run('addLines', { order: own, lines: [{ product: 'Flan' }] }, shop)).toMatchObject(
      { ok: true },
    );
    expect(await run('voidLines', { order: own, lines: null, reason: null }, shop)).toMatchObject({
      ok: true,
    });
    expect(
      await run('addLines', { order: 99_999, lines: [{ product: 'Flan' }] }, shop),
    ).toMatchObject({ code: 'ORDER_UNKNOWN' });
    expect(
      await run('voidLines', { order: others, lines: null, reason: null }, shop),
    ).toMatchObject({
      code: 'SCOPE_MISSING',
      details: { scope: 'pedidos:cambiar' },
    });
  });

  it('opens each question to each scope as it says', async () => {
    const others = await placedBy(ana);
    const asked: readonly Query<AskedByName>[] = [
      { name: 'order', of: { number: others } },
      { name: 'journey', of: { number: others } },
      { name: 'recent', limit: 50 },
      { name: 'queue' },
      { name: 'paper', job: 1 },
      { name: 'pending' },
      { name: 'printers' },
      { name: 'menu' },
      { name: 'people' },
      { name: 'settings' },
    ];
    const may: Readonly<Record<StoredScope, string>> = {
      'pedidos:crear': 'queue',
      // Its own alone, of which there are none.
      'pedidos:propios': 'recent',
      'pedidos:todos': 'order journey recent queue',
      'pedidos:cambiar': '',
      'clientes:leer': '',
      'menu:leer': 'menu',
      'menu:stock': '',
      impresion: 'queue paper pending printers',
      eventos: '',
      avisos: '',
      cobros: '',
      fiscal: '',
      administrar: 'menu',
      heredado: 'order journey recent queue paper pending printers menu people',
    };
    for (const scope of [...SCOPES, 'heredado'] as const)
      for (const query of asked) {
        const answer = await host.core.askFor(query, program(scope));
        const isAnswered = answer === null || !isRefusal(answer);
        expect([scope, query.name, isAnswered]).toEqual([
          scope,
          query.name,
          may[scope].split(' ').includes(query.name),
        ]);
      }
    for (const [name, hears] of [
      ['eventos', true],
      ['pedidos:propios', true],
      ['pedidos:todos', false],
    ] as const)
      expect([name, typeof mayAsk(program(name), 'subscribe') === 'string']).toEqual([name, hears]);
  });

  it('gives a program without any scope nothing', async () => {
    const nobody: Actor = { id: 'x', role: 'integrator' };
    expect(
      codeOf(
        await run(
          'placeOrder',
          { type: 'table', table: '9', lines: [{ product: 'Agua' }] },
          nobody,
        ),
      ),
    ).toBe('SCOPE_MISSING');
    expect(await host.core.askFor({ name: 'queue' }, nobody)).toMatchObject({
      code: 'SCOPE_MISSING',
    });
  });

  it('has presets that are known again by their scopes, in any order', () => {
    expect(presetOf(['menu:leer', 'pedidos:propios', 'pedidos:crear'])).toBe('tienda');
    expect(presetOf(SCOPES)).toBe('todo');
    expect(presetOf(['pedidos:crear'])).toBeNull();
    for (const scopes of Object.values(PRESETS))
      for (const scope of scopes) expect(SCOPES).toContain(scope);
  });
});

describe('the owner', () => {
  it('chooses what a program may do; the counter neither chooses nor retires one', async () => {
    const owner: Actor = { id: 'caja', role: 'owner', person: { id: 'o', name: 'Dueña' } };
    const counter: Actor = { id: 'caja', role: 'counter', person: { id: 'c', name: 'Caro' } };
    const added = await run(
      'addDevice',
      { name: 'Tienda', role: 'integrator', tokenHash: 'b'.repeat(64), scopes: PRESETS.tienda },
      owner,
    );
    const device = added.ok ? (added.reply as { deviceId: string }).deviceId : '';
    expect(await run('setScopes', { device, scopes: ['pedidos:todos'] }, counter)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await run('revokeDevice', { device }, counter)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await run('setScopes', { device, scopes: ['pedidos:todos'] }, owner)).toMatchObject({
      ok: true,
    });
    expect(await host.core.ask({ name: 'whoIs', tokenHash: 'b'.repeat(64) })).toMatchObject({
      device: { scopes: ['pedidos:todos'] },
    });
    expect(await run('revokeDevice', { device }, owner)).toMatchObject({ ok: true });
  });
});

describe('the house’s rules', () => {
  it('bind a program as they bind a waiter, and do not tell it who works here', async () => {
    const strict = { ownOrdersOnly: true, printedVoidsAtCounter: true, localToken: false };
    await run('setServiceRules', { rules: strict }, DESK);
    const web = program('pedidos:crear', 'pedidos:propios', 'pedidos:cambiar', 'cobros');
    const others = await placedBy(ana);
    for (const [name, input] of [
      ['voidLines', { order: others, lines: null, reason: 'x' }],
      ['addLines', { order: others, lines: [{ product: 'Agua' }] }],
      ['closeOrder', { order: others }],
    ] as const) {
      const done = await run(name, input, web);
      expect(done).toMatchObject({ code: 'NOT_YOURS' });
      expect(JSON.stringify(done)).not.toContain('Ana');
    }
    await run(
      'setServiceRules',
      { rules: { ...strict, ownOrdersOnly: false, printedVoidsAtCounter: false } },
      DESK,
    );
  });

  it('send what the kitchen has in hand to the counter, also where a program sent it', async () => {
    const other = await openCore();
    const web = program('pedidos:crear', 'pedidos:propios');
    const give = async <N extends CommandName>(name: N, input: object, actor: Actor) =>
      other.core.execute(
        name,
        COMMANDS[name].input.parse(input) as CommandInput<N>,
        actor,
        randomUUID(),
      );
    await give(
      'setServiceRules',
      { rules: { ownOrdersOnly: false, printedVoidsAtCounter: true } },
      DESK,
    );
    const order = { type: 'takeaway', customer: 'X', lines: [{ product: 'Agua' }] };
    const placed = [await give('placeOrder', order, web), await give('placeOrder', order, web)];
    const [first = 0, second = 0] = placed.map((done) =>
      done.ok ? (done.reply as { number: number }).number : 0,
    );
    const { tickets = [] } = (await other.core.ask({ name: 'order', of: { number: first } })) ?? {};
    const printer = (await other.core.ask({ name: 'printers' })).find(
      ({ name }) => name === tickets[0]?.printer,
    );
    await give('claimJob', { printerId: printer?.id, worker: 1 }, DESK);
    expect(await give('voidLines', { order: first, lines: null, reason: null }, web)).toMatchObject(
      { code: 'COUNTER_NEEDED' },
    );
    // What still waits is anybody's to take back.
    expect(
      await give('voidLines', { order: second, lines: null, reason: null }, web),
    ).toMatchObject({ ok: true });
    await other.stop();
  });

  it('that were stored before this machine’s programs had a switch still hold', () => {
    const before = { ownOrdersOnly: true, printedVoidsAtCounter: true };
    expect(ServiceRules.parse(before)).toEqual({ ...before, localToken: false });
  });
});
