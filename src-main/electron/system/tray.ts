/**
 * The sign beside the clock: that the counter is open and what waits, also with its window closed.
 */
import { app, Menu, nativeImage, Tray } from 'electron';
import picture from '../../../resources/icons/16x16.png?inline';
import densePicture from '../../../resources/icons/32x32.png?inline';
import type { DesktopTexts } from './words';

/** A queue that moves is told this often, ms. */
const LOOK_EVERY_MS = 2_000;

export type TrayOptions = {
  readonly words: DesktopTexts;
  /** What this machine is and does, in words. */
  readonly state: () => Promise<string>;
  readonly show: () => void;
};

/** Returns the way to take it away. */
export function openTray({ words, state: asked, show }: TrayOptions): () => void {
  const image = nativeImage.createFromDataURL(picture);
  image.addRepresentation({ scaleFactor: 2, dataURL: densePicture });
  const tray = new Tray(image);
  tray.on('click', show);
  let told: string | null = null;

  async function look(): Promise<void> {
    // A host that is just being opened again has no answer.
    const state = await asked().catch(() => words.trayClosed);
    if (state === told || tray.isDestroyed()) return;
    told = state;
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
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    tray.destroy();
  };
}
