/** Starts the page: preferences, texts of the language, speaker, then the app. */
import { createRoot } from 'react-dom/client';
import './ui/theme.css';
import { App } from './app';
import { openPreferences } from './ui/device/preferences';
import { createSpeaker } from './ui/device/sound';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
const preferences = openPreferences();
const speaker = createSpeaker(() => preferences.store.getState().sound);
// Browsers play no sound before the first touch.
for (const touch of ['pointerdown', 'keydown'] as const)
  addEventListener(touch, () => speaker.arm(), { capture: true });
createRoot(root).render(<App preferences={preferences} speaker={speaker} />);
