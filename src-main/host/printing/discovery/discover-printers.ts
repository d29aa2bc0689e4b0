/**
 * Finds devices that may be printers, on request of a person.
 *
 * Sources: mDNS announcements, the system's queues, USB cables and, only if requested, a sweep of
 * port 9100 on the machine's own private networks. A sweep sends no byte: an office laser prints
 * any byte that it gets.
 */
import { execFile } from 'node:child_process';
import net from 'node:net';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Bonjour } from 'bonjour-service';
import { PrinterAddress } from '../../../../src-shared/model/printers';
import type { ListQueues } from '../../ports/print-control';
import { usbDevices } from './usb-devices';
import { reachability } from './printer-address';

export type SeenPrinter = {
  readonly how: 'mdns' | 'queue' | 'usb' | 'sweep';
  readonly name: string;
  readonly address: PrinterAddress;
};

const RAW_PORT = 9100;
/** Source: Bonjour Printing Specification 1.2.1. */
const SERVICES = ['pdl-datastream', 'printer', 'ipp'] as const;
/** Limit for mDNS replies and for `lpstat`. */
const LISTEN_MS = 3_000;
const CONNECT_MS = 400;
/** Connections open at once in a sweep. */
const AT_ONCE = 16;
/** Addresses swept a private network: the /24 around this machine, however large the network is. */
const NEIGHBOURS = 254;

export async function discoverPrinters(
  { sweep }: { readonly sweep: boolean },
  listQueues: ListQueues = cupsQueues,
): Promise<readonly SeenPrinter[]> {
  const lists = await Promise.all([
    announced(),
    queues(listQueues),
    Promise.resolve(cables()),
    sweep ? sweepNeighbours() : [],
  ]);
  const keys = new Set<string>();
  return lists.flat().filter(({ address }) => {
    const key = JSON.stringify(address);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

/**
 * Printers that announce themselves by mDNS. Only raw ports can be used; the others are listed so
 * that a person knows about them.
 */
async function announced(): Promise<readonly SeenPrinter[]> {
  const found: SeenPrinter[] = [];
  // A network that forbids multicast is no error: then the list is empty.
  const bonjour = new Bonjour({}, () => {});
  try {
    for (const type of SERVICES) {
      bonjour.find({ type }, ({ name, addresses = [], port }) => {
        const host = addresses.find((address) => net.isIPv4(address)) ?? addresses[0];
        if (!host || reachability(host) !== 'private') return;
        // LPD and IPP printers nearly always take raw bytes on 9100 too.
        found.push({
          how: 'mdns',
          name,
          address: { kind: 'tcp', host, port: type === 'pdl-datastream' ? port : RAW_PORT },
        });
      });
    }
    await pause(LISTEN_MS);
  } finally {
    await new Promise<void>((resolve) =>
      bonjour.unpublishAll(() => bonjour.destroy(() => resolve())),
    );
  }
  return found;
}

/** Queues that can be set up. A name that is no valid queue address is left out. */
async function queues(list: ListQueues): Promise<readonly SeenPrinter[]> {
  const addresses = (await list()).map((queue) =>
    PrinterAddress.safeParse({ kind: 'spool', queue }),
  );
  return addresses.flatMap(({ data }) =>
    data?.kind === 'spool' ? [{ how: 'queue' as const, name: data.queue, address: data }] : [],
  );
}

/** CUPS destinations; empty on a system without CUPS. */
function cupsQueues(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    execFile('lpstat', ['-e'], { timeout: LISTEN_MS }, (error, out) =>
      resolve(error ? [] : out.split('\n')),
    );
  });
}

function cables(): readonly SeenPrinter[] {
  return usbDevices().map(({ name, serial, called }) => ({
    how: 'usb',
    name: called,
    address: { kind: 'usb', device: `/dev/usb/${name}`, serial },
  }));
}

/** Connects to the raw port of each neighbour and closes the connection without sending a byte. */
async function sweepNeighbours(): Promise<readonly SeenPrinter[]> {
  const hosts = neighbours(os.networkInterfaces());
  const found: SeenPrinter[] = [];
  const next = hosts[Symbol.iterator]();
  const sweepNext = async (): Promise<void> => {
    for (const host of next) {
      if (await listens(host))
        found.push({ how: 'sweep', name: host, address: { kind: 'tcp', host, port: RAW_PORT } });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sweepNext));
  return found;
}

/** The /24 around each private IPv4 address of this machine, without itself. */
export function neighbours(interfaces: ReturnType<typeof os.networkInterfaces>): readonly string[] {
  const own = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(
      ({ family, internal, address }) =>
        family === 'IPv4' && !internal && reachability(address) === 'private',
    )
    .map(({ address }) => address);
  const networks = new Set(own.map((address) => address.slice(0, address.lastIndexOf('.'))));
  return [...networks]
    .flatMap((network) => Array.from({ length: NEIGHBOURS }, (_, n) => `${network}.${n + 1}`))
    .filter((address) => !own.includes(address));
}

function listens(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port: RAW_PORT });
    const end = (answer: boolean): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve(answer);
    };
    const limit = setTimeout(() => end(false), CONNECT_MS);
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
