/** The log's file: lines in order, files that are turned, and a disk that takes nothing. */
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from '../../src-main/host/runtime/log';
import { openLogLines } from '../../src-main/host/runtime/log-lines';
import { until } from '../support/until';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes every line once and in order, also those that follow the file being turned', async () => {
  const file = path.join(folder, 'host.log');
  const lines = openLogLines(file);
  for (let n = 0; n < 100; n++) lines.write(`${n}\n`);
  await until('the first hundred are written', () => readFileSync(file, 'utf8').endsWith('\n99\n'));
  renameSync(file, `${file}.1`);
  lines.reopen(file);
  lines.write('after\n');
  lines.end();
  await until('the last line is written', () => readFileSync(file, 'utf8') === 'after\n');
  expect(readFileSync(`${file}.1`, 'utf8')).toBe(
    Array.from({ length: 100 }, (_, n) => `${n}\n`).join(''),
  );
});

// A device of Linux on which every write fails as on a full disk.
it(
  'drops lines on a full disk instead of waiting for it, and says so when it is flushed',
  { tags: ['needs/linux'] },
  () => {
    const lines = openLogLines('/dev/full');
    lines.write('first\n');
    lines.write('second\n');
    expect(() => lines.flushSync()).toThrow(/ENOSPC/);
    expect(() => lines.flushSync()).not.toThrow();
    lines.end();
  },
);

it('opens and stops a log as the host does', async () => {
  const { log, stop } = openLog(folder);
  log.info('well');
  stop();
  await until('the line is there', () =>
    readFileSync(path.join(folder, 'logs', 'host.log'), 'utf8').includes('well'),
  );
});
