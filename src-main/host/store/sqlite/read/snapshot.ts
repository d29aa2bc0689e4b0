/** Reads the snapshot from which a screen starts, the counterpart of the projection. */
import { pageOf, PDF_PAGE } from '../../../../../src-shared/text/code-pages';
import sample from '../../../../../resources/sample-restaurant.json';
import { mediumOf } from '../../../../../src-shared/model/printers';
import type { Printer } from '../../../../../src-shared/model/printers';
import { isSample } from '../../../../../src-shared/model/sample-printers';
import type { PrintJob } from '../../../../../src-shared/model/print-job';
import type { SnapshotPartText, SnapshotText } from '../../../../../src-shared/queries/queries';
import type {
  LiveJob,
  LiveOrder,
  LiveTicket,
  RestaurantLayout,
  Snapshot,
} from '../../../../../src-shared/live/snapshot';
import type { Ticket } from '../../../../../src-shared/model/ticket';
import type { BusinessDay, Id } from '../../../../../src-shared/base/vocabulary';
import type { RestaurantIndex } from '../../../domain/engine/catalogue';
import { quantitiesOf, appearsOnPaper } from '../../../domain/tickets/issue-tickets';
import { sentLine } from '../../../domain/orders/make-lines';
import { samplesIn } from '../../../domain/engine/samples';
import { storedServiceRules, storedTurbo } from '../facts/stored-settings';
import type { Rows } from '../rows/all-rows';

/** Orders read from the tables at once. Each may be large, and all are in memory together. */
const AT_ONCE = 8;

/**
 * `fromDay`: older orders are included only while they are live; without the limit, a restaurant
 * that never closes orders would load years of them. `bytes`: approximate limit of the size.
 */
export function readSnapshot(
  rows: Rows,
  catalogue: RestaurantIndex,
  fromDay: BusinessDay,
  bytes = Infinity,
): SnapshotText {
  const printers = rows.printers.all();
  const seq = rows.events.lastSeq();
  const samples = rows.printers.samples();
  const head: Omit<Snapshot, 'orders'> = {
    seq,
    at: rows.events.timeOf(seq) ?? 0,
    place: readPlace(rows, catalogue, printers),
    printers: Object.fromEntries(
      printers.map(({ id, msPerLine, health }) => [id, { msPerLine, health }]),
    ),
    stock: Object.fromEntries(rows.menu.stock()),
    turbo: storedTurbo(rows),
    alerts: rows.alerts.kept(),
    messages: rows.tickets
      .liveMessages()
      .map((ticket) => liveTicket(ticket, [], rows.jobs.ofTicket(ticket.seq), samples)),
  };
  const text = JSON.stringify(head);
  const room = bytes - Buffer.byteLength(text);
  const orders =
    room > 0 ? readOrders(rows, fromDay, 0, room) : { text: '[]', senders: [], next: 0 };
  const { senders, next } = orders;
  return { text: `${text.slice(0, -1)},"orders":${orders.text}}`, senders, seq, at: head.at, next };
}

export function readSnapshotPart(
  rows: Rows,
  fromDay: BusinessDay,
  after: number,
  bytes: number,
): SnapshotPartText {
  return { ...readOrders(rows, fromDay, after, bytes), seq: rows.events.lastSeq() };
}

/** Reads at least one order, even if it alone is larger than `bytes`. */
function readOrders(
  rows: Rows,
  fromDay: BusinessDay,
  after: number,
  bytes: number,
): Omit<SnapshotPartText, 'seq'> {
  const numbers = rows.orders.liveNumbers(fromDay, after);
  const samples = rows.printers.samples();
  const texts: string[] = [];
  const senders: [number, Id][] = [];
  let total = 0;
  for (let from = 0; from < numbers.length; from += AT_ONCE) {
    for (const { live, senderId } of ordersOf(rows, numbers.slice(from, from + AT_ONCE), samples)) {
      const text = JSON.stringify(live);
      total += Buffer.byteLength(text);
      if (texts.length > 0 && total > bytes)
        return { text: `[${texts.join(',')}]`, senders, next: numbers[texts.length - 1] ?? after };
      texts.push(text);
      senders.push([live.order.number, senderId]);
    }
  }
  return { text: `[${texts.join(',')}]`, senders, next: null };
}

