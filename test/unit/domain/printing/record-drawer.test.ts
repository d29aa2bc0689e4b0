/** recordDrawer: what came of a drawer's pulse, which is sent once and never repeated. */
import { recordDrawerRule } from '../../../../src-main/host/domain/printing/drawer';
import { table } from '../../../support/rules/rule-table';

table(recordDrawerRule, {}, [
  {
    it: 'writes down that the pulse was taken',
    input: { printerId: 'counter-printer', outcome: 'confirmed', cause: null },
    reply: {},
    changes: [],
    events: [
      {
        kind: 'drawer.settled',
        order: null,
        printerId: 'counter-printer',
        outcome: 'confirmed',
        cause: null,
      },
    ],
  },
  {
    it: 'writes down why it was not sent, and sends no other',
    input: { printerId: 'counter-printer', outcome: 'not_started', cause: 'cover_open' },
    changes: [],
    events: [{ kind: 'drawer.settled', outcome: 'not_started', cause: 'cover_open' }],
  },
  {
    it: 'writes down that it is not known whether the drawer opened',
    input: { printerId: 'counter-printer', outcome: 'unsure', cause: 'link_lost' },
    changes: [],
    events: [{ kind: 'drawer.settled', outcome: 'unsure', cause: 'link_lost' }],
  },
]);
