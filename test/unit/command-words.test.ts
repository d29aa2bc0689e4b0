/**
 * What the desktop app was asked for at its start: a command of the command line, or its window.
 */
import { expect, it } from 'vitest';
import { commandWords } from '../../src-main/electron/command-line';

it.each([
  [
    ['comanda', 'owner', 'reset', '--data-dir', '/x'],
    ['owner', 'reset', '--data-dir', '/x'],
  ],
  [['comanda', '--no-sandbox', 'backup'], ['backup']],
  [['comanda', '--version'], ['--version']],
  [['comanda'], null],
  [['comanda', '--counter', '--data-dir=/x'], null],
  [['comanda', '--lang', 'es'], null],
  [['comanda', '/some/file', 'owner'], null],
  [['comanda', '-psn_0_12345'], null],
] as const)('%j', (argv, words) => {
  expect(commandWords(argv, false)).toEqual(words);
});

it('skips the folder of a program that is run from its sources', () => {
  expect(
    commandWords(['electron', '--inspect=0', '/work/comanda', '--no-sandbox', 'doctor'], true),
  ).toEqual(['doctor']);
  expect(commandWords(['electron', '.', '--counter'], true)).toBe(null);
  expect(commandWords(['electron', 'owner'], true)).toBe(null);
});
