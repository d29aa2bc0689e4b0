/** Names of the admin pages. */
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
