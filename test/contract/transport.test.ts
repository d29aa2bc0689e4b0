/** What every cable to a printer must do, whatever it is made of: TCP, a USB device, a spooler. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TransportError } from '../../src-main/host/ports/printer-transport';
import type { PrinterTransport } from '../../src-main/host/ports/printer-transport';
import { spoolTransport } from '../../src-main/host/printing/worker/transports/spool';
import { tcpTransport } from '../../src-main/host/printing/worker/transports/tcp';
import { usbTransport } from '../../src-main/host/printing/worker/transports/usb-linux';
import { freePort } from '../support/ports';
import { plugCable } from '../support/pty';
import { until } from '../support/until';

/** The printer's end of a cable. */
type FarEnd = {
  readonly received: () => string;
  say(bytes: string): void;
  /** Takes no more bytes, or takes them again. */
  deaf(on: boolean): void;
  /** The printer is gone, as when its plug is pulled. */
  pull(): Promise<void>;
};
type Opened = { readonly transport: PrinterTransport; readonly far: FarEnd; stop(): Promise<void> };

let folder: string;
let opened: Opened[];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-cable-'));
  opened = [];
});
afterEach(async () => {
  for (const { stop } of opened) await stop();
  rmSync(folder, { recursive: true, force: true });
});

async function farEnd(port: number): Promise<FarEnd & { stop(): Promise<void> }> {
  const sockets = new Set<net.Socket>();
  let received = '';
  let deaf = false;
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => (received += bytes.toString('latin1')));
    if (deaf) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, resolve));
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    received: () => received,
    say: (bytes) => {
      for (const socket of sockets) socket.write(bytes, 'latin1');
    },
    deaf(on) {
      deaf = on;
      for (const socket of sockets)
        if (on) socket.pause();
        else socket.resume();
    },
    pull: stop,
    stop,
  };
}

const CABLES: Readonly<Record<string, () => Promise<Opened>>> = {
  async tcp() {
    const port = await freePort();
    const far = await farEnd(port);
    return { transport: tcpTransport('127.0.0.1', port), far, stop: far.stop };
  },
  async usb() {
    const port = await freePort();
    const far = await farEnd(port);
    const link = path.join(folder, 'lp0');
    const cable = await plugCable(link, port);
    return {
      transport: usbTransport({ device: link, serial: null }),
      far: {
        ...far,
        async pull() {
          await cable.pull();
        },
      },
      async stop() {
        await cable.pull();
        await far.stop();
      },
    };
  },
};

async function open(name: string): Promise<Opened> {
  const cable = await (CABLES[name] ?? CABLES.tcp)?.();
  if (!cable) throw new Error(name);
  opened.push(cable);
  return cable;
}

function cableSuite(name: string): void {
  it('carries bytes in order, every value of them, and hears what the printer says', async () => {
    const { transport, far } = await open(name);
    const link = await transport.open(1_000);
    expect(transport.talks).toBe(true);
    let heard = '';
    link.onData((bytes) => (heard += Buffer.from(bytes).toString('latin1')));
    const all = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
    for (let n = 0; n < 20; n++) await link.write(Buffer.from(all, 'latin1'), 1_000);
    await until('all is there', () => far.received() === all.repeat(20));
    far.say(all);
    await until('the answer', () => heard === all);
    link.close();
  });

  it('says that it is broken when the printer is gone, to whoever listens and whoever writes', async () => {
    const { transport, far } = await open(name);
    const link = await transport.open(1_000);
    await link.write(Buffer.from('x'), 1_000);
    await until('it arrived', () => far.received() === 'x');
    let told = 0;
    link.onBroken(() => told++);
    await far.pull();
    await until('it is told', () => told === 1);
    expect(link.isOpen()).toBe(false);
    await expect(link.write(Buffer.from('y'), 500)).rejects.toBeInstanceOf(TransportError);
    // One who asks later is told too.
    await new Promise<void>((resolve) => link.onBroken(resolve));
    link.close();
  });

  it('gives up on a printer that takes no more', async () => {
    const { transport, far } = await open(name);
    far.deaf(true);
    const link = await transport.open(1_000);
    const flood = async (): Promise<never> => {
      for (;;) await link.write(Buffer.alloc(256 * 1024, 0x41), 300);
    };
    await expect(flood()).rejects.toMatchObject({ why: 'stalled' });
    link.close();
    link.close();
  }, 30_000);

  it('does not open where there is no printer', async () => {
    const { transport, far } = await open(name);
    await far.pull();
    await expect(transport.open(1_000)).rejects.toBeInstanceOf(TransportError);
  });
}

