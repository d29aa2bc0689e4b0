/**
 * What a station's wall shows: its tickets in hand as cards, with the slips that belong to them.
 * Pure, and the same objects while nothing changed.
 */
import type { HostState } from '../../../src-shared/live/projection';
import type { SentLine } from '../../../src-shared/events/events';
import type { LiveOrder, LiveTicket } from '../../../src-shared/live/snapshot';
import { NOTICE_KINDS } from '../../../src-shared/model/ticket';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { PendingCommand } from '../../client/state/outbox';
import { ticketsAt } from '../../client/state/selectors';

export type Card = {
  readonly ticket: LiveTicket;
  /** Null: a message, of no order. */
  readonly live: LiveOrder | null;
  /** What was struck or moved of the same order, and waits for "enterado". */
  readonly slips: readonly LiveTicket[];
  /** What still waits for its course here; on the order's last card only. */
  readonly held: readonly SentLine[];
  /** Lines ticked off, also where the host has not answered yet. */
  readonly doneNos: readonly number[];
};

export type Wall = { readonly cards: readonly Card[] };

/** What a cook did that the host has not answered yet: it is drawn as done. */
export type UnsentTap = {
  readonly gone: ReadonlySet<Id>;
  readonly ticks: ReadonlyMap<string, boolean>;
};

const NOTHING: UnsentTap = { gone: new Set(), ticks: new Map() };

function tickKey(ticketId: Id, lineNo: number): string {
  return `${ticketId}/${lineNo}`;
}

/** Later ones win: a card bumped and taken back is there. */
export function unsentTaps(owed: readonly PendingCommand[]): UnsentTap {
  if (owed.length === 0) return NOTHING;
  const gone = new Set<Id>();
  const ticks = new Map<string, boolean>();
  for (const { name, input, refused } of owed) {
    if (refused) continue;
    const { ticket, line, done } = (input ?? {}) as {
      readonly ticket?: number;
      readonly line?: number;
      readonly done?: boolean;
    };
    const id = String(ticket);
    if (name === 'bumpTicket' || name === 'acknowledgeNotice') gone.add(id);
    else if (name === 'recallTicket') gone.delete(id);
    else if (name === 'tickLine') ticks.set(tickKey(id, Number(line)), done !== false);
  }
  return { gone, ticks };
}

/** Keeps every card that did not change, so that only those that did are drawn again. */
export function wallReader(stationId: Id): (host: HostState, pending: UnsentTap) => Wall {
  let kept: { readonly host: HostState; readonly pending: UnsentTap; readonly board: Wall } | null =
    null;
  let cards = new Map<Id, Card>();
  return (host, pending) => {
    if (kept?.host === host && kept.pending === pending) return kept.board;
    const next = readBoard(host, stationId, pending).map((card) => {
      const old = cards.get(card.ticket.ticketId);
      return old && isSame(old, card) ? old : card;
    });
    cards = new Map(next.map((card) => [card.ticket.ticketId, card]));
    const isUnchanged =
      kept !== null &&
      kept.board.cards.length === next.length &&
      next.every((card, i) => card === kept?.board.cards[i]);
    const board = isUnchanged && kept ? kept.board : { cards: next };
    kept = { host, pending, board };
    return board;
  };
}

function readBoard(host: HostState, stationId: Id, { gone, ticks }: UnsentTap): readonly Card[] {
  const shown = ticketsAt(host, stationId).filter(({ ticket }) => !gone.has(ticket.ticketId));
  const firstOf = new Map<number, Id>();
  const lastOf = new Map<number, Id>();
  for (const { ticket, live } of shown) {
    if (!live || NOTICE_KINDS.has(ticket.kind)) continue;
    if (!firstOf.has(live.order.number)) firstOf.set(live.order.number, ticket.ticketId);
    lastOf.set(live.order.number, ticket.ticketId);
  }
  const slips = new Map<Id, LiveTicket[]>();
  const cards: Card[] = [];
  for (const { ticket, live } of shown) {
    const under =
      live && NOTICE_KINDS.has(ticket.kind) ? firstOf.get(live.order.number) : undefined;
    if (under !== undefined) slips.set(under, [...(slips.get(under) ?? []), ticket]);
    else
      cards.push({ ticket, live, slips: NO_SLIPS, held: NO_LINES, doneNos: doneOf(ticket, ticks) });
  }
  return cards.map((card) => {
    const { ticket, live } = card;
    const ownSlips = slips.get(ticket.ticketId);
    const held =
      live && lastOf.get(live.order.number) === ticket.ticketId
        ? heldHere(host, live, stationId)
        : NO_LINES;
    return ownSlips || held.length > 0 ? { ...card, slips: ownSlips ?? NO_SLIPS, held } : card;
  });
}

