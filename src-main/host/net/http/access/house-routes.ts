/** Routes of the house: whether the LAN may come in, and what the house decides for itself. */
import { z } from 'zod';
import { HouseRules } from '../../../../../src-shared/people';
import type { Core } from '../../../core/core-client';
import type { AccessRoute, AccessTools } from './access-route';

const LanBody = z.strictObject({ abierta: z.boolean() });
const RulesBody = z.strictObject({ solo_lo_suyo: z.boolean(), anular_en_caja: z.boolean() });

export function houseRoutes(core: Core, { run, actorFor }: AccessTools): readonly AccessRoute[] {
  return [
    {
      method: 'GET',
      path: '/reglas',
      summary: 'Lo que la casa tiene decidido, y si la red está abierta',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'revokeDevice');
        if ('code' in actor) return actor;
        const { rules, lanOpen } = await core.ask({ name: 'house' });
        const { ownOrdersOnly, printedVoidsAtCounter } = rules;
        return { body: { solo_lo_suyo: ownOrdersOnly, anular_en_caja: printedVoidsAtCounter, red_abierta: lanOpen } };
      },
    },
    {
      method: 'PUT',
      path: '/red',
      summary: 'Abre o cierra la red local',
      open: false,
      body: LanBody,
      async answer(asked) {
        const { abierta } = LanBody.parse(asked.body);
        return run('openLan', { open: abierta }, asked, { status: abierta ? 'abierta' : 'cerrada' });
      },
    },
    {
      method: 'PUT',
      path: '/reglas',
      summary: 'Lo que la casa decide: mesas propias, anular en caja',
      open: false,
      body: RulesBody,
      async answer(asked) {
        const { solo_lo_suyo, anular_en_caja } = RulesBody.parse(asked.body);
        const rules = HouseRules.parse({ ownOrdersOnly: solo_lo_suyo, printedVoidsAtCounter: anular_en_caja });
        return run('setHouseRules', { rules }, asked, { status: 'guardadas' });
      },
    },
  ];
}
