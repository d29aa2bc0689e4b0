/** logOut: the person at a device leaves it. */
import { logOutRule } from '../../../../src-main/host/domain/staff/devices';
import { table } from '../../../support/rules/rule-table';
import { aDevice } from '../../../support/rules/staff';

table(logOutRule, { device: aDevice({ personId: 'luis' }) }, [
  {
    it: 'logs the person out, and the device stays let in',
    input: { device: 'phone' },
    reply: {},
    changes: [{ set: 'device', id: 'phone', personId: null }],
    events: [{ kind: 'device.person', order: null, deviceId: 'phone', personId: null }],
  },
  {
    it: 'changes nothing where no person is logged in',
    input: { device: 'phone' },
    facts: { device: aDevice() },
    reply: {},
    changes: [],
    events: [],
  },
  {
    it: 'refuses a device that was shut out',
    input: { device: 'phone' },
    facts: { device: null },
    refuses: 'DEVICE_UNKNOWN',
  },
]);
