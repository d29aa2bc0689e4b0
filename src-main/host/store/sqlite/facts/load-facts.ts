/** Answers the closed list of facts from the tables, inside the deciding transaction. */
import type { Database } from 'better-sqlite3';
import sample from '../../../../../resources/sample-restaurant.json';
import type { Printer } from '../../../../../src-shared/model/printers';
import type { MailSettings } from '../../../../../src-shared/model/mail';
import type { Stock } from '../../../../../src-shared/model/menu';
import {
  ServiceRules as HouseRulesSchema,
  DEFAULT_SERVICE_RULES,
} from '../../../../../src-shared/model/staff';
import type { ServiceRules, Turbo } from '../../../../../src-shared/model/staff';
import type { Id } from '../../../../../src-shared/base/vocabulary';
import type { Order } from '../../../../../src-shared/model/order';
import { businessDayBefore, businessDayOf } from '../../../domain/engine/business-day';
import { buildRestaurantIndex } from '../../../domain/engine/catalogue';
import type { RestaurantIndex } from '../../../domain/engine/catalogue';
import type { Change } from '../../../domain/engine/rule';
import { staleBefore } from '../../../domain/printing/fallback';
import { WAITING_SHOWN } from '../../../domain/engine/facts';
import { headNow } from '../../../domain/tickets/paper-head';
import { isAway } from '../../../domain/printing/printer-health';
import type {
  Fact,
  FactAsk,
  FactName,
  FactQueries,
  JobFacts,
  OrderFacts,
} from '../../../domain/engine/facts';
import { samplesIn } from '../../../domain/engine/samples';
import { cleanUpTime } from '../../../domain/engine/trusted-time';
import type { Rows } from '../rows/all-rows';
import { jobFrom } from '../rows/print-jobs';
import type { JobRow } from '../rows/print-jobs';
import { ticketFrom } from '../rows/tickets';

/** The last number given out of each kind; `folio` is that of `day`. */
type Numbers = {
  order: number;
  chainSeq: number;
  ticketSeq: number;
  jobSeq: number;
  message: number;
  token: number;
  day: string;
  folio: number;
};

export type FactLoader = {
  load(queries: FactQueries): Readonly<Record<string, unknown>>;
  catalogue(): RestaurantIndex;
  /**
   * Follows what was just written, so that the next free numbers need not be looked up for every
   * order.
   */
  follow(change: Change): void;
  /** After a rollback: what is kept in memory may be ahead of the tables, and is read again. */
  forget(): void;
};

/** Changes of the place after which it is read anew. */
const CATALOGUE_CHANGES: ReadonlySet<string> = new Set([
  'printerAddress',
  'printerProfile',
  'printerRemoved',
  'stationChain',
  'stationScreen',
]);

type Loaders = { readonly [K in FactName]: (ask: FactAsk<K>) => Fact<K> };

