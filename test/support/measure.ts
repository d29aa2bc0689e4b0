/**
 * Measures a page instead of reading it: whether any text is cut off, pushed out of its card or of
 * the screen, or printed over another. Meant for names of every length. Returns each fault as a
 * sentence.
 */
import type { Page } from '@playwright/test';

/** Runs in the page. Tolerates a pixel, since browsers round. */
const MEASURE = `(() => {
  const faults = [];
  const tell = (what, node, more) => faults.push(what + ': "' + (node.textContent ?? '').trim().slice(0, 40) + '" ' + more);
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > screen)
    faults.push('the page is ' + document.documentElement.scrollWidth + ' px wide on a screen of ' + screen);

  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  /** Text for screen readers alone is one pixel large on purpose. */
  const isForReadersOnly = (element) => { const { width, height } = element.getBoundingClientRect(); return width <= 1 && height <= 1; };
  const scrolls = (value) => value === 'auto' || value === 'scroll';
  const clips = (value) => value === 'hidden' || value === 'clip';
  /** A name that ends in dots is cut on purpose, where the whole of it is a tap away. */
  const endsInDots = (style) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
  /** States, titles and choices, which narrow columns must leave whole. */
  const OWN_WORDS = 'h1, [class*=chip], [class*=segment], [class*=slip], [class*=where], a[class*=button]';
  /** Fits any column: only a longer one may break where it has to. */
  const SHORT_WORD = /(?<!\\S)\\p{L}{2,14}[.,;:]?(?!\\S)/gu;
  const CARD = 'article, li, dialog, button, a, tr, section > div, header';

  const walker = document.createTreeWalker(document.getElementById('root') ?? document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!parent || text.data.trim() === '' || !isShown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (boxes.length === 0) continue;
    for (const word of parent.closest(OWN_WORDS) && !isForReadersOnly(parent) ? text.data.matchAll(SHORT_WORD) : []) {
      const part = document.createRange();
      part.setStart(text, word.index);
      part.setEnd(text, word.index + word[0].length);
      const lines = [...part.getClientRects()].filter(({ width }) => width > 0);
      if (lines.some(({ top }) => top > lines[0].top + lines[0].height / 2))
        tell('broken inside the word ' + word[0], text, 'in ' + parent.tagName + '.' + parent.className);
    }
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const card = parent.closest(CARD);
    let mayScroll = false;
    let isCut = false;
    for (let around = parent; around && around !== document.documentElement; around = around.parentElement) {
      const style = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      if (isForReadersOnly(around)) { isCut = true; break; }
      if (scrolls(style.overflowX)) mayScroll = true;
      if (clips(style.overflowX) && (left < box.left - 1 || right > box.right + 1)) {
        if (!isCut && !endsInDots(style) && !mayScroll) tell('cut off at the side', text, 'by ' + around.tagName + '.' + around.className);
        isCut = true;
      }
      if (clips(style.overflowY) && bottom > box.bottom + 1 && endsInDots(style)) isCut = true;
      if (clips(style.overflowY) && bottom > box.bottom + 1 && !endsInDots(style) && !scrolls(style.overflowY) && !mayScroll && !isCut)
        tell('cut off below', text, 'by ' + around.tagName + '.' + around.className);
      if (around === card && !isCut && !mayScroll && (left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 1))
        tell('outside its ' + card.tagName, text, Math.round(left) + ' to ' + Math.round(right) + ' of ' + Math.round(box.left) + ' to ' + Math.round(box.right));
    }
    if (!mayScroll && !isCut && right > screen + 1) tell('beyond the screen', text, 'to ' + Math.round(right));
  }

  for (const quantity of document.querySelectorAll('[class*=quantity]')) {
    const range = document.createRange();
    range.selectNodeContents(quantity);
    const lines = [...range.getClientRects()].filter(({ width }) => width > 0);
    if (isShown(quantity) && lines.some(({ top }) => top > lines[0].top + lines[0].height / 2)) tell('a quantity on two lines', quantity, '');
  }

  /** Lists of names may scroll sideways, a sheet never does. */
  for (const part of document.querySelectorAll('dialog, dialog > *'))
    if (isShown(part) && part.scrollWidth > part.clientWidth + 1)
      faults.push('a sheet is ' + part.scrollWidth + ' px wide inside and ' + part.clientWidth + ' px outside: ' + part.className);

  /** What a button says must be there as a whole. One that is a card of names may end a name in dots. */
  for (const button of document.querySelectorAll('button')) {
    if (!isShown(button)) continue;
    const box = button.getBoundingClientRect();
    for (const part of button.children) {
      const inner = part.getBoundingClientRect();
      if (inner.width > 0 && (inner.left < box.left - 1 || inner.right > box.right + 1 || inner.bottom > box.bottom + 1) && !isForReadersOnly(part))
        tell('a part outside its button', part, '');
    }
  }
  return [...new Set(faults)];
})()`;

export async function measured(page: Page): Promise<readonly string[]> {
  // What is out of sight is laid out too, instead of when somebody scrolls to it.
  await page.evaluate(
    `(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { content-visibility: visible !important }'); document.adoptedStyleSheets = [sheet]; })()`,
  );
  return (await page.evaluate(MEASURE)) as readonly string[];
}
