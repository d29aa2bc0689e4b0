/** The default name of a device, by which the person who approves it can recognize it. */
import type { DoorWords } from './texts';

export function suggestedDeviceName(words: DoorWords): string {
  const { phone, tablet, screen } = words.deviceWords;
  const shortSide = Math.min(window.screen.width, window.screen.height);
  const kind = shortSide < 600 ? phone : shortSide < 1_000 ? tablet : screen;
  const [system] =
    /Android|iPhone|iPad|Windows|Macintosh|CrOS|Linux/.exec(navigator.userAgent) ?? [];
  return system === undefined ? kind : `${kind} ${system === 'Macintosh' ? 'Mac' : system}`;
}
