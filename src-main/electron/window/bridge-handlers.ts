/** Main-process side of the bridge: checks the sender and the arguments of every call. */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { BRIDGE_CALLS } from '../../../src-shared/ipc/desktop-bridge';
import type { BridgeCall } from '../../../src-shared/ipc/desktop-bridge';
import { isAppUrl } from './app-scheme';

type Handlers = {
  readonly [K in BridgeCall]: (...sent: z.infer<(typeof BRIDGE_CALLS)[K]>) => unknown;
};

/** Returns the function that removes the handlers. */
export function handleBridge(handlers: Handlers): () => void {
  for (const [name, schema] of Object.entries(BRIDGE_CALLS)) {
    ipcMain.handle(name, (event, ...sent: unknown[]) => {
      if (!isOurs(event)) throw new Error('not for this page');
      const read = schema.safeParse(sent);
      if (!read.success) throw new Error('not understood');
      // The schema has the same name as the handler, so the arguments fit.
      return (handlers[name as BridgeCall] as (...parts: unknown[]) => unknown)(...read.data);
    });
  }
  return () => {
    for (const name of Object.keys(BRIDGE_CALLS)) ipcMain.removeHandler(name);
  };
}

/** The sender is the app's page, in the top frame. */
function isOurs({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
}
