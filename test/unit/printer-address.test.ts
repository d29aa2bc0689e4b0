/**
 * Names of the system's print queues: what CUPS and Windows call theirs, and nothing that a command
 * or a path could be made of.
 */
import { expect, it } from 'vitest';
import { PrinterAddress } from '../../src-shared/model/printers';

const isTaken = (queue: string): boolean =>
  PrinterAddress.safeParse({ kind: 'spool', queue }).success;

it('takes the names that CUPS and Windows give', () => {
  for (const name of [
    'cocina',
    'EPSON_TM-T20',
    'EPSON TM-T20II Receipt',
    'POS-80 (copia 1)',
    'Impresora ñandú',
  ])
    expect(isTaken(name)).toBe(true);
});

it('takes no option, path, quote, break or blank edge', () => {
  for (const name of [
    '',
    '-o raw',
    ' cocina',
    'cocina ',
    'a  b',
    'a/b',
    String.raw`\\servidor\cocina`,
    `a'b`,
    'a"b',
    'a\nb',
    'a\tb',
    'a#b',
  ])
    expect(isTaken(name)).toBe(false);
});
