/** Window side of the bridge: a few fixed calls, no free choice of channels. Runs sandboxed. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, BridgeCall } from '../../../src-shared/ipc/desktop-bridge';

// The main process checks the arguments and answers in these shapes.
const call = <T>(name: BridgeCall, ...sent: unknown[]): Promise<T> =>
  ipcRenderer.invoke(name, ...sent) as Promise<T>;

const bridge: Bridge = {
  socketOrigin: () => call('comanda:socket-origin'),
  machine: () => call('comanda:machine'),
  findHosts: () => call('comanda:find-hosts'),
  choose: (choice) => call('comanda:choose', choice),
};
contextBridge.exposeInMainWorld('comanda', bridge);
