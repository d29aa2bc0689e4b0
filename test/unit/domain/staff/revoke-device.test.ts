/** revokeDevice: a machine may not speak any more, and its person is logged out there. */
import { revokeDeviceRule } from '../../../../src-main/host/domain/staff/devices';
import { anActor, NOW, SYSTEM } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { aDevice, aProgramDevice } from '../../../support/rules/staff';

const till = { actor: anActor('counter') };

table(revokeDeviceRule, { device: aDevice({ personId: 'luis' }) }, [
  {
    it: 'shuts a lost phone out, and logs out who was there',
    input: { device: 'phone' },
    context: till,
    reply: { device: 'Teléfono 1' },
    changes: [{ set: 'device', id: 'phone', revokedAt: NOW, personId: null }],
    events: [
      {
        kind: 'device.revoked',
        order: null,
        deviceId: 'phone',
        name: 'Teléfono 1',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'lets the owner shut a program out',
    input: { device: 'shop' },
    facts: { device: aProgramDevice() },
    changes: [{ set: 'device', id: 'shop', revokedAt: NOW }],
  },
  {
    it: 'lets the owner shut out a device of the owner',
    input: { device: 'notebook' },
    facts: { device: aDevice({ id: 'notebook', role: 'owner' }) },
    changes: [{ set: 'device', id: 'notebook', revokedAt: NOW }],
  },
  {
    it: 'refuses the till a program, which only the owner could let in',
    input: { device: 'shop' },
    facts: { device: aProgramDevice() },
    context: till,
    refuses: 'NOT_ALLOWED',
  },
  {
    it: 'refuses the till a device of the owner',
    input: { device: 'notebook' },
    facts: { device: aDevice({ id: 'notebook', role: 'owner' }) },
    context: till,
    refuses: 'NOT_ALLOWED',
  },
  {
    it: 'refuses the host itself a device of the owner',
    input: { device: 'notebook' },
    facts: { device: aDevice({ id: 'notebook', role: 'owner' }) },
    context: { actor: SYSTEM },
    refuses: 'NOT_ALLOWED',
  },
  {
    it: 'refuses a device that was shut out already',
    input: { device: 'phone' },
    facts: { device: null },
    refuses: 'DEVICE_UNKNOWN',
  },
]);
