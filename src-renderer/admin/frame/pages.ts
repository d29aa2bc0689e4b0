/** The pages of the admin view: address behind the #, roles, component, loaded on demand. */
import type { Role } from '../../../src-shared/base/vocabulary';
import { lazy } from '../../ui/controls/lazy';
import type { Lazy } from '../../ui/controls/lazy';
import type { PageName } from '../parts/page-names';

type Page = {
  readonly name: PageName;
  readonly path: string;
  readonly roles: readonly Role[];
  readonly part: Lazy<object>;
};

const TILL: readonly Role[] = ['owner', 'counter'];
const OWNER: readonly Role[] = ['owner'];

/** In the order of the rail. */
export const ADMIN_PAGES: readonly Page[] = [
  {
    name: 'setup',
    path: '/empezar',
    roles: OWNER,
    part: lazy(() => import('../restaurant/setup/setup')),
  },
  {
    name: 'board',
    path: '/',
    roles: TILL,
    part: lazy(() => import('../operations/dashboard/dashboard')),
  },
  {
    name: 'queue',
    path: '/cola',
    roles: TILL,
    part: lazy(() => import('../printing/queue/queue')),
  },
  {
    name: 'printers',
    path: '/impresoras',
    roles: TILL,
    part: lazy(() => import('../printing/printers/printers')),
  },
  {
    name: 'stations',
    path: '/estaciones',
    roles: TILL,
    part: lazy(() => import('../restaurant/stations/stations')),
  },
  {
    name: 'menu',
    path: '/menu',
    roles: TILL,
    part: lazy(() => import('../restaurant/menu/menu')),
  },
  {
    name: 'floor',
    path: '/mesas',
    roles: OWNER,
    part: lazy(() => import('../restaurant/floor/floor')),
  },
  { name: 'people', path: '/personas', roles: TILL, part: lazy(() => import('../staff/people')) },
  { name: 'devices', path: '/equipos', roles: TILL, part: lazy(() => import('../staff/devices')) },
  {
    name: 'reports',
    path: '/informes',
    roles: TILL,
    part: lazy(() => import('../reports/reports')),
  },
  {
    name: 'settings',
    path: '/ajustes',
    roles: OWNER,
    part: lazy(() => import('../operations/settings/settings')),
  },
  {
    name: 'audit',
    path: '/auditoria',
    roles: OWNER,
    part: lazy(() => import('../operations/audit/audit')),
  },
  {
    name: 'backups',
    path: '/respaldo',
    roles: OWNER,
    part: lazy(() => import('../operations/backups/backups')),
  },
];

export function pagesOf(role: Role): readonly Page[] {
  return ADMIN_PAGES.filter(({ roles }) => roles.includes(role));
}

/** The page at this address if the role may open it, else the first page. `/menu/x` is the menu. */
export function pageAt(path: string, role: Role): Page | null {
  const open = pagesOf(role);
  const found = open.find(
    (page) => page.path !== '/' && (path === page.path || path.startsWith(`${page.path}/`)),
  );
  return found ?? open.find(({ name }) => name === 'board') ?? null;
}
