/**
 * Printers that are not on the network: a USB cable, pulled in the middle of a ticket, and the
 * system's spooler, which cannot tell what printed.
 */
import { rmdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { startCups } from '../support/cups';
import type { Cups } from '../support/cups';
import { banners } from '../support/printing-host';
import { plugCable } from '../support/pty';
import type { Cable } from '../support/pty';
import { openKitchen, TALKING } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';
import { shortened } from '../support/short-limits';
import type { Faults } from '../support/faulty';

let faults: Faults;
let kitchen: Kitchen;
let host: HostProcess;
let cable: Cable | null = null;
let cups: Cups | null = null;

beforeAll(async () => {
  faults = await shortened({ session: 1, retry: 0.05 });
});
afterEach(async () => {
  await host.stop();
  await cable?.pull();
  await cups?.stop();
  [cable, cups] = [null, null];
  await kitchen.stop();
});

const ticketOf = async (id: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const { comandas } = (await host.ask({ consulta: 'pedido', id })) as {
    comandas: readonly Record<string, unknown>[];
  };
  return comandas[0] ?? {};
};
const laneOf = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
  const { carriles } = (await host.ask({ consulta: 'cola' })) as {
    carriles: readonly Record<string, unknown>[];
  };
  return carriles.find(({ impresora }) => impresora === name) ?? {};
};
const pieces = (name: string) => kitchen.pieces('Cocina').filter((piece) => piece.includes(name));

it(
  'F54: a USB printer confirms what it printed; pulled in the middle it prints the ticket again, marked, when it is back',
  { tags: ['needs/socat', 'needs/mounts'] },
  async () => {
    kitchen = await openKitchen({
      can: TALKING,
      mmPerSecond: 100,
      addresses: { Cocina: { kind: 'usb', device: '/dev/usb/lp0' } },
    });
    const link = path.join(kitchen.folder, 'lp');
    cable = await plugCable(link, kitchen.ports.Cocina);
    // A /dev/usb of its own, in which lp0 is the pseudo-terminal: nobody else sees it.
    const devices = `mkdir -p /dev/usb && mount -t tmpfs none /dev/usb && ln -s ${link} /dev/usb/lp0 && exec "$@"`;
    host = await startHostProcess({
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
      faults,
      under: ['unshare', '-m', 'sh', '-c', devices, 'sh'],
    });
    expect(
      await host.ask({ cliente: 'A1', productos: ['Milanesa'], esperar: 'impreso' }),
    ).toMatchObject({
      comandas: [{ estado: 'impreso' }],
    });
    const { id } = await host.ask({ cliente: 'A2', productos: ['Milanesa'] });
    await until('some of it on paper', () => kitchen.printers.Cocina.hanging.includes('A2'));
    await cable.pull();
    await until(
      'the host says why',
      async () => (await laneOf('Cocina')).causa === 'el cable USB no está conectado',
    );
    cable = await plugCable(link, kitchen.ports.Cocina);
    await until('it is printed', async () => (await ticketOf(id)).estado === 'impreso', 30_000);
    expect(
      pieces('A2')
        .at(-1)
        ?.filter((line) => line.includes('DUPLICADO')),
    ).toHaveLength(2);
    expect(pieces('A1').map(banners)).toEqual([[]]);
    expect(kitchen.printers.Cocina.unknownCommands).toBe(0);
    try {
      rmdirSync('/dev/usb');
    } catch {
      // it was there before
    }
  },
);

it(
  'a CUPS queue gets each ticket as one raw job and is never said to have printed it',
  { tags: ['needs/cups'] },
  async () => {
    kitchen = await openKitchen({ addresses: { Cocina: { kind: 'spool', queue: 'cocina' } } });
    cups = await startCups('cocina', kitchen.ports.Cocina);
    host = await startHostProcess({
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
      faults,
      env: cups.env,
    });
    for (const name of ['A1', 'Ñandú']) {
      expect(
        await host.ask({ cliente: name, productos: ['Milanesa'], esperar: 'impreso' }),
      ).toMatchObject({
        comandas: [{ estado: 'enviado' }],
      });
    }
    await until('the paper', () => pieces('Ñandú').length === 1);
    expect(pieces('A1').map(banners)).toEqual([[]]);
    // Without paper CUPS takes the job all the same; we say no more than we know.
    kitchen.printers.Cocina.set({ paper: 'out' });
    const { id } = await host.ask({ cliente: 'A3', productos: ['Milanesa'], esperar: 'impreso' });
    expect(await ticketOf(id)).toMatchObject({ estado: 'enviado' });
    expect(pieces('A3')).toEqual([]);
    kitchen.printers.Cocina.set({ paper: 'ok' });
    await until('the paper', () => pieces('A3').length === 1, 30_000);
  },
);

it(
  'a spooler that is away takes nothing, and the ticket is printed once when it is back',
  { tags: ['needs/cups'] },
  async () => {
    kitchen = await openKitchen({ addresses: { Cocina: { kind: 'spool', queue: 'cocina' } } });
    cups = await startCups('otra', kitchen.ports.Cocina);
    host = await startHostProcess({
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
      faults,
      env: cups.env,
    });
    const { id } = await host.ask({ cliente: 'A1', productos: ['Milanesa'] });
    await until(
      'the host says why',
      async () => (await laneOf('Cocina')).causa === 'la cola del sistema no la aceptó',
    );
    expect(await ticketOf(id)).toMatchObject({ estado: 'en_cola' });
    cups.addQueue('cocina', kitchen.ports.Cocina);
    await until('the paper', () => pieces('A1').length === 1, 30_000);
    // The paper may be out before `lp` has ended.
    await until('it is written down', async () => (await ticketOf(id)).estado === 'enviado');
    expect(pieces('A1').map(banners)).toEqual([[]]);
  },
);
