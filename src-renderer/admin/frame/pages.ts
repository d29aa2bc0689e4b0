/** The owner's pages: their addresses behind the #, who sees them, and the parts that draw them, each loaded when it is wanted. */
import type { Role } from '../../src-shared/vocabulary';
import { later } from '../ui/later';
import type { Later } from '../ui/later';
import type { PageName } from './page-names';

type Page = { readonly name: PageName; readonly path: string; readonly roles: readonly Role[]; readonly part: Later<object> };

const TILL: readonly Role[] = ['owner', 'counter'];
const OWNER: readonly Role[] = ['owner'];

/** In the rail's order. */
export const PAGES: readonly Page[] = [
  { name: 'setup', path: '/empezar', roles: OWNER, part: later(() => import('./setup/setup')) },
  { name: 'board', path: '/', roles: TILL, part: later(() => import('./board/board')) },
  { name: 'queue', path: '/cola', roles: TILL, part: later(() => import('./queue/queue')) },
  { name: 'printers', path: '/impresoras', roles: TILL, part: later(() => import('./printers/printers')) },
  { name: 'stations', path: '/estaciones', roles: TILL, part: later(() => import('./stations/stations')) },
  { name: 'menu', path: '/menu', roles: TILL, part: later(() => import('./menu/menu')) },
  { name: 'floor', path: '/mesas', roles: OWNER, part: later(() => import('./floor/floor')) },
  { name: 'people', path: '/personas', roles: TILL, part: later(() => import('./crew/people')) },
  { name: 'devices', path: '/equipos', roles: TILL, part: later(() => import('./crew/devices')) },
  { name: 'reports', path: '/informes', roles: TILL, part: later(() => import('./reports/reports')) },
  { name: 'settings', path: '/ajustes', roles: OWNER, part: later(() => import('./settings/settings')) },
  { name: 'audit', path: '/auditoria', roles: OWNER, part: later(() => import('./audit/audit')) },
  { name: 'backups', path: '/respaldo', roles: OWNER, part: later(() => import('./backups/backups')) },
];

export function pagesOf(role: Role): readonly Page[] {
  return PAGES.filter(({ roles }) => roles.includes(role));
}

/** The page at this address where the role may see it, else the first. `/menu/x` is the menu's. */
export function pageAt(path: string, role: Role): Page | null {
  const open = pagesOf(role);
  const found = open.find((page) => page.path !== '/' && (path === page.path || path.startsWith(`${page.path}/`)));
  return found ?? open.find(({ name }) => name === 'board') ?? null;
}
