/**
 * What this machine is just now: a counter with its host running, a station of one elsewhere, or
 * nothing yet; and how it becomes another.
 */
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
  /** By the start's options, for this start alone; null: as it was kept. */
  readonly given: MachineNow | null;
  /** Throws with words for a person. */
  readonly openCounter: () => Promise<Counter>;
  /**
   * Asks the person, in a dialog of the system, whether a counter may become a station: the
   * restaurant then has no host here.
   */
  readonly isSureToLeave: () => Promise<boolean>;
};

export type Machine = {
  readonly now: MachineNow | null;
  readonly counter: Counter | null;
  /** `http://127.0.0.1:4780`; null: there is no host yet, or it is just being opened again. */
  readonly origin: string | null;
  /** A counter that has been one before: its window need not wait for its host. */
  readonly isKnownCounter: boolean;
  /** Resolves once a host that is being opened is open, or will not be. */
  whenOpen(): Promise<void>;
  /**
   * As it was kept. Resolves to where the window begins; throws where the counter does not open.
   */
  begin(): Promise<string>;
  /**
   * Where the window is to go for it to be chosen; only a page that came there by this is heard,
   * once.
   */
  letChoose(): string;
  /** The window shows another page from its start on. */
  showed(path: string): void;
  choose(choice: MachineChoice): Promise<ChoiceMade>;
  stop(): Promise<void>;
};

/** A page of the app alone: no browser has a machine to choose for. */
export const CHOOSING_PATH = '/equipo';

export function createMachine({
  dataDir,
  given,
  openCounter,
  isSureToLeave,
}: MachineOptions): Machine {
  let now: MachineNow | null = null;
  let counter: Counter | null = null;
  let choosing: 'no' | 'wanted' | 'shown' | 'busy' = 'no';
  let opening: Promise<unknown> = Promise.resolve();
  const wanted = given ?? readKeptMachine(dataDir);

  const origin = (): string | null => counter?.origin ?? (now?.is === 'station' ? now.host : null);

  /** The owner's link begins in the window: on a first start nobody is there to type it. */
  function begins(): string {
    const link = counter?.host.ownerLink ?? null;
    return link === null ? '/' : `/${new URL(link).hash}`;
  }

  async function be(next: MachineNow): Promise<void> {
    if (next.is === 'counter') {
      opening = openCounter().then((opened) => (counter = opened));
      await opening;
    } else {
      await counter?.stop();
      counter = null;
    }
    now = next;
  }

  async function carryOut(choice: MachineChoice): Promise<ChoiceMade> {
    if (choice.is === 'same')
      return now ? { ok: true, hostKey: null, next: '/' } : not('cancelled');
    if (choice.is === 'counter') {
      const gone = await (counter ? Promise.resolve() : be({ is: 'counter' })).then(
        () => null,
        (error: Error) => not('failed', error.message),
      );
      if (gone) return gone;
      keepMachine(dataDir, { is: 'counter' });
      const own = origin();
      const looked = own === null ? null : await probeHost(own);
      return { ok: true, hostKey: looked?.ok ? looked.hostKey : null, next: begins() };
    }
    const address = readHostAddress(choice.at);
    if (!address) return not('address');
    const looked = await probeHost(address.origin);
    if (!looked.ok) return not(looked.why);
    if (counter && !(await isSureToLeave())) return not('cancelled');
    const station = { is: 'station', host: address.origin } as const;
    keepMachine(dataDir, station);
    await be(station);
    // A link says whose it is; by a typed code the device learns the key while it is let in.
    const carried = new URLSearchParams();
    const code = address.code ?? choice.code;
    if (code !== '') carried.set('vincular', code);
    if (address.hostKey !== null) carried.set('clave', address.hostKey);
    return {
      ok: true,
      hostKey: looked.hostKey,
      next: carried.size > 0 ? `/#${carried.toString()}` : '/',
    };
  }

  return {
    get now() {
      return now;
    },
    get counter() {
      return counter;
    },
    get origin() {
      return origin();
    },
    isKnownCounter: wanted?.is === 'counter' && isCounters(dataDir),
    whenOpen: () =>
      opening.then(
        () => undefined,
        () => undefined,
      ),
    async begin() {
      if (!wanted) return this.letChoose();
      await be(wanted);
      return begins();
    },
    letChoose() {
      if (choosing !== 'busy') choosing = 'wanted';
      return CHOOSING_PATH;
    },
    showed(path) {
      if (choosing === 'busy') return;
      choosing = path === CHOOSING_PATH && choosing !== 'no' ? 'shown' : 'no';
    },
    async choose(choice) {
      // A page that was taken over must not make another machine of this one.
      if (choosing !== 'shown') return not('not-now');
      choosing = 'busy';
      const chosen = await carryOut(choice).catch((error: Error) => not('failed', error.message));
      choosing = chosen.ok ? 'no' : 'shown';
      return chosen;
    },
    async stop() {
      // One that is just being opened has begun to write.
      await this.whenOpen();
      await counter?.stop();
    },
  };
}

function not(why: ChoiceFailed, words = ''): ChoiceMade {
  return { ok: false, why, words };
}
