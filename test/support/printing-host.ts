/**
 * A host with a kitchen of virtual printers, and the few questions that tests of printing ask of
 * it.
 */
import type { Faults } from './faulty';
import path from 'node:path';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { startHostProcess } from './host-process';
import type { HostProcess } from './host-process';
import { openKitchen, TALKING } from './restaurant';
import type { Kitchen, KitchenOptions } from './restaurant';
import { until } from './until';

type Words = Readonly<Record<string, unknown>>;

export type PrintingHost = {
  readonly kitchen: Kitchen;
  /** The host that runs now: another after a restart. */
  readonly host: HostProcess;
  readonly dataDir: string;
  /** One dish for the kitchen, in this customer's name. */
  order(cliente: string, more?: object): Promise<TcpReply>;
  /** The first ticket of an order, in the wire's words. */
  ticketOf(id: unknown): Promise<Words>;
  laneOf(printer: string): Promise<Words>;
  /** Waits until the order's first ticket is in this state. */
  untilTicket(id: unknown, estado: string, ms?: number): Promise<void>;
  restart(how?: 'stop' | 'kill', between?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

export async function openPrintingHost(
  faults?: Faults,
  options: KitchenOptions = {},
): Promise<PrintingHost> {
  const kitchen = await openKitchen({ can: TALKING, ...options });
  const dataDir = path.join(kitchen.folder, 'data');
  const start = (): Promise<HostProcess> =>
    startHostProcess({
      dataDir,
      restaurantFile: kitchen.restaurantFile,
      extra: ['--workers', '2'],
      ...(faults ? { faults } : {}),
    });
  let host = await start();
  const ticketOf = async (id: unknown): Promise<Words> => {
    const { comandas } = (await host.asProgram({ consulta: 'pedido', id })) as {
      comandas: readonly Words[];
    };
    return comandas[0] ?? {};
  };
  return {
    kitchen,
    dataDir,
    get host() {
      return host;
    },
    order: (cliente, more = {}) => host.asProgram({ cliente, productos: ['Milanesa'], ...more }),
    ticketOf,
    async laneOf(printer) {
      const { carriles } = (await host.asProgram({ consulta: 'cola' })) as {
        carriles: readonly Words[];
      };
      return carriles.find(({ impresora }) => impresora === printer) ?? {};
    },
    async untilTicket(id, estado, ms = 30_000) {
      await until(
        `the ticket is ${estado}`,
        async () => (await ticketOf(id)).estado === estado,
        ms,
      );
    },
    async restart(how = 'stop', between) {
      await (how === 'stop' ? host.stop() : host.kill());
      await between?.();
      host = await start();
    },
    async stop() {
      await host.stop();
      await kitchen.stop();
    },
  };
}

/** The lines of a piece of paper that stand white on black. */
export function banners(piece: readonly string[] | undefined): readonly string[] {
  return (piece ?? []).filter((line) => line.startsWith('['));
}
