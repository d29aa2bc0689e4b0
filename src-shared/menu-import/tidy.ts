import { cleanText } from '../text/clean-text';

/** A cell's text as the host stores it, so that what is shown as a change is one. */
export function tidy(text: string): string {
  return cleanText(text);
}

/** What a cell says is what the menu has, however its letters are composed. */
export function isSameText(cell: string, stored: string): boolean {
  return cell === stored || tidy(cell) === tidy(stored);
}
