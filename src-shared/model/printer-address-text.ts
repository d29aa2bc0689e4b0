/** Formats a printer's address for people. */
import type { PrinterAddress } from './printers';

export function addressText(address: PrinterAddress): string {
  switch (address.kind) {
    case 'tcp':
      return address.host.includes(':')
        ? `[${address.host}]:${address.port}`
        : `${address.host}:${address.port}`;
    case 'virtual':
      return `127.0.0.1:${address.port}`;
    case 'usb':
      return address.device;
    case 'spool':
      return `cola ${address.queue}`;
    case 'pdf':
      return `PDF en ${address.folder ?? 'la carpeta pdf'}`;
    case 'screen':
      return 'pantalla';
  }
}
