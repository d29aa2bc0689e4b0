/** Tray icon: shows that the counter is open and how much is queued, also without a window. */
import { app, Menu, nativeImage, Tray } from 'electron';
import picture from '../../../resources/icons/16x16.png?inline';
import densePicture from '../../../resources/icons/32x32.png?inline';
import type { DesktopTexts } from './words';

/** Interval of the state's updates, ms. */
const UPDATE_EVERY_MS = 2_000;

export type TrayOptions = {
  readonly words: DesktopTexts;
  /** Text of what this machine is and does. */
  readonly state: () => Promise<string>;
  readonly show: () => void;
};

/** Returns the function that removes the icon. */
export function openTray({ words, state: readState, show }: TrayOptions): () => void {
  const image = nativeImage.createFromDataURL(picture);
  image.addRepresentation({ scaleFactor: 2, dataURL: densePicture });
  const tray = new Tray(image);
  tray.on('click', show);
  let shown: string | null = null;

  async function update(): Promise<void> {
    // A host that is opening does not answer.
    const state = await readState().catch(() => words.trayClosed);
    if (state === shown || tray.isDestroyed()) return;
    shown = state;
    tray.setToolTip(`Comanda: ${state}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: state, enabled: false },
        { type: 'separator' },
        { label: words.open, click: show },
        { label: words.quit, click: () => app.quit() },
      ]),
    );
  }
  void update();
  const timer = setInterval(() => void update(), UPDATE_EVERY_MS);
  return () => {
    clearInterval(timer);
    tray.destroy();
  };
}