function readPlace(
  rows: Rows,
  catalogue: RestaurantIndex,
  printers: readonly Printer[],
): RestaurantLayout {
  const { stations, items, modifierGroups, rules, currency, tax } = catalogue;
  /** By item or category, the stations of its own routing rules. */
  const ruled = new Map<string, string[]>();
  for (const { itemId, categoryId, stationId } of rules) {
    const id = itemId ?? categoryId ?? '';
    ruled.set(id, [...(ruled.get(id) ?? []), stationId]);
  }
  const [categories, tables] = [rows.menu.categories(), rows.tables.all()];
  const samples = samplesIn({ printers, items, categories, modifierGroups, tables }, sample);
  return {
    name: rows.settings.restaurant().name,
    currency: currency.code,
    decimals: currency.decimals,
    tax,
    stations,
    printers: printers.map(({ id, name, address, profile }) => ({
      id,
      name,
      medium: mediumOf(address),
      columns: profile.columns,
      page: address.kind === 'pdf' ? PDF_PAGE : pageOf(profile),
      virtual: isSample({ address }),
    })),
    categories: categories.map((category) => ({
      ...category,
      stationIds: ruled.get(category.id) ?? [],
    })),
    items: items.map((item) => ({
      ...item,
      stationIds: catalogue.stationsFor(item).map(({ id }) => id),
      ownStationIds: ruled.get(item.id) ?? [],
    })),
    modifierGroups,
    tables,
    setUp: rows.settings.setUp(),
    samples: { items: samples.items.length, tables: samples.tables.length },
    people: rows.devices.people(),
    rules: storedServiceRules(rows),
  };
}

type Read = { readonly live: LiveOrder; readonly senderId: Id };

function ordersOf(
  rows: Rows,
  numbers: readonly number[],
  samples: ReadonlySet<Id>,
): readonly Read[] {
  const orders = rows.orders.ofNumbers(numbers);
  const [lines, dispatches, tickets] = [
    rows.orders.linesOfMany(numbers),
    rows.orders.dispatchesOfMany(numbers),
    rows.tickets.ofOrders(numbers),
  ];
  const jobs = rows.jobs.ofTickets(
    [...tickets.values()].flatMap((shown) => shown.map(({ ticket }) => ticket.seq)),
  );
  return orders.map(({ id: _id, placedBy: senderId, ...order }) => ({
    live: {
      order: { ...order, placedBy: rows.devices.nameOf(senderId) },
      lines: (lines.get(order.number) ?? []).map(sentLine),
      dispatches: dispatches.get(order.number) ?? [],
      tickets: (tickets.get(order.number) ?? []).map(({ ticket, lineNos }) =>
        liveTicket(ticket, lineNos, jobs.get(ticket.seq) ?? [], samples),
      ),
    },
    senderId,
  }));
}

function liveTicket(
  ticket: Ticket,
  lineNos: readonly number[],
  jobs: readonly PrintJob[],
  samples: ReadonlySet<Id>,
): LiveTicket {
  const {
    id: ticketId,
    kind,
    stationId,
    state,
    dispatchNo,
    doneNos,
    openedAt,
    movedAt,
    document,
  } = ticket;
  return {
    ticketId,
    kind,
    stationId,
    state,
    dispatchNo,
    lineNos,
    quantities: quantitiesOf(lineNos, document),
    doneNos,
    says: appearsOnPaper(document),
    openedAt,
    movedAt,
    jobs: jobs.map((job) => liveJob(job, samples.has(job.printerId))),
  };
}

function liveJob(
  {
    id,
    seq,
    printerId,
    state,
    priority,
    ahead,
    paperLines,
    mark,
    cause,
    queuedAt,
    settledAt,
    unprintable,
  }: PrintJob,
  virtual: boolean,
): LiveJob {
  return {
    jobId: id,
    seq,
    printerId,
    state,
    priority,
    ahead,
    paperLines,
    mark: mark.kind,
    cause,
    queuedAt,
    settledAt,
    unprintable,
    ...(virtual ? { virtual: true } : {}),
  };
}
