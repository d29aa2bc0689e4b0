/** setScopes: what a program's token may do. */
import { setScopesRule } from '../../../../src-main/host/domain/staff/devices';
import { table } from '../../../support/rules/rule-table';
import { aDevice, aProgramDevice } from '../../../support/rules/staff';

table(setScopesRule, { device: aProgramDevice() }, [
  {
    it: 'gives the program these scopes and no others',
    input: { device: 'shop', scopes: ['menu:leer', 'eventos'] },
    reply: { device: 'Tienda' },
    changes: [{ set: 'device', id: 'shop', scopes: ['menu:leer', 'eventos'] }],
    events: [
      {
        kind: 'device.scopes',
        order: null,
        deviceId: 'shop',
        name: 'Tienda',
        scopes: ['menu:leer', 'eventos'],
        by: 'Ana',
      },
    ],
  },
  {
    it: 'writes the same scopes once more',
    input: { device: 'shop', scopes: ['pedidos:crear'] },
    changes: [{ set: 'device', scopes: ['pedidos:crear'] }],
  },
  {
    it: 'refuses a device of people: programs alone have scopes',
    input: { device: 'phone', scopes: ['menu:leer'] },
    facts: { device: aDevice() },
    refuses: 'DEVICE_UNKNOWN',
  },
  {
    it: 'refuses a program that was shut out',
    input: { device: 'shop', scopes: ['menu:leer'] },
    facts: { device: null },
    refuses: 'DEVICE_UNKNOWN',
  },
]);
