/**
 * Screens in a real Chromium, as people open them: one context a device, at the sizes that people
 * have.
 */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect } from 'vitest';
import { connectChromium } from './chromium';
import type { House } from './house';

export const SIZES = {
  phone: { width: 360, height: 740 },
  tablet: { width: 820, height: 1180 },
  wall: { width: 1920, height: 1080 },
} as const;
export type Size = keyof typeof SIZES;

export type ScreenOptions = {
  /** Of the device; none: it was never paired. */
  readonly token?: string;
  readonly path?: string;
  readonly size?: Size;
  readonly language?: 'es' | 'en';
  readonly theme?: 'light' | 'dark';
  /** Run in the page before its own. */
  readonly script?: string;
  /** Instead of the host's own address: a wire that can be cut. */
  readonly origin?: string;
};

export type Screens = {
  readonly browser: Browser;
  open(options?: ScreenOptions): Promise<Page>;
  /** What screens said on their consoles that nobody expected; must be nothing. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
};

/** Sounds are counted instead of heard: every tone's pitch, in `window.tones`. */
const LISTENER = `window.tones = []; {
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { window.tones.push(this.frequency.value); return start.apply(this, when); };
}`;

export async function openScreens(house: House): Promise<Screens> {
  const browser = await connectChromium();
  const complaints: string[] = [];
  const hostKey = String((await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`)).body.clave);
  const contexts: BrowserContext[] = [];
  return {
    browser,
    complaints,
    async open({
      token,
      path = '/',
      size = 'phone',
      language = 'es',
      theme = 'light',
      origin,
      script,
    } = {}) {
      const context = await browser.newContext({
        viewport: SIZES[size],
        locale: language === 'es' ? 'es-AR' : 'en-GB',
        colorScheme: theme,
        hasTouch: size !== 'wall',
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      await context.addInitScript(LISTENER);
      if (script !== undefined) await context.addInitScript(script);
      if (token !== undefined)
        await context.addInitScript(
          `localStorage.setItem('comanda.device', ${JSON.stringify(JSON.stringify({ token, hostKey }))})`,
        );
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('console', (message) => {
        // A cut wire is what many tests are about; the browser says so in its own words.
        if (
          message.type() === 'error' &&
          !/net::ERR|WebSocket connection|Failed to load resource/.test(message.text())
        )
          complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(`${origin ?? `http://127.0.0.1:${house.host.httpPort}`}${path}`);
      return page;
    },
    async stop() {
      await browser.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** What the page plays, in tones since it was opened. */
export async function tonesOf(page: Page): Promise<number> {
  return page.evaluate('window.tones.length');
}
