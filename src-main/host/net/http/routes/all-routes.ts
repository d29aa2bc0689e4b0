/** Every route besides the orders' own, devices and people and the owner's panels: one list, by which they are served and described. */
import { accessTools } from './access-route';
import type { AccessParts, AccessRoute } from './access-route';
import { houseRoutes } from './house-routes';
import { pairingRoutes } from './pairing-routes';
import { backupRoutes } from '../backup-routes';
import { panelRoutes } from '../panel-routes';
import type { PanelParts } from '../panel-routes';
import { peopleRoutes } from './people-routes';

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
