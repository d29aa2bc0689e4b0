/** Caches facts that nearly every command needs, and follows the changes that are written. */
import type { Database } from 'better-sqlite3';
import type { MailSettings } from '../../../../../src-shared/model/mail';
import type { Stock } from '../../../../../src-shared/model/menu';
import type { Printer } from '../../../../../src-shared/model/printers';
import type { ServiceRules, Turbo } from '../../../../../src-shared/model/staff';
import type { Id } from '../../../../../src-shared/base/vocabulary';
import { buildRestaurantIndex } from '../../../domain/engine/catalogue';
import type { RestaurantIndex } from '../../../domain/engine/catalogue';
import type { Change } from '../../../domain/engine/rule';
import type { Rows } from '../rows/all-rows';
import { LastNumbers } from './last-numbers';
import { storedServiceRules, storedTurbo } from './stored-settings';

/** Changes of settings after which the catalogue and the printers are read again. */
const CATALOGUE_CHANGES: ReadonlySet<string> = new Set([
  'printerAddress',
  'printerProfile',
  'printerRemoved',
  'stationChain',
  'stationScreen',
]);

export class FactCaches {
  readonly numbers: LastNumbers;
  readonly #rows: Rows;
  // Each is null, or undefined where null is a value, until it is read.
  #catalogue: RestaurantIndex | null = null;
  #stock: Map<Id, Stock> | null = null;
  /** In their order. Every print of every lane needs all printers and changes one. */
  #printers: Map<Id, Printer> | null = null;
  #mailSettings: MailSettings | null | undefined;
  #turbo: Turbo | null | undefined;
  #rules: ServiceRules | null = null;

  constructor(db: Database, rows: Rows) {
    this.#rows = rows;
    this.numbers = new LastNumbers(db);
  }

  catalogue(): RestaurantIndex {
    return (this.#catalogue ??= buildRestaurantIndex(this.#rows.restaurant.catalogue()));
  }

  stock(): ReadonlyMap<Id, Stock> {
    return (this.#stock ??= new Map(this.#rows.menu.stock()));
  }

  printers(): ReadonlyMap<Id, Printer> {
    return (this.#printers ??= new Map(this.#rows.printers.all().map((one) => [one.id, one])));
  }

  mailSettings(): MailSettings | null {
    if (this.#mailSettings === undefined) this.#mailSettings = this.#rows.mails.settings();
    return this.#mailSettings;
  }

  turbo(): Turbo | null {
    if (this.#turbo === undefined) this.#turbo = storedTurbo(this.#rows);
    return this.#turbo;
  }

  serviceRules(): ServiceRules {
    return (this.#rules ??= storedServiceRules(this.#rows));
  }

  /** Applies a change that was just written. */
  follow(change: Change): void {
    if ('set' in change) return this.#followSet(change);
    if ('put' in change) {
      if (change.put === 'restaurant' || change.put === 'printer') this.#forgetCatalogue();
      if (change.put === 'restaurant') this.#mailSettings = undefined;
      return this.numbers.follow(change);
    }
    this.#forgetCatalogue();
    // An item that leaves the menu has no stock.
    if ('drop' in change && change.drop === 'item') this.#stock?.delete(change.id);
  }

  /** Reads everything again when it is next needed. After a rollback the caches may be ahead. */
  forget(): void {
    this.#forgetCatalogue();
    this.numbers.forget();
    this.#stock = null;
    this.#mailSettings = undefined;
    this.#turbo = undefined;
    this.#rules = null;
    this.#rows.paper.forget();
  }

  #followSet(change: Extract<Change, { set: unknown }>): void {
    if (CATALOGUE_CHANGES.has(change.set)) this.#forgetCatalogue();
    else if (change.set === 'printer') {
      const { id, msPerLine, health } = change;
      const before = this.#printers?.get(id);
      if (before) this.#printers?.set(id, { ...before, msPerLine, health });
    } else if (change.set === 'mailSettings') this.#mailSettings = undefined;
    else if (change.set === 'turbo') this.#turbo = change.turbo;
    else if (change.set === 'houseRules') this.#rules = change.rules;
    // The map changes in place: the stock of a counted item changes with every order of it.
    else if (change.set === 'stock') {
      const { itemId, stock } = change;
      if (stock.soldOut || stock.left !== null) this.#stock?.set(itemId, stock);
      else this.#stock?.delete(itemId);
    }
  }

  #forgetCatalogue(): void {
    this.#catalogue = null;
    this.#printers = null;
  }
}
