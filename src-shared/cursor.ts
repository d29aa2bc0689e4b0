/** Where the next page of a list begins, as a text that its reader passes back and does not read. */

/** The lists that are paged over the wire. */
export type PagedList = 'pendientes' | 'recientes';

export function cursorFor(list: PagedList, at: number): string {
  return `${list}-${at.toString(36)}`;
}

/** Null: no cursor of this list. */
export function readCursor(list: PagedList, cursor: string): number | null {
  const [, name, figures] = /^([a-z]+)-([0-9a-z]{1,10})$/.exec(cursor) ?? [];
  return name === list && figures !== undefined ? Number.parseInt(figures, 36) : null;
}
