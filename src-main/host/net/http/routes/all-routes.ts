/**
 * Every route besides the orders' own, devices and people and the owner's panels: one list, by
 * which they are served and described.
 */
import { accessTools } from './route-tools';
import type { AccessParts, AccessRoute } from './route-tools';
import { houseRoutes } from './settings-routes';
import { pairingRoutes } from './pairing-routes';
import { backupRoutes } from './backup-routes';
import { panelRoutes } from './admin-routes';
import type { PanelParts } from './admin-routes';
import { peopleRoutes } from './staff-routes';

export function accessRoutes(parts: AccessParts & PanelParts): readonly AccessRoute[] {
  const tools = accessTools(parts.core);
  return [
    ...pairingRoutes(parts, tools),
    ...peopleRoutes(parts, tools),
    ...houseRoutes(parts.core, tools),
    ...panelRoutes(parts, tools),
    ...backupRoutes(parts.backups, tools),
  ];
}
