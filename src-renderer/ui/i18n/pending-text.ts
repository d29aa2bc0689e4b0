/**
 * What an entry of the outbox is, for people: what was asked, of which order, with which dishes.
 * Whatever its shape, it is shown.
 */
import type { CommandText } from '../../../src-shared/commands/registry';
import type { HostState } from '../../../src-shared/live/projection';
import type { PendingCommand } from '../../client/state/outbox';
import type { Catalogue } from './es';
import { clockText } from './times';
import { whereText } from './order-label';

type LineText = CommandText<'placeOrder'>['lines'][number];

/** The lines of a send that is still owed or was refused, to draw them or to put them back. */
export function linesIn(input: unknown): readonly LineText[] {
  const { lines } = (input ?? {}) as { readonly lines?: unknown };
  // Edits name lines by their numbers; only sends carry them.
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

/** The dishes that an edit is about, by name. */
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

/** What somebody asked for, in the button's own words. */
export function deedText(text: Catalogue, { name }: Pick<PendingCommand, 'name'>): string {
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

/** One line: what, where, which dishes, when. */
export function pendingTitle(
  text: Catalogue,
  host: Pick<HostState, 'orders'>,
  owed: PendingCommand,
): string {
  const { about, input, madeAt } = owed;
  const where = about ? whereText(text, { order: about }) : null;
  return [deedText(text, owed), where, ...dishesIn(host, input), clockText(madeAt)]
    .filter(Boolean)
    .join(' · ');
}

/**
 * The button that lets go of it: dishes are thrown away, an edit that was not done is only read.
 */
export function dismissText(text: Catalogue, { input }: Pick<PendingCommand, 'input'>): string {
  return linesIn(input).length > 0 ? text.discard : text.understood;
}

/** All of it, to be sent to somebody or typed again. */
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
  // Where it holds no dishes its own fields say what it was.
  const fields = lines.length > 0 ? [] : [`${name} ${JSON.stringify(input)}`];
  return [pendingTitle(text, host, owed), ...lines, ...fields, why].filter(Boolean).join('\n');
}
