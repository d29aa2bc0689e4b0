/** Writes a decision's changes: one case per change, no thinking. */
import type { Database } from 'better-sqlite3';
import { mayMove } from '../../../../../src-shared/model/print-job';
import type { Change } from '../../../domain/engine/rule';
import { chainHead, linkHash } from './hash-chain';
import type { ChainHead } from './hash-chain';
import type { Rows } from '../rows/all-rows';

/** The job or attempt was no longer where the decision saw it: the fence held. */
export class StaleLease extends Error {}

export type ChangeWriter = {
  write(changes: readonly Change[]): void;
  readonly head: ChainHead;
  /** After a rollback the head in memory may be ahead of the table. */
  reloadHead(): void;
};

export function changeWriter(
  db: Database,
  rows: Rows,
  follow: (change: Change) => void,
): ChangeWriter {
  let head = chainHead(db);

  function writeOne(change: Change): void {
    if ('put' in change) {
      switch (change.put) {
        case 'order':
          return rows.orders.putOrder(change.order);
        case 'dispatch': {
          const hash = linkHash(head.hash, change.order, change.dispatch, change.lines);
          rows.orders.putDispatch(change.dispatch, hash);
          for (const line of change.lines) rows.orders.putLine(line);
          head = { seq: change.dispatch.chainSeq, hash };
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
    if (!('set' in change)) return rows.restaurant.write(change);
    switch (change.set) {
      case 'order':
        return rows.orders.setOrder(change);
      case 'orderEdit':
        return rows.orders.editOrder(change.number, change.edit);
      case 'line':
        return rows.orders.setLine(change);
      case 'ticket':
        return rows.tickets.set(change);
      case 'stock':
        return rows.menu.setStock(change.itemId, change.stock);
      case 'stationScreen':
        return rows.stations.setScreen(change.id, change.hasScreen, change.at);
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
      case 'setUp':
        return rows.settings.write('setUp', change.setUp);
      case 'upkeep':
        return rows.settings.write('upkeep', change.upkeep);
      case 'trustedTime':
        return rows.settings.write('trustedTime', change.trusted);
      case 'guestForgotten':
        rows.orders.forgetGuest(change.number);
        rows.tickets.forgetGuest(change.number);
        rows.jobs.forgetGuest(change.number);
        return rows.events.forgetGuest(change.number);
      case 'backupRules':
        return rows.settings.write('backups', change.rules);
      case 'watchRules':
        return rows.settings.write('watch', change.rules);
      case 'alert':
        return rows.alerts.set(change);
      case 'alertRenewed':
        return rows.alerts.renew(change.alert);
      case 'lan':
        return rows.settings.write('lan', change.open);
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
      case 'mailSettings':
        return rows.mails.setSettings(change.settings);
      case 'mailsNotAhead':
        return rows.mails.notAhead(change.at);
      case 'mailsLater':
        return rows.mails.later(change.byMs);
      case 'timesUnderWay':
        rows.clock.moveTimes(change);
        return rows.paper.forget();
      case 'mail':
        return rows.mails.set(change);
    }
  }

  return {
    write(changes) {
      for (const change of changes) {
        writeOne(change);
        follow(change);
      }
    },
    get head() {
      return head;
    },
    reloadHead() {
      head = chainHead(db);
    },
  };
}
