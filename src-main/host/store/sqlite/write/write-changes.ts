/** Writes the changes that a rule decided, one statement or more for each change. */
import type { Database } from 'better-sqlite3';
import { mayMove } from '../../../../../src-shared/model/print-job';
import type { Change } from '../../../domain/engine/rule';
import { chainHead, linkHash } from './hash-chain';
import type { ChainHead } from './hash-chain';
import type { Rows } from '../rows/all-rows';

/** The print job or attempt changed after the decision read it, so its lease is lost. */
export class StaleLease extends Error {}

type Put = Extract<Change, { put: unknown }>;
type SetOf<Name extends string> = Extract<Change, { set: Name }>;

export class ChangeWriter {
  readonly #db: Database;
  readonly #rows: Rows;
  readonly #follow: (change: Change) => void;
  #head: ChainHead;

  /** `follow` is called after each change that was written. */
  constructor(db: Database, rows: Rows, follow: (change: Change) => void) {
    this.#db = db;
    this.#rows = rows;
    this.#follow = follow;
    this.#head = chainHead(db);
  }

  /** The end of the hash chain. */
  get head(): ChainHead {
    return this.#head;
  }

  write(changes: readonly Change[]): void {
    for (const change of changes) {
      if ('put' in change) this.#put(change);
      else if ('set' in change) set(this.#rows, change);
      else this.#rows.restaurant.write(change);
      this.#follow(change);
    }
  }

  /** Call after a rollback: the head in memory may be ahead of the table. */
  reloadHead(): void {
    this.#head = chainHead(this.#db);
  }

  #put(change: Put): void {
    const rows = this.#rows;
    switch (change.put) {
      case 'order':
        return rows.orders.putOrder(change.order);
      case 'dispatch': {
        const hash = linkHash(this.#head.hash, change.order, change.dispatch, change.lines);
        rows.orders.putDispatch(change.dispatch, hash);
        for (const line of change.lines) rows.orders.putLine(line);
        this.#head = { seq: change.dispatch.chainSeq, hash };
        return;
      }
      case 'message':
        return rows.tickets.putMessage(change.message);
      case 'ticket':
        return rows.tickets.put(change.ticket, change.lineNos);
      case 'printJob':
        return rows.jobs.put(change.job);
      case 'attempt':
        return rows.jobs.putAttempt(change.attempt);
      case 'device':
        return rows.devices.put(change.device, change.tokenHash);
      case 'printer':
        return rows.printers.put(change.printer);
      case 'mail':
        return rows.mails.put(change.mail);
      case 'shift':
        return rows.shifts.put(change.shift, change.lastOrder);
      case 'alert':
        return rows.alerts.put(change.alert);
      case 'person':
        return rows.devices.putPerson(change.person, change.pinHash);
      case 'restaurant':
        return rows.restaurant.put(change.restaurant, change.newId);
    }
  }
}

function set(rows: Rows, change: Extract<Change, { set: unknown }>): void {
  switch (change.set) {
    case 'order':
    case 'orderEdit':
    case 'line':
    case 'ticket':
    case 'guestForgotten':
    case 'timesUnderWay':
      return setOrder(rows, change);
    case 'printJob':
    case 'attempt':
    case 'attemptConfirmed':
    case 'printer':
    case 'printerAddress':
    case 'printerProfile':
    case 'printerRemoved':
    case 'stationChain':
    case 'stationScreen':
    case 'stock':
      return setPrinting(rows, change);
    case 'alert':
    case 'alertRenewed':
    case 'mailSettings':
    case 'mailsNotAhead':
    case 'mailsLater':
    case 'mail':
    case 'upkeep':
    case 'trustedTime':
    case 'backupRules':
    case 'watchRules':
    case 'setUp':
      return setOperation(rows, change);
    case 'device':
    case 'person':
    case 'pinFailures':
    case 'houseRules':
    case 'turbo':
    case 'lan':
      return setStaff(rows, change);
  }
}

function setOrder(
  rows: Rows,
  change: SetOf<'order' | 'orderEdit' | 'line' | 'ticket' | 'guestForgotten' | 'timesUnderWay'>,
): void {
  switch (change.set) {
    case 'order':
      return rows.orders.setOrder(change);
    case 'orderEdit':
      return rows.orders.editOrder(change.number, change.edit);
    case 'line':
      return rows.orders.setLine(change);
    case 'ticket':
      return rows.tickets.set(change);
    case 'guestForgotten':
      rows.orders.forgetGuest(change.number);
      rows.tickets.forgetGuest(change.number);
      rows.jobs.forgetGuest(change.number);
      return rows.events.forgetGuest(change.number);
    case 'timesUnderWay':
      rows.clock.moveTimes(change);
      return rows.paper.forget();
  }
}

function setPrinting(
  rows: Rows,
  change: SetOf<
    | 'printJob'
    | 'attempt'
    | 'attemptConfirmed'
    | 'printer'
    | 'printerAddress'
    | 'printerProfile'
    | 'printerRemoved'
    | 'stationChain'
    | 'stationScreen'
    | 'stock'
  >,
): void {
  switch (change.set) {
    case 'printJob':
      if (change.from !== change.to && !mayMove(change.from, change.to))
        throw new Error(`a print job may not go from ${change.from} to ${change.to}`);
      if (!rows.jobs.set(change)) throw new StaleLease();
      return;
    case 'attempt':
      return rows.jobs.endAttempt(change);
    case 'attemptConfirmed':
      return rows.jobs.confirmAttempt(change.token, change.endedAt);
    case 'printer':
      return rows.printers.set(change);
    case 'printerAddress':
      return rows.printers.setAddress(change.id, change.address);
    case 'printerProfile':
      return rows.printers.setProfile(change.id, change.profile);
    case 'printerRemoved':
      return rows.printers.remove(change.id, change.at);
    case 'stationChain':
      return rows.stations.setChain(change);
    case 'stationScreen':
      return rows.stations.setScreen(change.id, change.hasScreen, change.at);
    case 'stock':
      return rows.menu.setStock(change.itemId, change.stock);
  }
}

function setOperation(
  rows: Rows,
  change: SetOf<
    | 'alert'
    | 'alertRenewed'
    | 'mailSettings'
    | 'mailsNotAhead'
    | 'mailsLater'
    | 'mail'
    | 'upkeep'
    | 'trustedTime'
    | 'backupRules'
    | 'watchRules'
    | 'setUp'
  >,
): void {
  switch (change.set) {
    case 'alert':
      return rows.alerts.set(change);
    case 'alertRenewed':
      return rows.alerts.renew(change.alert);
    case 'mailSettings':
      return rows.mails.setSettings(change.settings);
    case 'mailsNotAhead':
      return rows.mails.notAhead(change.at);
    case 'mailsLater':
      return rows.mails.later(change.byMs);
    case 'mail':
      return rows.mails.set(change);
    case 'upkeep':
      return rows.settings.write('upkeep', change.upkeep);
    case 'trustedTime':
      return rows.settings.write('trustedTime', change.trusted);
    case 'backupRules':
      return rows.settings.write('backups', change.rules);
    case 'watchRules':
      return rows.settings.write('watch', change.rules);
    case 'setUp':
      return rows.settings.write('setUp', change.setUp);
  }
}

function setStaff(
  rows: Rows,
  change: SetOf<'device' | 'person' | 'pinFailures' | 'houseRules' | 'turbo' | 'lan'>,
): void {
  switch (change.set) {
    case 'device':
      return rows.devices.set(change);
    case 'person':
      return rows.devices.setPerson(change);
    case 'pinFailures':
      return rows.devices.setPinFailures(change.device, change.person, change.failures);
    case 'houseRules':
      return rows.settings.write('rules', change.rules);
    case 'turbo':
      return rows.settings.write('turbo', change.turbo);
    case 'lan':
      return rows.settings.write('lan', change.open);
  }
}
