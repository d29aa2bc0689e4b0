/**
 * The owner's pages: their addresses behind the #, who sees them, and the parts that draw them,
 * each loaded when it is wanted.
 */
import type { Role } from '../../../src-shared/base/vocabulary';
import { later } from '../../ui/controls/lazy';
import type { Later } from '../../ui/controls/lazy';
import type { PageName } from '../parts/page-names';

type Page = {
  readonly name: PageName;
  readonly path: string;
  readonly roles: readonly Role[];
  readonly part: Later<object>;
};

const TILL: readonly Role[] = ['owner', 'counter'];
const OWNER: readonly Role[] = ['owner'];

/** In the rail's order. */
export const PAGES: readonly Page[] = [
  {
    name: 'setup',
    path: '/empezar',
    roles: OWNER,
    part: later(() => import('../restaurant/setup/setup')),
  },
  {
    name: 'board',
    path: '/',
    roles: TILL,
    part: later(() => import('../operations/dashboard/dashboard')),
  },
  {
    name: 'queue',
    path: '/cola',
    roles: TILL,
    part: later(() => import('../printing/queue/queue')),
  },
  {
    name: 'printers',
    path: '/impresoras',
    roles: TILL,
    part: later(() => import('../printing/printers/printers')),
  },
  {
    name: 'stations',
    path: '/estaciones',
    roles: TILL,
    part: later(() => import('../restaurant/stations/stations')),
  },
  {
    name: 'menu',
    path: '/menu',
    roles: TILL,
    part: later(() => import('../restaurant/menu/menu')),
  },
  {
    name: 'floor',
    path: '/mesas',
    roles: OWNER,
    part: later(() => import('../restaurant/floor/floor')),
  },
  { name: 'people', path: '/personas', roles: TILL, part: later(() => import('../staff/people')) },
  { name: 'devices', path: '/equipos', roles: TILL, part: later(() => import('../staff/devices')) },
  {
    name: 'reports',
    path: '/informes',
    roles: TILL,
    part: later(() => import('../reports/reports')),
  },
  {
    name: 'settings',
    path: '/ajustes',
    roles: OWNER,
    part: later(() => import('../operations/settings/settings')),
  },
  {
    name: 'audit',
    path: '/auditoria',
    roles: OWNER,
    part: later(() => import('../operations/audit/audit')),
  },
  {
    name: 'backups',
    path: '/respaldo',
    roles: OWNER,
    part: later(() => import('../operations/backups/backups')),
  },
];

export function pagesOf(role: Role): readonly Page[] {
  return PAGES.filter(({ roles }) => roles.includes(role));
}

/** The page at this address where the role may see it, else the first. `/menu/x` is the menu's. */
export function pageAt(path: string, role: Role): Page | null {
  const open = pagesOf(role);
  const found = open.find(
    (page) => page.path !== '/' && (path === page.path || path.startsWith(`${page.path}/`)),
  );
  return found ?? open.find(({ name }) => name === 'board') ?? null;
}
