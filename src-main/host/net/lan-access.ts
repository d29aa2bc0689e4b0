/** Follows the LAN setting and the machine's addresses: opens the server and advertises it. */
import type { Core } from '../core/core-client';
import { advertise } from './advertise';
import type { Advertised } from './advertise';
import { lanOrigins } from './http/server';
import type { HttpServer } from './http/server';

export type LanAccessParts = {
  readonly core: Core;
  readonly http: HttpServer;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Advertise the host by mDNS while the LAN is open. */
  readonly isAdvertised: boolean;
  readonly restaurant: string;
  readonly isOpen: boolean;
  readonly notice: (words: string) => void;
  readonly onBug: (error: unknown) => void;
};

/** How long an answer that changed the setting has to reach its client, ms. */
const CHANGE_AFTER_MS = 300;
const CHECK_EVERY_MS = 5_000;

export async function startLanAccess(parts: LanAccessParts): Promise<LanAccess> {
  const lan = new LanAccess(parts);
  await lan.start();
  return lan;
}

class LanAccess {
  readonly #parts: LanAccessParts;
  #isOpen: boolean;
  /** Origins of the last check, in words. */
  #origins: string;
  #advertised: Advertised | null = null;
  #stops: readonly (() => void)[] = [];

  constructor(parts: LanAccessParts) {
    this.#parts = parts;
    this.#isOpen = parts.isOpen;
    this.#origins = this.#currentOrigins();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async start(): Promise<void> {
    const { core, restaurant, onBug } = this.#parts;
    await this.#advertise(restaurant);
    this.#origins = this.#currentOrigins();
    const timer = setInterval(() => void this.#checkAddresses().catch(onBug), CHECK_EVERY_MS);
    this.#stops = [
      () => clearInterval(timer),
      core.onAccessChanged(() => void this.#checkSetting().catch(onBug)),
    ];
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.#advertised?.stop();
  }

  async #checkSetting(): Promise<void> {
    const { core, http, notice } = this.#parts;
    const { lanOpen, name } = await core.ask({ name: 'house' });
    if (lanOpen === this.#isOpen) return;
    this.#isOpen = lanOpen;
    // The answer must be sent first: the client that changed the setting may be connected to a
    // listener that is about to close.
    await new Promise((resolve) => setTimeout(resolve, CHANGE_AFTER_MS));
    await http.openLan(lanOpen);
    await this.#advertise(name);
    this.#origins = this.#currentOrigins();
    notice(lanOpen ? `La red local está abierta: ${this.#origins}` : 'La red local está cerrada.');
  }

  /**
   * The router may give this machine another address. The server listens on it already; the mDNS
   * name must be advertised on it.
   */
  async #checkAddresses(): Promise<void> {
    const now = this.#currentOrigins();
    if (!this.#isOpen || now === this.#origins) return;
    this.#origins = now;
    await this.#advertise(this.#parts.restaurant);
    this.#parts.notice(
      now === ''
        ? 'Este equipo se quedó sin red local; lo que está en él mismo sigue.'
        : `La dirección de este equipo cambió: ahora ${now}. Los dispositivos que usaban otra deben abrir esta.`,
    );
  }

  /** Replaces the advertised name, if the LAN is open. */
  async #advertise(restaurant: string): Promise<void> {
    const { isAdvertised, port, scheme } = this.#parts;
    await this.#advertised?.stop();
    this.#advertised =
      this.#isOpen && isAdvertised ? await advertise(restaurant, port, scheme === 'https') : null;
  }

  #currentOrigins(): string {
    return lanOrigins(this.#parts.port, this.#parts.scheme).join(', ');
  }
}
