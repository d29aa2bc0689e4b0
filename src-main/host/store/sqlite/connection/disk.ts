/** Checks whether the disk of a folder is writable and has free space. */
import { accessSync, closeSync, constants, openSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';

/** Minimum free space, bytes. Below it an order may not fit. */
const ROOM_BYTES = 1024 * 1024;

/**
 * Writes and deletes a file: a disk that the kernel took out of use after an error still reports
 * that it is writable.
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

/** Asks the system, without writing. */
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

/** True also if the system does not report the free space. */
export function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return true;
  }
}
