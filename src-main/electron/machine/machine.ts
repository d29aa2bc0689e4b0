/** Holds what this machine is (a counter, a station, or undecided) and changes it. */
import { isCounters, keepMachine, readKeptMachine } from './stored-machine';
import type {
  MachineChoice,
  ChoiceMade,
  MachineNow,
  ChoiceFailed,
} from '../../../src-shared/ipc/desktop-bridge';
import type { Counter } from './counter';
import { probeHost } from './find-hosts';
import { readHostAddress } from './host-address';

export type MachineOptions = {
  readonly dataDir: string;
  /** From the switches of this start only. Null: use the stored choice. */
  readonly given: MachineNow | null;
  /** Throws with words for a person. */
  readonly openCounter: () => Promise<Counter>;
  /** Asks the person in a system dialog whether the counter, with its host, becomes a station. */
  readonly isSureToLeave: () => Promise<boolean>;
};

export type Machine = {
  readonly now: MachineNow | null;
  readonly counter: Counter | null;
  /** `http://127.0.0.1:4780`; null: no host is open. */
  readonly origin: string | null;
  /** This machine was a counter before: its window need not wait for its host. */
  readonly isKnownCounter: boolean;
  /** Resolves once a host that is being opened is open, or has failed to open. */
  whenOpen(): Promise<void>;
  /** Starts as stored. Resolves to the window's first page. Throws if the counter cannot open. */
  begin(): Promise<string>;
  /** Returns the page for choosing. Only a page opened this way may call `choose`, once. */
  letChoose(): string;
  /** The window has loaded a page. */
  showed(path: string): void;
  choose(choice: MachineChoice): Promise<ChoiceMade>;
  stop(): Promise<void>;
};

/** Page of the desktop app only. */
export const CHOOSING_PATH = '/equipo';

export function createMachine(options: MachineOptions): Machine {
  return new ThisMachine(options);
}

class ThisMachine implements Machine {
  readonly #options: MachineOptions;
  readonly #wanted: MachineNow | null;
  #now: MachineNow | null = null;
  #counter: Counter | null = null;
  /** Settles when the host that is being opened is open or has failed. */
  #opening: Promise<unknown> = Promise.resolve();
  /** wanted: the window goes to the choosing page. shown: that page may choose. busy: it has. */
  #choosing: 'no' | 'wanted' | 'shown' | 'busy' = 'no';

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#wanted = options.given ?? readKeptMachine(options.dataDir);
  }

  get now(): MachineNow | null {
    return this.#now;
  }

  get counter(): Counter | null {
    return this.#counter;
  }

  get origin(): string | null {
    return this.#counter?.origin ?? (this.#now?.is === 'station' ? this.#now.host : null);
  }

  get isKnownCounter(): boolean {
    return this.#wanted?.is === 'counter' && isCounters(this.#options.dataDir);
  }

  async whenOpen(): Promise<void> {
    await this.#opening.catch(() => undefined);
  }

  async begin(): Promise<string> {
    if (!this.#wanted) return this.letChoose();
    await this.#become(this.#wanted);
    return this.#firstPage();
  }

  letChoose(): string {
    if (this.#choosing !== 'busy') this.#choosing = 'wanted';
    return CHOOSING_PATH;
  }

  showed(path: string): void {
    if (this.#choosing === 'busy') return;
    this.#choosing = path === CHOOSING_PATH && this.#choosing !== 'no' ? 'shown' : 'no';
  }

  async choose(choice: MachineChoice): Promise<ChoiceMade> {
    // A compromised page must not change what this machine is.
    if (this.#choosing !== 'shown') return not('not-now');
    this.#choosing = 'busy';
    const chosen = await this.#carryOut(choice).catch((error: Error) =>
      not('failed', error.message),
    );
    this.#choosing = chosen.ok ? 'no' : 'shown';
    return chosen;
  }

  async stop(): Promise<void> {
    // A host that is being opened already writes: wait for it, then stop it.
    await this.whenOpen();
    await this.#counter?.stop();
  }

  /** At a first start the window opens the owner's link, which a person would have to type. */
  #firstPage(): string {
    const link = this.#counter?.host.ownerLink ?? null;
    return link === null ? '/' : `/${new URL(link).hash}`;
  }

  async #become(next: MachineNow): Promise<void> {
    if (next.is === 'counter') {
      this.#opening = this.#options.openCounter().then((opened) => (this.#counter = opened));
      await this.#opening;
    } else {
      await this.#counter?.stop();
      this.#counter = null;
    }
    this.#now = next;
  }

  async #carryOut(choice: MachineChoice): Promise<ChoiceMade> {
    switch (choice.is) {
      case 'same':
        return this.#now ? { ok: true, hostKey: null, next: '/' } : not('cancelled');
      case 'counter':
        return this.#becomeCounter();
      case 'station':
        return this.#becomeStation(choice);
    }
  }

  async #becomeCounter(): Promise<ChoiceMade> {
    const failed = await (this.#counter ? Promise.resolve() : this.#become({ is: 'counter' })).then(
      () => null,
      (error: Error) => not('failed', error.message),
    );
    if (failed) return failed;
    keepMachine(this.#options.dataDir, { is: 'counter' });
    const { origin } = this;
    const probe = origin === null ? null : await probeHost(origin);
    return { ok: true, hostKey: probe?.ok ? probe.hostKey : null, next: this.#firstPage() };
  }

  async #becomeStation({
    at,
    code: typedCode,
  }: Extract<MachineChoice, { is: 'station' }>): Promise<ChoiceMade> {
    const { dataDir, isSureToLeave } = this.#options;
    const address = readHostAddress(at);
    if (!address) return not('address');
    const probe = await probeHost(address.origin);
    if (!probe.ok) return not(probe.why);
    if (this.#counter && !(await isSureToLeave())) return not('cancelled');
    const station = { is: 'station', host: address.origin } as const;
    keepMachine(dataDir, station);
    await this.#become(station);
    // A link carries the host's key. With a typed code the device learns the key by pairing.
    const carried = new URLSearchParams();
    const code = address.code ?? typedCode;
    if (code !== '') carried.set('vincular', code);
    if (address.hostKey !== null) carried.set('clave', address.hostKey);
    return {
      ok: true,
      hostKey: probe.hostKey,
      next: carried.size > 0 ? `/#${carried.toString()}` : '/',
    };
  }
}

function not(why: ChoiceFailed, words = ''): ChoiceMade {
  return { ok: false, why, words };
}
