/** openLan: whether devices of the network get in. */
import { openLanRule } from '../../../../src-main/host/domain/staff/access-rules';
import { table } from '../../../support/rules/rule-table';

table(openLanRule, {}, [
  {
    it: 'opens the network',
    input: { open: true },
    reply: { open: true },
    changes: [{ set: 'lan', open: true }],
    events: [{ kind: 'lan.changed', order: null, open: true, by: 'Ana' }],
  },
  {
    it: 'closes the network',
    input: { open: false },
    reply: { open: false },
    changes: [{ set: 'lan', open: false }],
    events: [{ kind: 'lan.changed', order: null, open: false, by: 'Ana' }],
  },
]);
