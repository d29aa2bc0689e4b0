/** Cursor of a list: the start of its next page, as a text that clients return without parsing. */

/** The paged lists of the wire. */
export type PagedList = 'pendientes' | 'recientes';

/** Maximum and default number of rows of a page. */
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

/** Null: not a cursor of this list. Accepts only the form that `cursorFor` writes. */
export function readCursor(list: PagedList, cursor: string): number | null {
  const [, figures = '0'] = /-([0-9a-z]{1,10})$/.exec(cursor) ?? [];
  const at = Number.parseInt(figures, 36);
  return at > 0 && cursor === cursorFor(list, at) ? at : null;
}
