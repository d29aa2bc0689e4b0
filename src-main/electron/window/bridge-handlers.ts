/** The bridge's other side: every call is asked who sends it and what, before anything is done. */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { BRIDGE_CALLS } from '../../../src-shared/ipc/desktop-bridge';
import type { BridgeCall } from '../../../src-shared/ipc/desktop-bridge';
import { isAppUrl } from './app-scheme';

type Handlers = {
  readonly [K in BridgeCall]: (...sent: z.infer<(typeof BRIDGE_CALLS)[K]>) => unknown;
};

/** Returns the way to take them back. */
export function handleBridge(handlers: Handlers): () => void {
  for (const [name, schema] of Object.entries(BRIDGE_CALLS)) {
    ipcMain.handle(name, (event, ...sent: unknown[]) => {
      if (!isOurs(event)) throw new Error('not for this page');
      const read = schema.safeParse(sent);
      if (!read.success) throw new Error('not understood');
      // The schema is that of the handler's own name.
      return (handlers[name as BridgeCall] as (...parts: unknown[]) => unknown)(...read.data);
    });
  }
  return () => {
    for (const name of Object.keys(BRIDGE_CALLS)) ipcMain.removeHandler(name);
  };
}

/** The app's own page, in its own top frame. */
function isOurs({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppUrl(senderFrame.url);
}
