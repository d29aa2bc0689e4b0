/**
 * What is fine on a page: no serious fault that axe knows in either light, nothing wider than the
 * screen, nothing smaller than a thumb.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';

/** The rules of axe that look at colours: all that a page in the other light can break. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe calls serious or worse, by rule and place. */
async function faultsOn(page: Page, rules: readonly string[] | null): Promise<readonly string[]> {
  // In one go: the other mode is for frames from elsewhere, which no page here has, and takes a
  // page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`,
      ),
    );
}

/** In both lights: the same page, lit otherwise. */
export async function expectFine(page: Page): Promise<void> {
  await light(page, 'light');
  expect(await faultsOn(page, null)).toEqual([]);
  await light(page, 'dark');
  expect(await faultsOn(page, OF_COLOURS)).toEqual([]);
  await expectFits(page);
}

function light(page: Page, theme: 'light' | 'dark'): Promise<unknown> {
  return page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
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
