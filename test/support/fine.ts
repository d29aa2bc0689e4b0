/** What is fine on a page: no serious fault that axe knows in either light, nothing wider than the screen, nothing smaller than a thumb. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';

/** What axe calls serious or worse, by rule and place. */
async function faultsOn(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`));
}

/** In both lights: the same page, lit otherwise. */
export async function expectFine(page: Page): Promise<void> {
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    expect(await faultsOn(page)).toEqual([]);
  }
  await expectFits(page);
}

/** Nothing is wider than the screen, and nothing to tap smaller than a thumb. */
export async function expectFits(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await smallButtons(page)).toEqual([]);
}

/** Names of what can be tapped and is under 48 by 48 px. */
function smallButtons(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('button, select, input, a')]
    .filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && (box.width < 47.5 || box.height < 47.5); })
    .map((one) => one.textContent || one.getAttribute('aria-label') || one.outerHTML)`);
}
