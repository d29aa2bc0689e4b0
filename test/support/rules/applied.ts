/**
 * What a decision writes about one order, applied to the facts that it was made of: a store of one
 * order for tests of many decisions in a row. A move that no table of moves has throws.
 */
import type { NextNumbers, OrderFacts } from '../../../src-main/host/domain/engine/facts';
import type { Change } from '../../../src-main/host/domain/engine/rule';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { Stock } from '../../../src-shared/model/menu';
import { LINE_MOVES, ORDER_MOVES } from '../../../src-shared/model/order';
import type { Order, OrderLine } from '../../../src-shared/model/order';
import { PRINT_JOB_MOVES } from '../../../src-shared/model/print-job';
import type { PrintJob } from '../../../src-shared/model/print-job';
import { TICKET_MOVES } from '../../../src-shared/model/ticket';
import type { Ticket } from '../../../src-shared/model/ticket';

export type World = {
  readonly order: OrderFacts;
  readonly stock: ReadonlyMap<Id, Stock>;
  readonly next: NextNumbers;
};

export function applied(world: World, changes: readonly Change[]): World {
  return changes.reduce(withChange, world);
}

function withChange(world: World, change: Change): World {
  const { order: facts, stock, next } = world;
  if ('put' in change && change.put === 'dispatch')
    return {
      ...world,
      order: {
        ...facts,
        lines: [...facts.lines, ...change.lines],
        lastDispatchNo: change.dispatch.no,
      },
      next: { ...next, chainSeq: next.chainSeq + 1 },
    };
  if ('put' in change && change.put === 'ticket') {
    if (change.ticket.seq !== next.ticketSeq) throw new Error('tickets count without gaps');
    return {
      ...world,
      order: {
        ...facts,
        tickets: [...facts.tickets, { ticket: change.ticket, lineNos: change.lineNos, jobs: [] }],
      },
      next: { ...next, ticketSeq: next.ticketSeq + 1 },
    };
  }
  if ('put' in change && change.put === 'printJob') {
    if (change.job.seq !== next.jobSeq) throw new Error('print jobs count without gaps');
    return {
      ...world,
      order: {
        ...facts,
        tickets: facts.tickets.map((one) =>
          one.ticket.id === change.job.ticketId ? { ...one, jobs: [...one.jobs, change.job] } : one,
        ),
      },
      next: { ...next, jobSeq: next.jobSeq + 1 },
    };
  }
  if ('set' in change && change.set === 'order')
    return { ...world, order: { ...facts, order: withOrder(facts.order, change) } };
  if ('set' in change && change.set === 'line')
    return { ...world, order: { ...facts, lines: one(facts.lines, change, withLine) } };
  if ('set' in change && change.set === 'ticket')
    return { ...world, order: { ...facts, tickets: withTicket(facts.tickets, change) } };
  if ('set' in change && change.set === 'printJob')
    return { ...world, order: { ...facts, tickets: withJob(facts.tickets, change) } };
  if ('set' in change && change.set === 'stock')
    return { ...world, stock: new Map([...stock, [change.itemId, change.stock]]) };
  throw new Error(`no test applies ${JSON.stringify(change)}`);
}

/** A paper came out: what printing does between two commands. */
export function printed({ order, ...world }: World, jobId: Id): World {
  return {
    ...world,
    order: {
      ...order,
      tickets: order.tickets.map((facts) => ({
        ...facts,
        jobs: facts.jobs.map((job): PrintJob =>
          job.id === jobId && job.state === 'queued' ? { ...job, state: 'printed' } : job,
        ),
      })),
    },
  };
}

type Set<K> = Extract<Change, { readonly set: K }>;

function withOrder(order: Order, { set: _set, number: _number, ...edit }: Set<'order'>): Order {
  checkMove(ORDER_MOVES, order.state, edit.state);
  return { ...order, ...edit };
}

function withLine(line: OrderLine, { state, voided, comp }: Set<'line'>): OrderLine {
  checkMove(LINE_MOVES, line.state, state);
  return {
    ...line,
    state: state ?? line.state,
    voided: voided ?? line.voided,
    comp: comp === undefined ? line.comp : comp,
  };
}

type Tickets = OrderFacts['tickets'];

function withTicket(tickets: Tickets, { id, state }: Set<'ticket'>): Tickets {
  return tickets.map((facts) => {
    if (facts.ticket.id !== id) return facts;
    checkMove(TICKET_MOVES, facts.ticket.state, state);
    const ticket: Ticket = { ...facts.ticket, state };
    return { ...facts, ticket };
  });
}

function withJob(tickets: Tickets, { id, from, to, priority }: Set<'printJob'>): Tickets {
  return tickets.map((facts) => ({
    ...facts,
    jobs: facts.jobs.map((job) => {
      if (job.id !== id) return job;
      if (job.state !== from) throw new Error(`print job ${id} is ${job.state}, not ${from}`);
      checkMove(PRINT_JOB_MOVES, from, to);
      return { ...job, state: to, priority: priority ?? job.priority };
    }),
  }));
}

/** A state that stays is no move. */
function checkMove<S extends string>(
  moves: Readonly<Record<S, readonly S[]>>,
  from: S,
  to: S | undefined,
): void {
  if (to !== undefined && to !== from && !moves[from].includes(to))
    throw new Error(`nothing moves from ${from} to ${to}`);
}

function one(
  lines: readonly OrderLine[],
  change: Set<'line'>,
  changed: (line: OrderLine, change: Set<'line'>) => OrderLine,
): readonly OrderLine[] {
  if (!lines.some(({ no }) => no === change.no)) throw new Error(`there is no line ${change.no}`);
  return lines.map((line) => (line.no === change.no ? changed(line, change) : line));
}
