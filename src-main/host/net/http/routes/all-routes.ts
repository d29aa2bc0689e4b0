/** All routes besides the order API's, in one list: they are served and described by it. */
import { accessTools } from './route-tools';
import type { AccessParts, AccessRoute } from './route-tools';
import { settingsRoutes } from './settings-routes';
import { pairingRoutes } from './pairing-routes';
import { backupRoutes } from './backup-routes';
import { adminRoutes } from './admin-routes';
import type { AdminRouteParts } from './admin-routes';
import { staffRoutes } from './staff-routes';

export function accessRoutes(parts: AccessParts & AdminRouteParts): readonly AccessRoute[] {
  const tools = accessTools(parts.core);
  return [
    ...pairingRoutes(parts, tools),
    ...staffRoutes(parts, tools),
    ...settingsRoutes(parts.core, tools),
    ...adminRoutes(parts, tools),
    ...backupRoutes(parts.backups, tools),
  ];
}
