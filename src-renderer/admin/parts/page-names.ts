/** What the owner's pages are called in code. */
export type PageName =
  | 'board'
  | 'queue'
  | 'printers'
  | 'stations'
  | 'menu'
  | 'floor'
  | 'people'
  | 'devices'
  | 'reports'
  | 'settings'
  | 'audit'
  | 'backups'
  | 'setup';