describe('a cable by tcp', () => cableSuite('tcp'));
describe('a cable by usb', { tags: ['needs/socat'] }, () => cableSuite('usb'));

describe('a USB device', () => {
  it('is never created, and a plain file in its place is no printer', async () => {
    const missing = path.join(folder, 'lp7');
    await expect(usbTransport({ device: missing, serial: null }).open(1)).rejects.toMatchObject({
      why: 'no_device',
    });
    writeFileSync(path.join(folder, 'lp8'), '');
    await expect(
      usbTransport({ device: path.join(folder, 'lp8'), serial: null }).open(1),
    ).rejects.toMatchObject({
      why: 'no_device',
    });
  });

  it(
    'F54: is found by its serial number under whatever name it has after it was plugged in again',
    { tags: ['needs/socat'] },
    async () => {
      const port = await freePort();
      const far = await farEnd(port);
      const system = path.join(folder, 'usbmisc');
      const place = (name: string, serial: string): void => {
        mkdirSync(path.join(system, name, 'printer', 'interface'), { recursive: true });
        symlinkSync(
          path.join(system, name, 'printer', 'interface'),
          path.join(system, name, 'device'),
        );
        writeFileSync(path.join(system, name, 'printer', 'serial'), `${serial}\n`);
      };
      const transport = usbTransport({ device: path.join(folder, 'lp0'), serial: 'S-42' }, system);
      await expect(transport.open(1)).rejects.toMatchObject({ why: 'no_device' });
      place('lp0', 'another');
      place('lp3', 'S-42');
      const cable = await plugCable(path.join(folder, 'lp3'), port);
      const link = await transport.open(1_000);
      await link.write(Buffer.from('here'), 1_000);
      await until('it arrived', () => far.received() === 'here');
      link.close();
      await cable.pull();
      await far.stop();
    },
  );
});

describe('a spooler', () => {
  it('gets a ticket as one job when it is whole, and nothing comes back', async () => {
    const jobs: string[] = [];
    const transport = spoolTransport(
      'Caja',
      async (queue, bytes) => void jobs.push(`${queue}: ${Buffer.from(bytes).toString()}`),
    );
    const link = await transport.open(1);
    await link.write(Buffer.from('half '), 1);
    expect(jobs).toEqual([]);
    await link.write(Buffer.from('and half'), 1);
    expect(await link.finish(1)).toBe(false);
    expect(jobs).toEqual(['Caja: half and half']);
    expect(transport.talks).toBe(false);
  });

  it(
    'that did not take it has printed nothing: free to be tried again',
    { tags: ['needs/posix'] },
    async () => {
      // An `lp` that says no, found first.
      writeFileSync(path.join(folder, 'lp'), '#!/bin/sh\ncat >/dev/null\nexit 1\n');
      chmodSync(path.join(folder, 'lp'), 0o755);
      const before = process.env.PATH;
      process.env.PATH = `${folder}:${before}`;
      try {
        const link = await spoolTransport('Caja').open(1);
        await link.write(Buffer.from('x'), 1);
        await expect(link.finish(1)).rejects.toMatchObject({
          why: 'spool_refused',
          nothingLeft: true,
        });
      } finally {
        process.env.PATH = before;
      }
    },
  );
});
