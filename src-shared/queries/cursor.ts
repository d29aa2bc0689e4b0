/**
 * Where the next page of a list begins, as a text that its reader passes back and does not read.
 */

/** The lists that are paged over the wire. */
export type PagedList = 'pendientes' | 'recientes';

/** One page holds so many rows at the most, and the usual number where nobody says how many. */
export const PAGES: Readonly<Record<PagedList, { readonly most: number; readonly usual: number }>> =
  {
    pendientes: { most: 200, usual: 200 },
    recientes: { most: 50, usual: 20 },
  };

/** Why a cursor is refused. */
export const NO_CURSOR = { field: 'cursor', reason: 'no es un "siguiente" de esta lista' } as const;

export function cursorFor(list: PagedList, at: number): string {
  return `${list}-${at.toString(36)}`;
}

/**
 * Null: no cursor of this list. Only as `cursorFor` writes it: what somebody made up is not taken
 * for a page that was given.
 */
export function readCursor(list: PagedList, cursor: string): number | null {
  const [, figures = '0'] = /-([0-9a-z]{1,10})$/.exec(cursor) ?? [];
  const at = Number.parseInt(figures, 36);
  return at > 0 && cursor === cursorFor(list, at) ? at : null;
}
