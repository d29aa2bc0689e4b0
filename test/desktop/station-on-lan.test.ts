/**
 * A station on a network made for the test, where nothing is loopback: what the page may open
 * there, and how the counter is found.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import { electronRuntime } from '../../tools/electron-runtime.mjs';
import { launchHost } from '../support/host-process';
import { OWNER_PIN, PIN } from '../support/house';
import { openLan } from '../support/lan';
import { openKitchen } from '../support/restaurant';
import { until } from '../support/until';

it.skipIf(process.getuid?.() !== 0)(
  'finds its counter by what that announces, pairs, and takes an order over the network',
  async () => {
    const { binary, addon } = electronRuntime();
    const lan = openLan('10.79.0');
    const kitchen = await openKitchen();
    const { process: host } = await launchHost({
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
      under: lan.on.host,
    });
    try {
      await until('the host listens', () => host.output().includes('Ctrl-C cierra'));
      const [, codigo = ''] = /#propietario=(\w+)/.exec(host.output()) ?? [];
      const at = (address: string): string => `http://${address}:${host.httpPort}`;
      const local = (method: string, url: string, token = '', body?: object) =>
        lan.http('host', method, at('127.0.0.1') + url, token, body);
      const linked = local('POST', '/vincular/propietario', '', {
        codigo,
        dispositivo: 'Caja',
        persona: 'Dueña',
        pin: OWNER_PIN,
      });
      const owner = String(linked.body?.token);
      expect(
        local('POST', '/personas', owner, { nombre: 'Ana', rol: 'mesero', pin: PIN }),
      ).toMatchObject({ status: 200 });
      expect(local('PUT', '/red', owner, { abierta: true })).toMatchObject({ status: 200 });
      await until('the network is open', () => host.output().includes('La red local está abierta'));
      const [command, ...before] = lan.on.other;
      const told = {
        binary,
        addon,
        folder: path.join(kitchen.folder, 'station'),
        name: 'Prueba',
        host: at(lan.address.host),
        owner,
        pin: PIN,
      };
      const station = spawn(
        command,
        [...before, process.execPath, 'test/support/station-on-lan.mjs', JSON.stringify(told)],
        {
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      let [output, errors] = ['', ''];
      station.stdout.on('data', (text: Buffer) => (output += text.toString()));
      station.stderr.on('data', (text: Buffer) => (errors += text.toString()));
      const [code] = (await once(station, 'exit')) as [number];
      if (code !== 0) throw new Error(errors);
      expect(JSON.parse(output)).toEqual({
        url: 'app://comanda/mesero#/mesa/5',
        socket: `ws://${lan.address.host}:${host.httpPort}`,
      });
      expect(JSON.stringify(local('GET', '/pedidos/1', owner).body)).toContain('Milanesa');
    } finally {
      await host.stop();
      await kitchen.stop();
      lan.stop();
    }
  },
);
