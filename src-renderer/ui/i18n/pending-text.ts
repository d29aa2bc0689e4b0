/** An entry of the outbox as text: command, order, dishes, time. Handles entries of any shape. */
import type { CommandText } from '../../../src-shared/commands/registry';
import type { HostState } from '../../../src-shared/live/projection';
import type { PendingCommand } from '../../client/state/outbox';
import type { Catalogue } from './es';
import { clockText } from './times';
import { whereText } from './order-label';

type LineText = CommandText<'placeOrder'>['lines'][number];

/** The lines of a pending or refused command, to draw them or to restore them to a cart. */
export function linesIn(input: unknown): readonly LineText[] {
  const { lines } = (input ?? {}) as { readonly lines?: unknown };
  // Edits name lines by number; only commands that add lines carry the lines.
  return Array.isArray(lines) ? lines.filter(isLine) : [];
}

function isLine(line: unknown): line is LineText {
  const {
    product,
    quantity = 1,
    modifiers = [],
    note = null,
  } = (line ?? {}) as Partial<Record<'product' | 'quantity' | 'modifiers' | 'note', unknown>>;
  const isPlain =
    typeof product === 'string' &&
    typeof quantity === 'number' &&
    (note === null || typeof note === 'string');
  return isPlain && Array.isArray(modifiers) && modifiers.every((one) => typeof one === 'string');
}

/** Names of the dishes that an edit concerns. */
export function dishesIn({ orders }: Pick<HostState, 'orders'>, input: unknown): readonly string[] {
  const { order, lines, line } = (input ?? {}) as {
    readonly order?: unknown;
    readonly lines?: unknown;
    readonly line?: unknown;
  };
  const numbers: readonly unknown[] = Array.isArray(lines) ? lines : [line];
  const live = typeof order === 'number' ? orders[order] : undefined;
  return live ? live.lines.filter(({ no }) => numbers.includes(no)).map(({ name }) => name) : [];
}

/** The command, in the words of its button. */
export function pendingActionText(text: Catalogue, { name }: Pick<PendingCommand, 'name'>): string {
  const words: Readonly<Record<string, string>> = {
    placeOrder: text.cart,
    addLines: text.cart,
    fireLines: text.fire,
    voidLines: text.voidLine,
    changeQuantity: text.changeQuantity,
    compLines: text.comp,
    editOrder: text.editNote,
    moveTable: text.moveTable,
    mergeOrders: text.mergeWith,
    handOver: text.handOver,
    serveOrder: text.serve,
    closeOrder: text.pay,
    printBill: text.bill,
    markUrgent: text.urgent,
    reprintOrder: text.reprint,
    sendMessage: text.messageKitchen,
    confirmPrinted: text.unsureYes,
    printHeld: text.unsureAgain,
    discardPrint: text.staleNo,
    reroutePrint: text.sendElsewhere,
    retryPrinter: text.retryPrinter,
    setStock: text.stock,
    bumpTicket: text.stReady,
    startTicket: text.stStarted,
  };
  return (Object.hasOwn(words, name) && words[name]) || text.otherDeed;
}

/** One line: command, order, dishes, time. */
export function pendingTitle(
  text: Catalogue,
  host: Pick<HostState, 'orders'>,
  owed: PendingCommand,
): string {
  const { about, input, madeAt } = owed;
  const where = about ? whereText(text, { order: about }) : null;
  return [pendingActionText(text, owed), where, ...dishesIn(host, input), clockText(madeAt)]
    .filter(Boolean)
    .join(' · ');
}

/** Label of the button that drops the entry: dishes are discarded, a refused edit is dismissed. */
export function dismissText(text: Catalogue, { input }: Pick<PendingCommand, 'input'>): string {
  return linesIn(input).length > 0 ? text.discard : text.understood;
}

/** The whole entry as text, to be sent or typed again. */
export function pendingText(
  text: Catalogue,
  host: Pick<HostState, 'orders'>,
  owed: PendingCommand,
): string {
  const { input, name, refused } = owed;
  const lines = linesIn(input).map(({ product, quantity, modifiers, note }) => {
    const extras = [...(modifiers ?? []), note ?? ''].filter(Boolean).join(', ');
    return `${quantity ?? 1}× ${product}${extras ? ` (${extras})` : ''}`;
  });
  const why = refused
    ? `${text.refusedTitle}. ${text.refusal(refused.codigo, refused.message, refused.details)}`
    : '';
  // An entry without dishes is described by its own fields.
  const fields = lines.length > 0 ? [] : [`${name} ${JSON.stringify(input)}`];
  return [pendingTitle(text, host, owed), ...lines, ...fields, why].filter(Boolean).join('\n');
}
