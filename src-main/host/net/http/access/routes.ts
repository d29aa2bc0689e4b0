/** Every route by which devices and people come in: one list, by which they are served and described. */
import { accessTools } from './access-route';
import type { AccessParts, AccessRoute } from './access-route';
import { houseRoutes } from './house-routes';
import { pairingRoutes } from './pairing-routes';
import { peopleRoutes } from './people-routes';

export function accessRoutes(parts: AccessParts): readonly AccessRoute[] {
  const tools = accessTools(parts.core);
  return [...pairingRoutes(parts, tools), ...peopleRoutes(parts, tools), ...houseRoutes(parts.core, tools)];
}
