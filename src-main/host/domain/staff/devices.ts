/**
 * addDevice, revokeDevice, setScopes, logOut: devices with network access, and their logged-in
 * person.
 */
import { addDevice, logOut, revokeDevice, setScopes } from '../../../../src-shared/commands/staff';
import { refuse } from '../../../../src-shared/base/errors';
import { plainName } from '../../../../src-shared/text/plain-name';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';

export const addDeviceRule = defineRule(addDevice, {
  needs: () => ({ programs: true as const }),
  decide({ name, role, tokenHash, scopes }, { programs }, context) {
    // The counter may add phones and screens, but no owner device and no program.
    if (context.actor.role === 'counter' && (role === 'owner' || role === 'integrator'))
      return refuse('NOT_ALLOWED');
    // Programs are identified by name, also when they are retired. Devices of people may share a
    // name, because the person's name is shown first.
    const namesake =
      role === 'integrator'
        ? programs.find((other) => plainName(other.name) === plainName(name))
        : undefined;
    if (namesake) return refuse('PROGRAM_EXISTS', { device: namesake.name });
    const device = {
      id: context.newId(),
      name,
      role,
      addedAt: context.now,
      personId: null,
      scopes: role === 'integrator' ? scopes : [],
    };
    return accept(
      { deviceId: device.id },
      [{ put: 'device', device, tokenHash }],
      [
        {
          kind: 'device.added',
          order: null,
          deviceId: device.id,
          name,
          role,
          by: actorName(context.actor),
        },
      ],
    );
  },
});

export const revokeDeviceRule = defineRule(revokeDevice, {
  needs: ({ device }) => ({ device: { id: device } }),
  decide(input, { device }, context) {
    if (!device) return refuse('DEVICE_UNKNOWN');
    // The counter may revoke a lost phone, but no owner device and no program, which only the owner
    // may add.
    if (device.role === 'owner' || device.role === 'integrator')
      if (context.actor.role !== 'owner') return refuse('NOT_ALLOWED');
    return accept(
      { device: device.name },
      [{ set: 'device', id: input.device, revokedAt: context.now, personId: null }],
      [
        {
          kind: 'device.revoked',
          order: null,
          deviceId: device.id,
          name: device.name,
          by: actorName(context.actor),
        },
      ],
    );
  },
});

export const setScopesRule = defineRule(setScopes, {
  needs: ({ device }) => ({ device: { id: device } }),
  decide({ scopes }, { device }, context) {
    if (device?.role !== 'integrator') return refuse('DEVICE_UNKNOWN');
    const { id, name } = device;
    return accept(
      { device: name },
      [{ set: 'device', id, scopes }],
      [
        {
          kind: 'device.scopes',
          order: null,
          deviceId: id,
          name,
          scopes,
          by: actorName(context.actor),
        },
      ],
    );
  },
});

export const logOutRule = defineRule(logOut, {
  needs: ({ device }) => ({ device: { id: device } }),
  decide(input, { device }) {
    if (!device) return refuse('DEVICE_UNKNOWN');
    if (device.personId === null) return accept({}, [], []);
    return accept(
      {},
      [{ set: 'device', id: input.device, personId: null }],
      [{ kind: 'device.person', order: null, deviceId: device.id, personId: null }],
    );
  },
});
