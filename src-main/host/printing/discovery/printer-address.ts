/**
 * Checks the address of a printer before it is stored.
 *
 * The host sends bytes to a printer, so an address could make this machine talk to any other machine.
 * Printer ports in private networks are accepted; other addresses need a confirmation, and some are
 * never accepted (docs/decisions/0009-every-stop-is-a-printer.md).
 */
import { lookup } from 'node:dns/promises';
import net from 'node:net';
import os from 'node:os';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { PrinterAddress } from '../../../../src-shared/model/printers';

const PRINTER_PORTS = { from: 9100, to: 9109 };

export type AddressCheckOptions = {
  /** This host's own listening ports. */
  readonly ownPorts: readonly number[];
  /** Resolves a name; replaced by tests. */
  readonly resolve?: (host: string) => Promise<string>;
};

/**
 * Returns the address with its name resolved. The IP address is stored, so that a later change of the
 * name has no effect.
 */
export async function checkAddress(
  address: PrinterAddress,
  confirmed: boolean,
  { ownPorts, resolve = resolveOnce }: AddressCheckOptions,
): Promise<PrinterAddress | Refusal> {
  if (address.kind === 'virtual')
    return no('las impresoras virtuales se definen en el archivo del primer inicio');
  if (address.kind !== 'tcp') return address;
  let host: string;
  try {
    host = plainIp(await resolve(address.host));
  } catch {
    return no(`"${address.host}" no es una dirección ni un nombre que se encuentre`);
  }
  const { port } = address;
  const reach = reachability(host);
  if (reach === 'never') return no(`${host} no puede ser una impresora`);
  if ((reach === 'here' || isOwn(host)) && ownPorts.includes(port))
    return no(`${host}:${port} es este mismo servidor`);
  if (!confirmed) {
    if (reach === 'here' || isOwn(host)) return confirm(`${host} es este mismo equipo`);
    if (reach === 'public') return confirm(`${host} no es de una red privada`);
    if (port < PRINTER_PORTS.from || port > PRINTER_PORTS.to)
      return confirm(
        `el puerto ${port} no es de impresoras (${PRINTER_PORTS.from} a ${PRINTER_PORTS.to})`,
      );
  }
  return { kind: 'tcp', host, port };
}

type Reach = 'private' | 'here' | 'public' | 'never';

const BLOCKS: readonly (readonly [Reach, string, number])[] = [
  ['here', '127.0.0.0', 8],
  ['here', '::1', 128],
  // "This network", link-local with the metadata services of clouds, multicast, reserved, broadcast.
  ['never', '0.0.0.0', 8],
  ['never', '169.254.0.0', 16],
  ['never', '224.0.0.0', 3],
  ['never', '::', 128],
  ['never', 'fe80::', 10],
  ['never', 'ff00::', 8],
  ['never', 'fd00:ec2::254', 128],
  ['private', '10.0.0.0', 8],
  ['private', '172.16.0.0', 12],
  ['private', '192.168.0.0', 16],
  ['private', 'fc00::', 7],
];

export function reachability(ip: string): Reach {
  const family = net.isIPv6(ip) ? 'ipv6' : 'ipv4';
  for (const [reach, block, bits] of BLOCKS) {
    if (net.isIPv6(block) !== net.isIPv6(ip)) continue;
    const list = new net.BlockList();
    list.addSubnet(block, bits, family);
    if (list.check(ip, family)) return reach;
  }
  return 'public';
}

/** Converts an IPv4-mapped IPv6 address to IPv4. */
function plainIp(ip: string): string {
  const [, hex] = /^(?:0*:)*:?ffff:([0-9a-f:.]+)$/i.exec(ip) ?? [];
  if (hex === undefined || !net.isIPv6(ip)) return ip;
  if (net.isIPv4(hex)) return hex;
  const [high = 0, low = 0] = hex.split(':').map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function isOwn(ip: string): boolean {
  return Object.values(os.networkInterfaces()).some(
    (list) => list?.some(({ address }) => address === ip) ?? false,
  );
}

async function resolveOnce(host: string): Promise<string> {
  return net.isIP(host) === 0 ? (await lookup(host)).address : host;
}

function no(reason: string): Refusal {
  return refuse('ADDRESS_REFUSED', { reason });
}

function confirm(reason: string): Refusal {
  return refuse('ADDRESS_REFUSED', {
    reason: `${reason}; si es la impresora, confírmelo`,
    confirmable: 1,
  });
}