const NO_SLIPS: readonly LiveTicket[] = [];
const NO_LINES: readonly SentLine[] = [];

function doneOf(
  { ticketId, lineNos, doneNos }: LiveTicket,
  ticks: UnsentTap['ticks'],
): readonly number[] {
  if (ticks.size === 0) return doneNos;
  return lineNos.filter((no) => ticks.get(tickKey(ticketId, no)) ?? doneNos.includes(no));
}

function heldHere({ place }: HostState, { lines }: LiveOrder, stationId: Id): readonly SentLine[] {
  const held = lines.filter(({ state }) => state === 'held');
  if (held.length === 0) return NO_LINES;
  const usual = place.stations.find(({ isDefault }) => isDefault)?.id;
  return held.filter(({ itemId }) => {
    const item = itemId === null ? undefined : place.items.find(({ id }) => id === itemId);
    return item ? item.stationIds.includes(stationId) : usual === stationId;
  });
}

function isSame(a: Card, b: Card): boolean {
  return (
    a.ticket === b.ticket &&
    a.live === b.live &&
    a.slips.length === b.slips.length &&
    a.slips.every((slip, index) => slip === b.slips[index]) &&
    a.held.length === b.held.length &&
    (a.doneNos === b.doneNos || String(a.doneNos) === String(b.doneNos))
  );
}

/** What is still to be cooked here, by dish, most first: "totales". */
export function totalsOf({
  cards,
}: Wall): readonly { readonly name: string; readonly quantity: number }[] {
  const totals = new Map<string, number>();
  for (const { ticket, live, doneNos } of cards) {
    // A slip that stands alone says what not to cook.
    if (NOTICE_KINDS.has(ticket.kind)) continue;
    for (const { line, quantity } of linesOf(ticket, live)) {
      if (!doneNos.includes(line.no) && quantity > 0)
        totals.set(line.name, (totals.get(line.name) ?? 0) + quantity);
    }
  }
  return [...totals]
    .map(([name, quantity]) => ({ name, quantity }))
    .toSorted((a, b) => b.quantity - a.quantity || (a.name < b.name ? -1 : 1));
}

/** A ticket's lines with how many of each are still wanted here; 0: struck. */
export function linesOf(
  ticket: LiveTicket,
  live: LiveOrder | null,
): readonly { readonly line: SentLine; readonly quantity: number }[] {
  return ticket.lineNos.flatMap((no, index) => {
    const line = live?.lines.find((one) => one.no === no);
    if (!line) return [];
    return [
      {
        line,
        quantity: NOTICE_KINDS.has(ticket.kind)
          ? (ticket.quantities[index] ?? 0)
          : line.quantity - line.voided,
      },
    ];
  });
}

/** Bumped last, newest first, for taking back. */
export function lastBumped(
  { orders }: HostState,
  stationId: Id,
  { gone }: UnsentTap,
): readonly Card[] {
  const bumped: Card[] = [];
  for (const live of Object.values(orders)) {
    for (const ticket of live.tickets) {
      const isHere =
        ticket.stationId === stationId && !NOTICE_KINDS.has(ticket.kind) && ticket.kind !== 'bill';
      const isGone =
        ticket.state === 'bumped' ? ticket.movedAt !== null : gone.has(ticket.ticketId);
      if (isHere && isGone)
        bumped.push({ ticket, live, slips: NO_SLIPS, held: NO_LINES, doneNos: ticket.doneNos });
    }
  }
  const when = ({ ticket }: Card): number =>
    ticket.state === 'bumped' ? (ticket.movedAt ?? 0) : Infinity;
  return bumped.toSorted((a, b) => when(b) - when(a));
}
