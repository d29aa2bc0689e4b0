/** The window: sandboxed, on the app's own page and no other, and back again when its page dies. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow, session } from 'electron';
import { APP_ORIGIN, isAppUrl } from './app-scheme';

/** A page that dies at once again and again is not opened without end, ms. */
const REOPEN_AFTER_MS = 500;

export type AppWindow = {
  /** Brings it to the front; opens it where it was closed. */
  show(): void;
  /** Loads another address of the app, e.g. `/#propietario=CODE`. */
  load(path: string): void;
};

export type WindowOptions = {
  readonly preload: URL;
  /** Where it begins, e.g. at the owner's link, which is good once. */
  readonly first: string;
  /** Where it opens again. */
  readonly home: string;
  readonly isKiosk: boolean;
  /** Another page began, by its path. */
  readonly onShowed: (path: string) => void;
  /** Its page's process died. */
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

  // Nothing of a restaurant's screens needs a camera, a place or a notification by the page.
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
      // A kitchen's wall: nothing but the screen, and no way out by a touch.
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
    // No page holds its window: a counter that was told to go has closed its host by then.
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
