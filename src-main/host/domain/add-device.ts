/** addDevice: a machine or program that may send from the LAN from now on. */
import { commandRule, decided } from './decision';

export const addDevice = commandRule({
  name: 'addDevice',
  needs: () => ({}),
  decide({ name, role, tokenHash }, _, context) {
    const device = { id: context.newId(), name, role, addedAt: context.now };
    return decided(
      { deviceId: device.id },
      [{ put: 'device', device, tokenHash }],
      [{ kind: 'device.added', order: null, deviceId: device.id, name, role }],
    );
  },
});
