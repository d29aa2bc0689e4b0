/** Builds the app's menu: window, machine, owner's link, backups, editing, zoom, logs, quit. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, Menu, shell } from 'electron';
import { setStartsWithSystem, startsWithSystem } from './start-with-system';
import type { DesktopTexts } from './words';

export type MenuActions = {
  readonly dataDir: string;
  readonly show: () => void;
  /** Lets the person choose again what this machine is. */
  readonly choose: () => void;
  readonly ownerLink: () => void;
  readonly goBack: () => void;
  /** Null: this build has no release feed. */
  readonly lookForUpdate: (() => void) | null;
};

export function setAppMenu(
  words: DesktopTexts,
  { dataDir, show, choose, ownerLink, goBack, lookForUpdate }: MenuActions,
): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: 'Comanda',
        submenu: [
          { label: words.open, click: show },
          { label: words.fullScreen, role: 'togglefullscreen' },
          { type: 'separator' },
          { label: words.machine, click: choose },
          { label: words.ownerLink, click: ownerLink },
          { label: words.goBackFrom, click: goBack },
          {
            label: words.startsWithSystem,
            type: 'checkbox',
            checked: startsWithSystem(),
            click: ({ checked }) => setStartsWithSystem(checked),
          },
          ...(lookForUpdate ? [{ label: words.lookForUpdate, click: lookForUpdate }] : []),
          { type: 'separator' },
          { label: words.logs, click: () => openLogs(path.join(dataDir, 'logs')) },
          { type: 'separator' },
          { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
        ],
      },
      {
        label: words.edit,
        submenu: [
          { label: words.undo, role: 'undo' },
          { label: words.redo, role: 'redo' },
          { type: 'separator' },
          { label: words.cut, role: 'cut' },
          { label: words.copy, role: 'copy' },
          { label: words.paste, role: 'paste' },
          { label: words.selectAll, role: 'selectAll' },
        ],
      },
      {
        label: words.view,
        submenu: [
          { label: words.reload, role: 'reload' },
          { type: 'separator' },
          { label: words.larger, role: 'zoomIn' },
          { label: words.smaller, role: 'zoomOut' },
          { label: words.actualSize, role: 'resetZoom' },
        ],
      },
    ]),
  );
}

/** Creates the folder if needed: a station may have no logs, which is no error. */
function openLogs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  void shell.openPath(folder);
}
