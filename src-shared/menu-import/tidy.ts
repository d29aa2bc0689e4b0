import { cleanText } from '../text/clean-text';

/** A cell's text in the form that the host stores, so that only real changes are shown. */
export function tidy(text: string): string {
  return cleanText(text);
}

/** Compares a cell with the menu, independent of Unicode composition. */
export function isSameText(cell: string, stored: string): boolean {
  return cell === stored || tidy(cell) === tidy(stored);
}
