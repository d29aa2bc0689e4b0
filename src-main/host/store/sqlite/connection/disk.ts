/** What the disk of a folder says of itself. */
import { accessSync, closeSync, constants, openSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** Below this an order may not fit, bytes. */
const ROOM_BYTES = 1024 * 1024;

/**
 * A try, with a file that is gone at once: a disk that the kernel took out of use after an error
 * still calls itself writable.
 */
export function isReadOnly(folder: string): boolean {
  const file = path.join(folder, '.prueba');
  try {
    closeSync(openSync(file, 'w'));
    rmSync(file, { force: true });
    return false;
  } catch (error) {
    return isRefusedAsReadOnly(error);
  }
}

/** By its word, without writing. */
export function saysReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    return isRefusedAsReadOnly(error);
  }
}

function isRefusedAsReadOnly(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EROFS';
}

/** True also where the system does not say. */
export function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return true;
  }
}
