/** The bridge as the window sees it: a few calls by name, no channel of the page's choosing. Runs sandboxed. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../src-shared/bridge';

const bridge: Bridge = {
  socketOrigin: () => ipcRenderer.invoke('comanda:socket-origin') as Promise<string>,
};
contextBridge.exposeInMainWorld('comanda', bridge);
