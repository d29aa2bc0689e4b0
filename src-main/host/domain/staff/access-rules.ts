/** Service rules, and access from the network. */
import { openLan, setServiceRules } from '../../../../src-shared/commands/staff';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';

export const setServiceRulesRule = defineRule(setServiceRules, {
  needs: () => ({}),
  decide({ rules }, _, { actor }) {
    return accept(
      {},
      [{ set: 'houseRules', rules }],
      [{ kind: 'rules.changed', order: null, rules, by: actorName(actor) }],
    );
  },
});

export const openLanRule = defineRule(openLan, {
  needs: () => ({}),
  decide({ open }, _, { actor }) {
    return accept(
      { open },
      [{ set: 'lan', open }],
      [{ kind: 'lan.changed', order: null, open, by: actorName(actor) }],
    );
  },
});
