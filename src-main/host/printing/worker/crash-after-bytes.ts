/** For a fault point alone: the worker dies in the middle of a ticket, where a test says so. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionLimits } from '../../../../src-shared/ipc/print-worker';
import type { PrinterLink } from '../../ports/printer-transport';

/** The file that `COMANDA_TEST_DIE` names holds how many bytes of the next chunk leave before the end. */
export async function crashAfterBytes(
  chunk: Uint8Array,
  link: PrinterLink,
  { stallMs }: SessionLimits,
): Promise<void> {
  const order = process.env.COMANDA_TEST_DIE ?? '';
  if (!existsSync(order)) return;
  const bytes = Number(readFileSync(order, 'utf8'));
  rmSync(order);
  await link.write(chunk.subarray(0, bytes), stallMs);
  // Gone into the network before the end comes.
  await pause(20);
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}
