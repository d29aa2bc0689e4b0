/**
 * What was put ready takes the database's place, also where the note about it is damaged: a start
 * must not fail over it every time.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finishRestore } from '../../src-main/host/store/sqlite/backup/backup';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-restore-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it.each(['', '{', 'null', '{"replaced":7}', '{"replaced":"../../elsewhere"}'])(
  'keeps the old database where the note says %j',
  (note) => {
    writeFileSync(path.join(folder, 'comanda.db'), 'old');
    writeFileSync(path.join(folder, 'comanda.db.restoring'), 'new');
    writeFileSync(path.join(folder, 'restore.json'), note);
    const kept = finishRestore(folder);
    expect(kept).toBe(path.join(folder, 'reemplazada'));
    expect(readFileSync(path.join(folder, 'comanda.db'), 'utf8')).toBe('new');
    expect(readFileSync(path.join(folder, 'reemplazada', 'comanda.db'), 'utf8')).toBe('old');
    expect(existsSync(path.join(folder, 'restore.json'))).toBe(false);
  },
);
