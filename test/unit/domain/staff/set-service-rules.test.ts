/** setServiceRules: what staff may do without being asked again. */
import { setServiceRulesRule } from '../../../../src-main/host/domain/staff/access-rules';
import { table } from '../../../support/rules/rule-table';

table(setServiceRulesRule, {}, [
  {
    it: 'writes the rules, and tells them to every screen',
    input: { rules: { ownOrdersOnly: true, printedVoidsAtCounter: false, localToken: true } },
    reply: {},
    changes: [
      {
        set: 'houseRules',
        rules: { ownOrdersOnly: true, printedVoidsAtCounter: false, localToken: true },
      },
    ],
    events: [
      {
        kind: 'rules.changed',
        order: null,
        rules: { ownOrdersOnly: true, printedVoidsAtCounter: false, localToken: true },
        by: 'Ana',
      },
    ],
  },
  {
    it: 'lets programs at the host’s own machine in without a token where the rules do not say it',
    input: { rules: { ownOrdersOnly: false, printedVoidsAtCounter: true } },
    changes: [{ rules: { ownOrdersOnly: false, printedVoidsAtCounter: true, localToken: false } }],
  },
]);
