/**
 * A print worker that dies after so many bytes of a ticket, at every offset asked for: afterwards
 * the paper is asked what it says.
 */
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openPrintingHost } from './printing-host';
import { until } from './until';
import { shortened } from './short-limits';
import type { Faults, Point } from './faulty';

/**
 * The worker under test reads an offset from this file of its folder, forgets it, writes that many
 * bytes, and is gone.
 */
const ORDER_TO_DIE = 'die-after-bytes';

/** A program whose print worker dies where it is told to. */
export function mortal(...more: readonly Point[]): Promise<Faults> {
  return shortened({ session: 1, retry: 0.02 }, ...more, 'printing.crash-after-bytes');
}

/** Returns every broken promise in words. */
export async function deathRounds(
  faults: Faults,
  offsets: readonly number[],
): Promise<readonly string[]> {
  const orderFile = path.join(os.tmpdir(), `${ORDER_TO_DIE}-${process.pid}`);
  process.env.COMANDA_TEST_DIE = orderFile;
  const place = await openPrintingHost(faults, { mmPerSecond: 0 });
  const broken: string[] = [];
  try {
    for (const [n, offset] of offsets.entries()) {
      const name = `N${n}`;
      // Bytes of a ticket and its fence; beyond them the worker dies with everything sent.
      writeFileSync(orderFile, String(offset));
      const { id } = await place.order(name);
      await place.untilTicket(id, 'impreso');
      await until('it died', () => !existsSync(orderFile));
      const copies = place.kitchen.pieces('Cocina').filter((piece) => piece.includes(name));
      const whole = copies.filter((piece) => piece.some((line) => /^#\d/.test(line)));
      const unmarked = whole.filter((piece) => !piece.includes('[ POSIBLE DUPLICADO ]'));
      if (whole.length === 0)
        broken.push(`dead after ${offset} bytes: said to be printed, and is on no paper`);
      if (unmarked.length > 1)
        broken.push(`dead after ${offset} bytes: ${unmarked.length} copies that do not say so`);
      if (whole.length - unmarked.length !== 1)
        broken.push(`dead after ${offset} bytes: ${whole.length - unmarked.length} marked copies`);
      // A name twice on one piece: what the dead worker left hangs on the next ticket.
      const mixed = copies.find((piece) => piece.filter((line) => /^N\d+$/.test(line)).length > 1);
      if (mixed) broken.push(`dead after ${offset} bytes: half a ticket hangs on the next`);
    }
    if (place.kitchen.mostConnections('Cocina') > 1) broken.push('two connections at once');
    if (place.kitchen.printers.Cocina.drawerKicks > 0) broken.push('the drawer was opened');
    return broken;
  } finally {
    delete process.env.COMANDA_TEST_DIE;
    await place.stop();
  }
}
