/** A cell's text as the host stores it, so that what is shown as a change is one: composed, and without blanks around it. */
export function tidy(text: string): string {
  return text.normalize('NFC').trim();
}

/** What a cell says is what the menu has, however its letters are composed. */
export function isSameText(cell: string, stored: string): boolean {
  return cell === stored || tidy(cell) === tidy(stored);
}
