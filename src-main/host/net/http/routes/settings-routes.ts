/** Routes of the settings: the LAN, and the rules of the restaurant. */
import { z } from 'zod';
import { ServiceRules } from '../../../../../src-shared/model/staff';
import type { Core } from '../../../core/core-client';
import type { AccessRoute, AccessTools } from './route-tools';

const LanBody = z.strictObject({ abierta: z.boolean() });
/** Without `exigir_token` that rule stays as it is. */
const RulesBody = z.strictObject({
  solo_lo_suyo: z.boolean(),
  anular_en_caja: z.boolean(),
  exigir_token: z.boolean().optional(),
});

export function settingsRoutes(core: Core, { run, actorFor }: AccessTools): readonly AccessRoute[] {
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
        const { ownOrdersOnly, printedVoidsAtCounter, localToken } = rules;
        const shown = {
          solo_lo_suyo: ownOrdersOnly,
          anular_en_caja: printedVoidsAtCounter,
          exigir_token: localToken,
        };
        return { body: { ...shown, red_abierta: lanOpen } };
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
        return run('openLan', { open: abierta }, asked, {
          status: abierta ? 'abierta' : 'cerrada',
        });
      },
    },
    {
      method: 'PUT',
      path: '/reglas',
      summary: 'Lo que la casa decide: mesas propias, anular en caja, token también en este equipo',
      open: false,
      body: RulesBody,
      async answer(asked) {
        const { solo_lo_suyo, anular_en_caja, exigir_token } = RulesBody.parse(asked.body);
        const localToken = exigir_token ?? (await core.ask({ name: 'house' })).rules.localToken;
        const rules = ServiceRules.parse({
          ownOrdersOnly: solo_lo_suyo,
          printedVoidsAtCounter: anular_en_caja,
          localToken,
        });
        return run('setServiceRules', { rules }, asked, { status: 'guardadas' });
      },
    },
  ];
}
