/** Opens the app's window: sandboxed, restricted to the app's pages, reloaded after a crash. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow, session } from 'electron';
import { APP_ORIGIN, isAppUrl } from './app-scheme';

/** Pause before a crashed page is reloaded, ms. It may crash again at once. */
const REOPEN_AFTER_MS = 500;

export type AppWindow = {
  /** Brings the window to the front, or opens it again. */
  show(): void;
  /** Loads another address of the app, e.g. `/#propietario=CODE`. */
  load(path: string): void;
};

export type WindowOptions = {
  readonly preload: URL;
  /** First page, e.g. the owner's one-time link. */
  readonly first: string;
  /** Page of a window that is opened again. */
  readonly home: string;
  readonly isKiosk: boolean;
  /** A page was loaded, by its path. */
  readonly onShowed: (path: string) => void;
  /** The page's process died. */
  readonly onGone: (reason: string, exitCode: number) => void;
};

export function openAppWindow({
  preload,
  first,
  home,
  isKiosk,
  onShowed,
  onGone,
}: WindowOptions): AppWindow {
  let window: BrowserWindow | null = null;

  // The screens need no permission: no camera, location or notifications.
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) =>
    answer(false),
  );
  session.defaultSession.setPermissionCheckHandler(() => false);

  function open(path: string): BrowserWindow {
    const opened = new BrowserWindow({
      width: 1280,
      height: 800,
      minWidth: 360,
      minHeight: 560,
      show: false,
      // For a wall screen: full screen, and touches cannot leave it.
      kiosk: isKiosk,
      title: 'Comanda',
      backgroundColor: '#fbfaf7',
      webPreferences: {
        preload: fileURLToPath(preload),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    const { webContents } = opened;
    opened.once('ready-to-show', () => opened.show());
    opened.on('closed', () => {
      if (window === opened) window = null;
    });
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    webContents.on('will-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault();
    });
    // A page must not keep the window open: the host has stopped by then.
    webContents.on('will-prevent-unload', (event) => event.preventDefault());
    webContents.on('did-navigate', (_event, url) => onShowed(new URL(url).pathname));
    webContents.on('will-attach-webview', (event) => event.preventDefault());
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return;
      onGone(reason, exitCode);
      setTimeout(() => {
        if (!opened.isDestroyed()) opened.reload();
      }, REOPEN_AFTER_MS);
    });
    void opened.loadURL(APP_ORIGIN + path);
    return opened;
  }

  window = open(first);
  return {
    show() {
      window ??= open(home);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    load(path) {
      if (window) void window.loadURL(APP_ORIGIN + path);
      else window = open(path);
    },
  };
}
