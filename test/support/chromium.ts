/**
 * The Chromium that a whole test run shares: each test connects to it, has contexts of its own, and
 * closes only those.
 */
import { chromium } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { inject } from 'vitest';

/**
 * Closing the returned browser closes this connection's contexts and leaves the program open for
 * others.
 */
export async function connectChromium(): Promise<Browser> {
  const endpoint = inject('chromium');
  if (endpoint === null)
    throw new Error('This test needs Chromium, which is not installed (apt-get install chromium).');
  return chromium.connect(endpoint);
}
