/**
 * Transport to a USB printer on Linux: its usblp character device, read and written without blocking.
 *
 * The device is never created: a missing device is an unplugged cable, not a file to print into.
 */
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TransportError } from '../../../ports/printer-transport';
import type { PrinterLink, PrinterTransport } from '../../../ports/printer-transport';
import { USB_SYSTEM, usbDevices } from '../../discovery/usb-devices';

/** Interval between two tries at a device without data or room, ms. */
const POLL_MS = 15;
const READ_BYTES = 64;

export type UsbAddress = { readonly device: string; readonly serial: string | null };

export function usbTransport(address: UsbAddress, system = USB_SYSTEM): PrinterTransport {
  return {
    talks: true,
    async open() {
      const device = deviceOf(address, system);
      let file: FileHandle;
      try {
        // Without O_CREAT. With O_NOCTTY, so that it does not become the terminal of this process.
        file = await open(device, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw new TransportError(code === 'EBUSY' || code === 'EACCES' ? 'refused' : 'no_device');
      }
      if (!(await file.stat()).isCharacterDevice()) {
        await file.close();
        throw new TransportError('no_device');
      }
      return linkOver(file, device);
    },
  };
}

function deviceOf({ device, serial }: UsbAddress, system: string): string {
  if (serial === null) return device;
  const found = usbDevices(system).find((candidate) => candidate.serial === serial);
  if (!found) throw new TransportError('no_device');
  return path.join(path.dirname(device), found.name);
}

function linkOver(file: FileHandle, device: string): PrinterLink {
  let open = true;
  const listeners = new Set<() => void>();
  let onBytes: (bytes: Uint8Array) => void = () => {};

  function broken(): void {
    if (!open) return;
    open = false;
    void file.close().catch(() => {});
    for (const listener of listeners) listener();
  }

  async function isThere(): Promise<boolean> {
    try {
      return (await stat(device)).rdev === (await file.stat()).rdev;
    } catch {
      return false;
    }
  }

  async function listen(): Promise<void> {
    const buffer = Buffer.alloc(READ_BYTES);
    while (open) {
      try {
        const { bytesRead } = await file.read(buffer, 0, READ_BYTES, null);
        if (bytesRead > 0) onBytes(Uint8Array.from(buffer.subarray(0, bytesRead)));
        // No data: either the printer is silent, or it was unplugged and its device is gone.
        else if (!(await isThere())) return broken();
        else await pause(POLL_MS);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return broken();
        await pause(POLL_MS);
      }
    }
  }
  void listen();

  return {
    async write(bytes, stallMs) {
      let from = 0;
      let movedAt = performance.now();
      while (from < bytes.length) {
        if (!open) throw new TransportError('link_lost');
        try {
          const { bytesWritten } = await file.write(bytes, from, bytes.length - from, null);
          from += bytesWritten;
          movedAt = performance.now();
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
            broken();
            throw new TransportError('link_lost');
          }
          if (performance.now() - movedAt > stallMs) throw new TransportError('stalled');
          await pause(POLL_MS);
        }
      }
    },
    // A cable has no end-of-data signal: all that is known is that every byte was taken.
    finish: async () => open,
    onData(listener) {
      onBytes = listener;
    },
    onBroken(listener) {
      if (!open) {
        queueMicrotask(listener);
        return () => {};
      }
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOpen: () => open,
    close() {
      open = false;
      listeners.clear();
      void file.close().catch(() => {});
    },
  };
}
