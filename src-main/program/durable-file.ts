/**
 * Small files that must be whole, or as they were, after a power cut: an order is on disk before it
 * is answered, and so is what opens the house that has it.
 */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** For this account alone. Throws what the system says, and then leaves the old one. */
export function writeDurably(file: string, content: string | Buffer): void {
  const half = `${file}.new`;
  // An older file keeps its mode otherwise.
  rmSync(half, { force: true });
  writeFileSync(half, content, { mode: 0o600 });
  syncFile(half);
  renameSync(half, file);
  syncFolder(path.dirname(file));
}

export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * So that a name is on the disk as well as what it names. Windows has no such thing, and needs
 * none.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
