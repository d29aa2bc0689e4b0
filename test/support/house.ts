/**
 * A host with people: an owner, a counter, waiters and cooks, each on a device of their own, let in
 * as they would be in a restaurant.
 */
import type { Faults } from './faulty';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { startHostProcess } from './host-process';
import type { HostProcess } from './host-process';
import { httpAsk } from './http-client';
import type { HttpAnswer, HttpAsk } from './http-client';
import { openKitchen } from './restaurant';
import type { Kitchen, KitchenOptions } from './restaurant';

export type House = {
  readonly kitchen: Kitchen;
  readonly dataDir: string;
  readonly host: HostProcess;
  /** The owner's device, with the owner at it. */
  readonly owner: string;
  http(method: string, url: string, ask?: HttpAsk): Promise<HttpAnswer>;
  /** Pairs a device of this role; with a name, that person logs in there. */
  device(rol: string, persona?: string): Promise<string>;
  person(nombre: string, rol: string): Promise<void>;
  restart(how: 'stop' | 'kill'): Promise<void>;
  stop(): Promise<void>;
};

export const OWNER_PIN = '730164';
export const PIN = '7301';

export async function openHouse(
  options: KitchenOptions = {},
  extra: readonly string[] = [],
  faults?: Faults,
  env?: NodeJS.ProcessEnv,
  /** The program's folder, where it is another than the build. */
  program?: string,
): Promise<House> {
  const kitchen = await openKitchen(options);
  const dataDir = path.join(kitchen.folder, 'data');
  const start = (port?: number, httpPort?: number): Promise<HostProcess> =>
    startHostProcess({
      dataDir,
      restaurantFile: kitchen.restaurantFile,
      extra,
      ...(faults ? { faults } : {}),
      ...(env ? { env } : {}),
      ...(program ? { program } : {}),
      ...(port ? { port } : {}),
      ...(httpPort ? { httpPort } : {}),
    });
  let host = await start();
  const http = (method: string, url: string, ask: HttpAsk = {}): Promise<HttpAnswer> =>
    httpAsk(host.httpPort, method, url, ask);
  const owner = await linkOwner(host, http).catch(async (error: unknown) => {
    await host.kill();
    await kitchen.stop();
    throw error;
  });
  return {
    kitchen,
    dataDir,
    owner,
    get host() {
      return host;
    },
    http,
    async person(nombre, rol) {
      expect(
        await http('POST', '/personas', {
          as: owner,
          body: { nombre, rol, pin: rol === 'dueño' ? OWNER_PIN : PIN },
        }),
      ).toMatchObject({
        status: 200,
      });
    },
    async device(rol, persona) {
      const { body: invited } = await http('POST', '/dispositivos/invitar', {
        as: owner,
        body: { rol },
      });
      const { body: asked } = await http('POST', '/vincular', {
        body: { codigo: invited.codigo, dispositivo: `Equipo ${rol}` },
      });
      await http('POST', `/dispositivos/aprobar/${String(asked.solicitud)}`, { as: owner });
      const { body } = await http('GET', `/vincular/${String(asked.solicitud)}`, {
        as: String(asked.secreto),
      });
      const token = String(body.token);
      if (persona !== undefined)
        expect(
          await http('POST', '/sesion', {
            as: token,
            body: { persona, pin: persona === 'Dueña' ? OWNER_PIN : PIN },
          }),
        ).toMatchObject({
          status: 200,
        });
      return token;
    },
    async restart(how) {
      const { port, httpPort } = host;
      await (how === 'stop' ? host.stop() : host.kill());
      host = await start(port, httpPort);
    },
    async stop() {
      await host.stop();
      await kitchen.stop();
    },
  };
}

/** The owner's first device, by the link that a first start prints; its token. */
async function linkOwner(host: HostProcess, http: House['http']): Promise<string> {
  const [, codigo = ''] = /#propietario=(\w+)/.exec(host.output()) ?? [];
  const linked = await http('POST', '/vincular/propietario', {
    body: { codigo, dispositivo: 'PC de la caja', persona: 'Dueña', pin: OWNER_PIN },
  });
  expect(linked.status).toBe(201);
  return String(linked.body.token);
}

/** The command line's proof, which any program of this account can read. */
export function cliSecret(dataDir: string): string {
  return readFileSync(path.join(dataDir, 'cli.secret'), 'utf8');
}