export function factLoader(db: Database, rows: Rows): FactLoader {
  const max = (sql: string) => db.prepare<[], number | null>(sql).pluck();
  const lastOrder = max('SELECT max(number) FROM orders');
  const lastFolio = db
    .prepare<[string], number | null>('SELECT max(folio) FROM orders WHERE day = +?')
    .pluck();
  const lastChain = max('SELECT max(chain_seq) FROM dispatches');
  const lastTicket = max('SELECT max(seq) FROM tickets');
  const lastJob = max('SELECT max(seq) FROM print_jobs');
  const lastMessage = max('SELECT max(number) FROM messages');
  const lastToken = max('SELECT max(token) FROM attempts');
  const stationCount = max('SELECT count(*) FROM stations');
  let catalogue: RestaurantIndex | null = null;
  let numbers: Numbers | null = null;
  let stock: Map<Id, Stock> | null = null;
  /** In their order. Each print of any lane asks for all of them, and changes one. */
  let printers: Map<Id, Printer> | null = null;
  /** Undefined: not read yet. */
  let mailSettings: MailSettings | null | undefined;
  let turbo: Turbo | null | undefined;
  let rules: ServiceRules | null = null;

  const keptPrinters = (): Map<Id, Printer> =>
    (printers ??= new Map(rows.printers.all().map((one) => [one.id, one])));
  const kept = (): RestaurantIndex =>
    (catalogue ??= buildRestaurantIndex(rows.restaurant.catalogue()));
  const keptNumbers = (): Numbers =>
    (numbers ??= {
      order: lastOrder.get() ?? 0,
      chainSeq: lastChain.get() ?? 0,
      ticketSeq: lastTicket.get() ?? 0,
      jobSeq: lastJob.get() ?? 0,
      message: lastMessage.get() ?? 0,
      token: lastToken.get() ?? 0,
      day: '',
      folio: 0,
    });
  const keptTurbo = (): Turbo | null => (turbo === undefined ? (turbo = turboNow(rows)) : turbo);
  const loaders: Loaders = {
    catalogue: () => kept(),
    next: ({ day }) => {
      const last = keptNumbers();
      if (last.day !== day) Object.assign(last, { day, folio: lastFolio.get(day) ?? 0 });
      return {
        order: last.order + 1,
        folio: last.folio + 1,
        chainSeq: last.chainSeq + 1,
        ticketSeq: last.ticketSeq + 1,
        jobSeq: last.jobSeq + 1,
        message: last.message + 1,
      };
    },
    stock: () => (stock ??= new Map(rows.menu.stock())),
    houseRules: () => (rules ??= houseRules(rows)),
    turbo: keptTurbo,
    people: () => rows.devices.people(),
    device: ({ id }) => rows.devices.byId(id),
    programs: () => rows.devices.all().filter(({ role }) => role === 'integrator'),
    pinFailures: ({ device, person }) => rows.devices.pinFailures(device, person),
    ticket: ({ seq }) => {
      const row = rows.tickets.rowBySeq(seq);
      if (!row) return null;
      const order =
        row.order_number === null ? null : orderFacts(rows, rows.orders.byNumber(row.order_number));
      return { ticket: ticketFrom(row), lineNos: rows.tickets.lineNosOf(row), order };
    },
    parts: ({ number }) =>
      rows.orders.partsOf(number).flatMap((order) => orderFacts(rows, order) ?? []),
    billedParts: ({ number }) =>
      rows.orders.billedPartsOf(number).flatMap((order) => orderFacts(rows, order) ?? []),
    hostOf: ({ number }) => {
      const into = rows.orders.byNumber(number)?.mergedInto ?? null;
      const host = into === null ? null : rows.orders.byNumber(into);
      return host && host.state !== 'closed' && host.state !== 'voided' ? host : null;
    },
    inHand: ({ station }) => {
      const found = loaders.catalogue(true).stationCalled(station);
      return found
        ? rows.tickets.inHandAt(found.id).flatMap((seq) => loaders.ticket({ seq }) ?? [])
        : [];
    },
    into: ({ number }) => orderFacts(rows, rows.orders.byNumber(number)),
    order: ({ number }) => orderFacts(rows, rows.orders.byNumber(number)),
    orderOfJob: ({ jobId }) => orderFacts(rows, rows.orders.byJob(jobId)),
    job: ({ id }) => jobFacts(rows, rows.jobs.byId(id)),
    lane: ({ printerId }) => {
      const kept = keptPrinters().get(printerId);
      const printer = kept ?? rows.printers.byId(printerId);
      if (!printer) return null;
      const busy = rows.jobs.isBusy(printerId);
      const heads = {
        urgent: jobFacts(rows, rows.jobs.head(printerId, 'urgent')),
        normal: jobFacts(rows, rows.jobs.head(printerId, 'normal')),
        low: jobFacts(rows, rows.jobs.head(printerId, 'low')),
      };
      // One that was removed has its last papers to come, and is nothing after that: its successor
      // stands at the same address.
      if (!kept && !busy && !heads.urgent && !heads.normal && !heads.low) return null;
      return {
        printer,
        busy,
        heads,
        nextToken: keptNumbers().token + 1,
        isTurbo: keptTurbo() !== null,
        waiting:
          isAway(printer.health) || printer.address.kind === 'screen'
            ? loaders.waitingAt({ printerId })
            : [],
      };
    },
    queuedJobs: () =>
      rows.jobs.queued().map((row) => ({
        job: jobFrom(row),
        orderNumber: rows.tickets.bySeq(row.ticket_seq)?.orderNumber ?? null,
      })),
    waitingAt: ({ printerId, limit = WAITING_SHOWN }) =>
      // SQLite takes a negative limit for none.
      rows.jobs.waitingOn(printerId, limit ?? -1).flatMap((row) => jobFacts(rows, row) ?? []),
    stale: ({ now }) =>
      rows.jobs
        .queuedBefore(staleBefore(rows.settings.upkeep(), now))
        .flatMap((row) => jobFacts(rows, row) ?? []),
    upkeep: () => rows.settings.upkeep(),
    trustedTime: () => rows.settings.trustedTime(),
    lastOrderAt: () => rows.orders.extent().lastOrderAt,
    guestsKept: ({ now, limit }) => {
      const { guestDays } = rows.settings.upkeep();
      if (guestDays === null) return null;
      const at = cleanUpTime(now, rows.settings.trustedTime());
      const before = businessDayBefore(
        businessDayOf(at, rows.settings.restaurant().cutoverHour),
        guestDays,
      );
      return { before, orders: rows.orders.withGuests(before, limit) };
    },
    sendingJobs: () =>
      rows.jobs.sending().flatMap((row) => {
        const facts = jobFacts(rows, row);
        return facts ? [{ ...facts, claimedAt: row.claimed_at ?? row.queued_at }] : [];
      }),
    printers: () => [...keptPrinters().values()],
    liveJobs: () => rows.jobs.liveByPrinter(),
    mailSettings() {
      if (mailSettings === undefined) mailSettings = rows.mails.settings();
      return mailSettings;
    },
    mails: ({ seqs }) => seqs.flatMap((seq) => rows.mails.tries(seq) ?? []),
    cut: ({ now }) => rows.shifts.facts(now),
    lastZ: () => rows.shifts.lastZ(),
    shift: ({ no }) => rows.shifts.byNo(no),
    alerts: () => rows.alerts.facts(),
    watchRules: () => rows.alerts.rules(),
    load: ({ now }) => rows.alerts.load(now),
    place: () => rows.restaurant.facts(),
    stationInUse: ({ id }) => rows.stations.isInUse(id),
    tableInUse: ({ id }) => rows.tables.isInUse(id),
    samples: () => samplesIn(rows.restaurant.facts(), sample),
    busyTables: () => rows.tables.busy(),
    isSetUp: () => (stationCount.get() ?? 0) > 0,
  };

  return {
    load(queries) {
      const facts: Record<string, unknown> = {};
      for (const name of Object.keys(queries) as FactName[]) {
        // Each name's ask fits its own loader; the record is too wide for the compiler to see it.
        facts[name] = (loaders[name] as (ask: unknown) => unknown)(queries[name]);
      }
      return facts;
    },
    catalogue: kept,
    follow(change) {
      if (!('put' in change || 'set' in change)) {
        catalogue = null;
        printers = null;
        // A dish that leaves the menu is counted no more.
        if ('drop' in change && change.drop === 'item') stock?.delete(change.id);
        return;
      }
      if ('set' in change) {
        if (CATALOGUE_CHANGES.has(change.set)) {
          catalogue = null;
          printers = null;
        } else if (change.set === 'printer') {
          const { id, msPerLine, health } = change;
          const before = printers?.get(id);
          if (before) printers?.set(id, { ...before, msPerLine, health });
        } else if (change.set === 'mailSettings') mailSettings = undefined;
        else if (change.set === 'turbo') turbo = change.turbo;
        else if (change.set === 'houseRules') rules = change.rules;
        // In place: a dish that is counted down changes with every order of it.
        else if (change.set === 'stock') {
          const { itemId, stock: after } = change;
          if (after.soldOut || after.left !== null) stock?.set(itemId, after);
          else stock?.delete(itemId);
        }
        return;
      }
      if (change.put === 'restaurant' || change.put === 'printer') {
        catalogue = null;
        printers = null;
      }
      if (change.put === 'restaurant') mailSettings = undefined;
      if (!numbers) return;
      if (change.put === 'order') {
        numbers.order = change.order.number;
        if (change.order.day === numbers.day) numbers.folio = change.order.folio;
      } else if (change.put === 'dispatch') numbers.chainSeq = change.dispatch.chainSeq;
      else if (change.put === 'ticket') numbers.ticketSeq = change.ticket.seq;
      else if (change.put === 'printJob') numbers.jobSeq = change.job.seq;
      else if (change.put === 'message') numbers.message = change.message.number;
      else if (change.put === 'attempt') numbers.token = change.attempt.token;
    },
    forget() {
      catalogue = null;
      numbers = null;
      stock = null;
      printers = null;
      mailSettings = undefined;
      turbo = undefined;
      rules = null;
      rows.paper.forget();
    },
  };
}

