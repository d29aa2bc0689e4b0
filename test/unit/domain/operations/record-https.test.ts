/** recordHttps: which names the certificate is good for, written down for the audit. */
import { recordHttpsRule } from '../../../../src-main/host/domain/operations/operation-settings';
import { table } from '../../../support/rules/rule-table';

table(recordHttpsRule, {}, [
  {
    it: 'tells the names that the certificate is good for, and changes nothing',
    input: { names: 'comanda.lan, 192.168.0.10' },
    reply: {},
    changes: [],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'https',
        name: 'comanda.lan, 192.168.0.10',
        by: 'Ana',
      },
    ],
  },
  {
    it: 'tells no name where https is off from now on',
    input: { names: null },
    changes: [],
    events: [{ what: 'https', name: '' }],
  },
]);
