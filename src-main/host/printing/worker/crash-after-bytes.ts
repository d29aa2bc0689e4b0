/** Implements a fault point: the worker dies in the middle of a ticket when a test asks for it. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { SessionLimits } from '../../../../src-shared/ipc/print-worker';
import type { PrinterLink } from '../../ports/printer-transport';

/** `COMANDA_TEST_DIE` names a file with the number of bytes of this chunk to send before the crash. */
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
  // Give the system time to send the bytes.
  await pause(20);
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}
