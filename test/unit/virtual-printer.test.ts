/** The witness itself: a printer that a stranger can use, and whose faults do what they say. */
import net from 'node:net';
import thermal from 'node-thermal-printer';
import { afterEach, expect, it } from 'vitest';
import { startBlackHole } from '../../src-main/virtual-printer/black-hole';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type {
  VirtualPrinter,
  VirtualPrinterOptions,
} from '../../src-main/virtual-printer/virtual-printer';
import { freePort } from '../support/ports';
import { until } from '../support/until';

let printer: VirtualPrinter;
afterEach(() => printer.stop());

async function open(options: Partial<VirtualPrinterOptions> = {}): Promise<void> {
  printer = await startVirtualPrinter({
    port: await freePort(),
    ticketMs: null,
    mmPerSecond: 0,
    ...options,
  });
}

/** A client that knows nothing of this project: bytes out, bytes in. */
async function connect(): Promise<{
  socket: net.Socket;
  heard: () => string;
  broken: () => boolean;
}> {
  const socket = net.connect({ port: printer.port, host: '127.0.0.1' });
  let heard = '';
  let broken = false;
  socket.on('data', (bytes) => (heard += bytes.toString('hex')));
  socket.on('error', () => (broken = true));
  socket.on('close', () => (broken = true));
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return { socket, heard: () => heard, broken: () => broken };
}

it("prints for another program's own client, with its accents and its cut", async () => {
  await open();
  const stranger = new thermal.ThermalPrinter({
    type: thermal.PrinterTypes.EPSON,
    interface: `tcp://127.0.0.1:${printer.port}`,
    characterSet: thermal.CharacterSet.PC858_EURO,
  });
  expect(await stranger.isPrinterConnected()).toBe(true);
  stranger.println('Ñandú ¿listo?');
  stranger.cut();
  await stranger.execute();
  await until('the paper', () => printer.pieces.length === 1);
  expect(printer.pieces[0]?.text).toContain('Ñandú ¿listo?');
  expect(printer.unknownCommands).toBe(0);
});

it('answers status at once, paper and identity in their turn, and tells changes unasked when it is told to', async () => {
  await open();
  const { socket, heard } = await connect();
  socket.write(Buffer.from([0x10, 0x04, 0x01, 0x10, 0x04, 0x04]));
  await until('both', () => heard() === '1212');
  socket.write(Buffer.from([0x1d, 0x72, 0x01, 0x1d, 0x49, 66]));
  await until('in order', () => heard() === `1212005f${Buffer.from('COMANDA').toString('hex')}00`);
  const before = heard().length;
  socket.write(Buffer.from([0x1d, 0x61, 0xff]));
  await until('its state', () => heard().slice(before) === '1000000f');
  printer.set({ cover: 'open' });
  await until('the change', () => heard().slice(before + 8) === '3800000f');
  socket.destroy();
});

it('forgets what it had not printed when its power fails', async () => {
  await open({ mmPerSecond: 100, faults: { losesPowerAt: 30 } });
  const { socket, broken } = await connect();
  socket.write(Buffer.from(`${'uno\n'.repeat(3)}${'dos\n'.repeat(20)}\u001dV\u0001`, 'latin1'));
  await until('the connection breaks', broken);
  expect(printer.pieces).toEqual([]);
  expect(printer.hanging.length).toBeLessThan(23);
  const again = await connect();
  again.socket.write(Buffer.from('tres\n\u001dV\u0001', 'latin1'));
  await until('it prints again', () => printer.pieces.length === 1);
  again.socket.destroy();
});

it('can be a port that never answers a connection', async () => {
  await open();
  const port = await freePort();
  const hole = await startBlackHole(port);
  const socket = net.connect({ port, host: '127.0.0.1' });
  let connected = false;
  socket.on('connect', () => (connected = true));
  socket.on('error', () => {});
  // Meanwhile a living port answers many times.
  for (let n = 0; n < 20; n++) (await connect()).socket.destroy();
  expect(connected).toBe(false);
  socket.destroy();
  await hole.stop();
});
