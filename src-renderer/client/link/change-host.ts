/**
 * The desktop app goes from one host to another under one address: what it was to the one before
 * waits until it goes back.
 */
import { DEVICE_NAME, storeDevice, readStoredDevice } from './kept-device';
import { openStoredOutbox, rowsIn } from '../state/stored-outbox';

/** From now on this page speaks to the host of this key. */
export function changeHost(hostKey: string): void {
  const now = readStoredDevice();
  if (now?.hostKey === hostKey) return;
  if (now?.hostKey) storeDevice(now, `${DEVICE_NAME}.${now.hostKey}`);
  storeDevice(readStoredDevice(`${DEVICE_NAME}.${hostKey}`));
}

/** What is still unsent to the host that it speaks to now. */
export async function countPending(): Promise<number> {
  const hostKey = readStoredDevice()?.hostKey;
  if (!hostKey) return 0;
  const db = await openStoredOutbox(hostKey);
  const owed = db ? await rowsIn(db).catch(() => []) : [];
  db?.close();
  return owed.filter(({ refused }) => refused === null).length;
}
