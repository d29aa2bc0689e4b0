/**
 * The simplest picture of orders there is: what a careful person with a notebook would know of
 * them. It refuses and allows by itself.
 */
import type { CommandInput, CommandName } from '../../src-shared/commands/registry';

export type ModelLine = { quantity: number; voided: number; held: boolean; comp: string | null };
export type ModelOrder = {
  table: string;
  state: 'live' | 'served' | 'closed' | 'voided';
  revision: number;
  waiter: string | null;
  mergedInto: number | null;
  lines: ModelLine[];
};
export type Model = { readonly orders: Map<number, ModelOrder>; left: number };

/** The dish that is counted down. */
export const COUNTED = 'Café';

type Told = {
  readonly ok: boolean;
  readonly code: string;
  readonly reply: Readonly<Record<string, unknown>>;
};

/**
 * What the notebook has an opinion on; prints and cooks' ticks are judged by the tables and the
 * screen.
 */
const KNOWN: ReadonlySet<CommandName> = new Set<CommandName>([
  'placeOrder',
  'addLines',
  'fireLines',
  'voidLines',
  'changeQuantity',
  'compLines',
  'editOrder',
  'moveTable',
  'mergeOrders',
  'handOver',
  'serveOrder',
  'closeOrder',
  'printBill',
]);

/**
 * Takes in what the core said of one command that was decided now, and throws where the notebook
 * says otherwise.
 */
export function follow<N extends CommandName>(
  model: Model,
  name: N,
  given: CommandInput<N>,
  told: Told,
  person: string | null,
): void {
  if (!KNOWN.has(name)) return;
  const input = given as Readonly<Record<string, unknown>>;
  const expected = verdict(model, name, input);
  if ((expected === 'ok') !== told.ok || (expected !== 'ok' && told.code !== expected))
    throw new Error(
      `${name} ${JSON.stringify(input)}: the core says ${told.ok ? 'ok' : told.code}, the model ${expected}`,
    );
  if (!told.ok) return;
  const before = model.orders.get(input.order as number);
  const revision = before?.revision ?? 0;
  // Whoever it is joined to at that moment has another bill afterwards.
  const host =
    before && before.mergedInto !== null ? model.orders.get(before.mergedInto) : undefined;
  apply(model, name, input, told.reply, person);
  if (host && isLive(host) && before && before.revision > revision) host.revision++;
}

const isLive = ({ state }: ModelOrder): boolean => state === 'live' || state === 'served';

function verdict(
  model: Model,
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
): string {
  if (name === 'placeOrder') return stockVerdict(model, input);
  const order = model.orders.get(input.order as number);
  if (!order) return 'ORDER_UNKNOWN';
  if (name === 'printBill')
    return order.mergedInto === null
      ? wantedLines(model, input.order as number)
        ? 'ok'
        : 'NOTHING_TO_PRINT'
      : 'ORDER_MERGED';
  if (order.state === 'closed' || order.state === 'voided') return 'ORDER_CLOSED';
  const base = input.base as number | null | undefined;
  if (base !== null && base !== undefined && base !== order.revision) return 'EDIT_STALE';
  switch (name) {
    case 'addLines':
      return order.mergedInto === null ? stockVerdict(model, input) : 'ORDER_MERGED';
    case 'voidLines':
      return linesVerdict(order, input.lines as readonly number[] | null, 'LINE_VOIDED');
    case 'compLines':
      return linesVerdict(order, input.lines as readonly number[], 'LINE_VOIDED');
    case 'changeQuantity': {
      const line = order.lines[(input.line as number) - 1];
      if (!line) return 'LINE_UNKNOWN';
      if (line.voided === line.quantity) return 'LINE_VOIDED';
      const more = (input.quantity as number) - (line.quantity - line.voided);
      if (more > 0 && (base === null || base === undefined)) return 'ORDER_INVALID';
      return more > 0 && order.mergedInto !== null ? 'ORDER_MERGED' : 'ok';
    }
    case 'fireLines':
      return order.lines.some((line) => line.held && line.voided < line.quantity)
        ? 'ok'
        : 'NOTHING_HELD';
    case 'moveTable':
      if (order.mergedInto !== null) return 'ORDER_MERGED';
      return order.table.toLowerCase() === String(input.table).toLowerCase() ? 'TABLE_SAME' : 'ok';
    case 'mergeOrders': {
      const into = model.orders.get(input.into as number);
      if (!into) return 'ORDER_UNKNOWN';
      if (into.state === 'closed' || into.state === 'voided') return 'ORDER_CLOSED';
      if (order.mergedInto !== null || into.mergedInto !== null) return 'ORDER_MERGED';
      return into === order ? 'TABLE_SAME' : 'ok';
    }
    case 'serveOrder':
      if (order.mergedInto !== null) return 'ORDER_MERGED';
      return order.state === 'served' ? 'ORDER_CLOSED' : 'ok';
    case 'closeOrder':
      if (
        withParts(model, input.order as number).some(({ lines }) =>
          lines.some((line) => line.held && line.voided < line.quantity),
        )
      )
        return 'LINES_HELD';
      return order.mergedInto === null ? 'ok' : 'ORDER_MERGED';
    default:
      return 'ok';
  }
}

