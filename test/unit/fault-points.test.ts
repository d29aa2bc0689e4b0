/** Fault points: chosen by name, and in no release. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { fault, FAULTS, figure, FIGURES } from '../../src-shared/base/fault-points';
import { OUT } from '../../tools/build.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('changes nothing unless a test says so', () => {
  vi.stubEnv('COMANDA_FAULTS', undefined);
  expect(fault('store.receipt-late')).toBe(false);
  expect(figure('delivery.scale', 1)).toBe(1);
});

it('chooses a fault by its name, and a figure by its name and value', () => {
  vi.stubEnv('COMANDA_FAULTS', 'store.receipt-late,delivery.scale=0.0005');
  expect(fault('store.receipt-late')).toBe(true);
  expect(fault('store.commit-late')).toBe(false);
  expect(figure('delivery.scale', 1)).toBe(0.0005);
  expect(figure('delivery.connect-ms', 10_000)).toBe(10_000);
});

it.each(['store.no-such', 'store.receipt-late=1', 'delivery.scale', 'delivery.scale=fast'])(
  'refuses %s, since a test that changes nothing proves nothing',
  (text) => {
    vi.stubEnv('COMANDA_FAULTS', text);
    expect(() => fault('store.receipt-late')).toThrow(text);
  },
);

it('leaves no trace in the release', () => {
  const files = [OUT, path.join(OUT, 'renderer', 'assets')].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.c?js$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(10);
  // As text, whichever quotes the bundler chose: `tcp.connections` may well be code.
  const names = [
    /COMANDA_FAULTS/,
    ...[...FAULTS, ...FIGURES].map((name) => new RegExp(`["'\`]${name}["'\`]`)),
  ];
  const traces = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return names.filter((name) => name.test(text)).map((name) => `${name.source} in ${file}`);
  });
  expect(traces).toEqual([]);
});
