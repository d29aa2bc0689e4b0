/**
 * USB printers as Linux shows them: which device is which printer. Names change with every
 * plugging, serial numbers stay.
 */
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** Where Linux tells which printer stands behind which device. */
export const USB_SYSTEM = '/sys/class/usbmisc';

export type UsbDevice = {
  /** lp0, lp1 ... */
  readonly name: string;
  readonly serial: string | null;
  /** Maker and product as the cable says them. */
  readonly called: string;
};

export function usbDevices(system = USB_SYSTEM): readonly UsbDevice[] {
  let names: readonly string[];
  try {
    names = readdirSync(system).filter((name) => /^lp\d{1,3}$/.test(name));
  } catch {
    return []; // no such bus, or another system
  }
  return names.map((name) => {
    const of = (what: string): string | null => {
      try {
        // `device` leads to the interface; the printer itself is one level up from where it leads.
        return (
          readFileSync(
            path.join(realpathSync(path.join(system, name, 'device')), '..', what),
            'utf8',
          ).trim() || null
        );
      } catch {
        return null;
      }
    };
    const called = [of('manufacturer'), of('product')].filter((part) => part !== null).join(' ');
    return { name, serial: of('serial'), called: called || name };
  });
}
