/** Lists the USB printers of Linux: device names change with each plugging, serial numbers stay. */
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The folder where Linux shows the printer behind each device. */
export const USB_SYSTEM = '/sys/class/usbmisc';

export type UsbDevice = {
  /** lp0, lp1 ... */
  readonly name: string;
  readonly serial: string | null;
  /** Maker and product from the USB descriptors. */
  readonly called: string;
};

export function usbDevices(system = USB_SYSTEM): readonly UsbDevice[] {
  let names: readonly string[];
  try {
    names = readdirSync(system).filter((name) => /^lp\d{1,3}$/.test(name));
  } catch {
    return []; // no USB printers, or not Linux
  }
  return names.map((name) => {
    const of = (what: string): string | null => {
      try {
        // `device` is a link to the USB interface. The printer is the parent of its target.
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