export function houseRules(rows: Rows): ServiceRules {
  const kept = HouseRulesSchema.safeParse(rows.settings.read('rules'));
  return kept.success ? kept.data : DEFAULT_SERVICE_RULES;
}

export function turboNow(rows: Rows): Turbo | null {
  const kept = rows.settings.read('turbo');
  const { since, by } = (kept ?? {}) as Partial<Record<keyof Turbo, unknown>>;
  return typeof since === 'number' && (by === null || typeof by === 'string')
    ? { since, by }
    : null;
}

function jobFacts(rows: Rows, row: JobRow | undefined): JobFacts | null {
  if (!row) return null;
  const ticket = rows.tickets.bySeq(row.ticket_seq);
  if (!ticket) return null;
  return {
    job: jobFrom(row),
    token: row.token,
    crashes: row.crashes,
    tries: row.tries,
    printersTried: rows.jobs.ofTicket(row.ticket_seq).map(({ printerId }) => printerId),
    ticket,
    head: headNow(
      ticket,
      ticket.orderNumber === null ? null : rows.orders.byNumber(ticket.orderNumber),
    ),
    orderNumber: ticket.orderNumber,
  };
}

export function orderFacts(rows: Rows, order: Order | null): OrderFacts | null {
  if (!order) return null;
  return {
    order,
    lines: rows.orders.linesOf(order.number),
    lastDispatchNo: rows.orders.lastDispatchNo(order.number),
    tickets: rows.tickets
      .ofOrder(order.number)
      .map(({ ticket, lineNos }) => ({ ticket, lineNos, jobs: rows.jobs.ofTicket(ticket.seq) })),
  };
}