function stockVerdict(model: Model, input: Readonly<Record<string, unknown>>): string {
  const wanted = (input.lines as readonly { product: string; quantity: number }[])
    .filter(({ product }) => product === COUNTED)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  if (wanted === 0) return 'ok';
  if (model.left === 0) return 'ITEM_SOLD_OUT';
  return wanted > model.left ? 'ITEM_SHORT' : 'ok';
}

function linesVerdict(order: ModelOrder, nos: readonly number[] | null, gone: string): string {
  for (const no of nos ?? []) {
    const line = order.lines[no - 1];
    if (!line) return 'LINE_UNKNOWN';
    if (line.voided === line.quantity) return gone;
  }
  return 'ok';
}

function apply(
  model: Model,
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
  reply: Readonly<Record<string, unknown>>,
  person: string | null,
): void {
  const number = (reply.number ?? input.order) as number;
  const order = model.orders.get(number);
  const lines = (): ModelLine[] =>
    (input.lines as readonly { quantity: number; held: boolean }[]).map(({ quantity, held }) => ({
      quantity,
      voided: 0,
      held,
      comp: null,
    }));
  const take = (): void => {
    for (const { product, quantity } of input.lines as readonly {
      product: string;
      quantity: number;
    }[])
      if (product === COUNTED) model.left -= quantity;
  };
  if (name === 'placeOrder') {
    if (model.orders.has(number)) throw new Error(`order ${number} was given out twice`);
    model.orders.set(number, {
      table: String(input.table),
      state: 'live',
      revision: 1,
      waiter: person,
      mergedInto: null,
      lines: lines(),
    });
    return take();
  }
  if (!order) return;
  const strike = (line: ModelLine, by: number): void => void (line.voided += by);
  switch (name) {
    case 'addLines':
      order.lines.push(...lines());
      take();
      order.state = 'live';
      order.revision++;
      return;
    case 'fireLines': {
      const held = new Set(order.lines.filter((line) => line.held && line.voided < line.quantity));
      for (const no of reply.fired as readonly number[]) {
        const line = order.lines[no - 1];
        if (!line || !held.has(line))
          throw new Error(`line ${no} of ${number} was fired and was not held`);
        line.held = false;
      }
      order.state = 'live';
      order.revision++;
      return;
    }
    case 'voidLines':
      for (const no of reply.voided as readonly number[]) {
        const line = order.lines[no - 1];
        if (line) strike(line, line.quantity - line.voided);
      }
      order.revision++;
      break;
    case 'changeQuantity': {
      const line = order.lines[(input.line as number) - 1];
      if (!line) return;
      const more = (input.quantity as number) - (line.quantity - line.voided);
      if (more === 0) return;
      order.revision++;
      if (more > 0) {
        order.lines.push({ quantity: more, voided: 0, held: line.held, comp: null });
        order.state = 'live';
        return;
      }
      strike(line, -more);
      break;
    }
    case 'compLines':
      for (const no of input.lines as readonly number[]) {
        const line = order.lines[no - 1];
        if (line) line.comp = input.undo === true ? null : String(input.reason);
      }
      order.revision++;
      return;
    case 'editOrder':
      order.revision++;
      return;
    case 'handOver':
      order.waiter = String(reply.to);
      order.revision++;
      return;
    case 'moveTable':
      for (const one of withParts(model, number)) {
        one.table = String(input.table);
        one.revision++;
      }
      return;
    case 'mergeOrders': {
      const into = model.orders.get(input.into as number);
      for (const one of withParts(model, number)) {
        one.table = into?.table ?? '';
        one.mergedInto = input.into as number;
        one.revision++;
      }
      if (into) into.revision++;
      return;
    }
    case 'serveOrder':
    case 'closeOrder':
      for (const one of withParts(model, number)) {
        if (name === 'serveOrder' && one.state === 'served') continue;
        one.state = name === 'serveOrder' ? 'served' : 'closed';
        one.revision++;
      }
      return;
    default:
      return;
  }
  if (!order.lines.every((line) => line.voided === line.quantity)) return;
  const parts = withParts(model, number).filter((one) => one !== order);
  order.state = 'voided';
  // The first of those that were joined to it takes its place.
  const heir = [...model.orders].find(([, one]) => one === parts[0])?.[0] ?? null;
  for (const [index, one] of parts.entries()) {
    one.mergedInto = index === 0 ? null : heir;
    one.revision++;
  }
}

function withParts(model: Model, number: number): ModelOrder[] {
  const all = [...model.orders].filter(
    ([no, order]) =>
      no === number ||
      (order.mergedInto === number && order.state !== 'closed' && order.state !== 'voided'),
  );
  return all
    .sort(([a], [b]) => Number(b === number) - Number(a === number))
    .map(([, order]) => order);
}

function wantedLines(model: Model, number: number): boolean {
  const billed = [...model.orders].filter(
    ([no, order]) => no === number || (order.mergedInto === number && order.state !== 'voided'),
  );
  return billed.some(([, { lines }]) => lines.some((line) => line.voided < line.quantity));
}
