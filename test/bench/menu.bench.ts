/**
 * What the largest menu file costs: read as the page's worker reads it, and written by the core.
 */
import { randomUUID } from 'node:crypto';
import { it } from 'vitest';
import { readMenu } from '../../src-shared/menu-import/read-menu';
import type { Snapshot } from '../../src-shared/live/snapshot';
import { openCore } from '../support/core';
import { report, ROUNDS } from './figures';

const ROWS = 5_000;
const OWNER = { id: 'pc', role: 'owner', person: { id: 'p', name: 'Dueña' } } as const;

it('M1: a menu file of 5,000 dishes', async () => {
  const open = await openCore();
  try {
    const { text } = await open.core.ask({ name: 'snapshot', fromDay: '2000-01-01' });
    const { place } = JSON.parse(text) as Snapshot;
    const reading: number[] = [];
    const writing: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const rows = Array.from(
        { length: ROWS },
        (_, no) => `Platos;;Plato ${round} número ${no};"${no},50 €";Cocina;;"sal, ajo"`,
      );
      const bytes = new TextEncoder().encode(
        `categoria;codigo;nombre;precio;estaciones;preguntas;sin\n${rows.join('\n')}\n`,
      );
      const before = process.cpuUsage();
      const read = readMenu(bytes, { ...place, currency: 'EUR' }, 'around');
      const { user, system } = process.cpuUsage(before);
      reading.push((user + system) / 1_000_000);
      if ('fault' in read) throw new Error(read.fault.what);
      const start = performance.now();
      const done = await open.core.execute(
        'importMenu',
        { rows: [...read.keep.rows], replace: true },
        OWNER,
        randomUUID(),
      );
      if (!done.ok) throw new Error(done.code);
      writing.push((performance.now() - start) / 1_000);
    }
    report({
      row: 'M1',
      what: `CPU to read ${ROWS} dishes, s`,
      peer: '-',
      bar: '<= 1',
      values: reading,
    });
    report({
      row: 'M1',
      what: `time to write ${ROWS} dishes, s`,
      peer: '-',
      bar: '<= 2',
      values: writing,
    });
  } finally {
    await open.stop();
  }
});
