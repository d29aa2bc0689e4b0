/** addDevice: a machine may speak from now on. */
import { addDeviceRule } from '../../../../src-main/host/domain/staff/devices';
import { anActor, NOW, SYSTEM } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { aProgramDevice, TOKEN_HASH } from '../../../support/rules/staff';

const till = { actor: anActor('counter') };

table(addDeviceRule, { programs: [aProgramDevice()] }, [
  {
    it: 'lets in a phone, at which no person is logged in, under the hash of its token',
    input: { name: 'Teléfono 2', role: 'waiter', tokenHash: TOKEN_HASH },
    reply: { deviceId: 'new-1' },
    changes: [
      {
        put: 'device',
        tokenHash: TOKEN_HASH,
        device: {
          id: 'new-1',
          name: 'Teléfono 2',
          role: 'waiter',
          addedAt: NOW,
          personId: null,
          scopes: [],
        },
      },
    ],
    events: [
      {
        kind: 'device.added',
        order: null,
        deviceId: 'new-1',
        name: 'Teléfono 2',
        role: 'waiter',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'gives a program the scopes of its token',
    input: {
      name: 'Informes',
      role: 'integrator',
      tokenHash: TOKEN_HASH,
      scopes: ['pedidos:todos', 'menu:leer'],
    },
    changes: [
      { put: 'device', device: { role: 'integrator', scopes: ['pedidos:todos', 'menu:leer'] } },
    ],
  },
  {
    it: 'gives a device of people no scopes, whatever was asked',
    input: { name: 'Caja', role: 'counter', tokenHash: TOKEN_HASH, scopes: ['administrar'] },
    changes: [{ device: { role: 'counter', scopes: [] } }],
  },
  {
    it: 'lets the till let in a phone, a screen and another till',
    input: { name: 'Caja 2', role: 'counter', tokenHash: TOKEN_HASH },
    context: till,
    changes: [{ device: { role: 'counter' } }],
  },
  {
    it: 'lets the host itself let in the owner’s first device',
    input: { name: 'Notebook', role: 'owner', tokenHash: TOKEN_HASH },
    context: { actor: SYSTEM },
    changes: [{ device: { role: 'owner' } }],
  },
  {
    it: 'refuses the till a device of the owner: it would outrank the till',
    input: { name: 'Notebook', role: 'owner', tokenHash: TOKEN_HASH },
    context: till,
    refuses: 'NOT_ALLOWED',
  },
  {
    it: 'refuses the till a program',
    input: { name: 'Informes', role: 'integrator', tokenHash: TOKEN_HASH },
    context: till,
    refuses: 'NOT_ALLOWED',
  },
  {
    it: 'refuses a program of a name that another has, however it is written',
    input: { name: 'TIENDA', role: 'integrator', tokenHash: TOKEN_HASH, scopes: ['menu:leer'] },
    refuses: 'PROGRAM_EXISTS',
    details: { device: 'Tienda' },
  },
  {
    it: 'lets a device of people be called like a program',
    input: { name: 'Tienda', role: 'waiter', tokenHash: TOKEN_HASH },
    changes: [{ put: 'device', device: { name: 'Tienda', role: 'waiter' } }],
  },
]);
