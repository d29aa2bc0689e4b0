/** Appends the virtual printers' paper to files: one of text and one of bytes a printer. */
import { appendFileSync, mkdirSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { PaperPiece } from './paper';

/** A larger file starts again empty, bytes: the demo's paper is no archive. */
const ROLL_BYTES = 5 * 1024 * 1024;

export type PaperFiles = {
  readonly folder: string;
  fileOf(printer: string): string;
  append(printer: string, piece: PaperPiece): void;
};

export function paperFiles(dataFolder: string): PaperFiles {
  const folder = path.join(dataFolder, 'paper');
  mkdirSync(folder, { recursive: true });
  const fileOf = (printer: string): string => path.join(folder, `${fileName(printer)}.txt`);
  return {
    folder,
    fileOf,
    append(printer, piece) {
      const file = fileOf(printer);
      roll(file, `${piece.text.join('\n')}\n- - - - - - - - - - - - - - - - - - - - - - - -\n`);
      roll(file.replace(/txt$/, 'bin'), piece.bytes);
    },
  };
}

function roll(file: string, more: string | Uint8Array): void {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > ROLL_BYTES) truncateSync(file);
    appendFileSync(file, more);
  } catch {
    // A full disk must not stop the virtual printer: its paper is expendable.
  }
}

/** Letters and digits only, so that a printer's name can never lead out of the folder. */
function fileName(printer: string): string {
  const plain = printer
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain || 'impresora';
}
