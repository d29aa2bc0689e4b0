/** The bridge's other side: every call is asked who sends it and what, before anything is done. */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { BRIDGE_CALLS } from '../../src-shared/bridge';
import type { BridgeCall } from '../../src-shared/bridge';
import { isAppUrl } from './app-scheme';

type Handlers = { readonly [K in BridgeCall]: () => unknown };

/** Returns the way to take them back. */
export function handleBridge(handlers: Handlers): () => void {
  for (const [name, schema] of Object.entries(BRIDGE_CALLS)) {
    ipcMain.handle(name, (event, ...sent: unknown[]) => {
      if (!isOurs(event)) throw new Error('not for this page');
      if (!schema.safeParse(sent).success) throw new Error('not understood');
      return handlers[name as BridgeCall]();
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
