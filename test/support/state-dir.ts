/**
 * Where the hosts of this test process keep which restaurant was in which folder: never the real
 * place of the user who runs the tests. Imported by everything here that starts a program; its
 * children inherit it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const STATE_DIR = mkdtempSync(path.join(os.tmpdir(), 'comanda-state-'));

process.env.COMANDA_STATE_DIR = STATE_DIR;
process.on('exit', () => rmSync(STATE_DIR, { recursive: true, force: true }));
