/** Access: what staff may do without being asked again, and who gets in from the network. */
import { handOf } from '../../../../src-shared/base/vocabulary';
import { commandRule, decided } from '../engine/rule';

export const setHouseRules = commandRule({
  name: 'setHouseRules',
  needs: () => ({}),
  decide({ rules }, _, { actor }) {
    return decided(
      {},
      [{ set: 'houseRules', rules }],
      [{ kind: 'rules.changed', order: null, rules, by: handOf(actor) }],
    );
  },
});

export const openLan = commandRule({
  name: 'openLan',
  needs: () => ({}),
  decide({ open }, _, { actor }) {
    return decided(
      { open },
      [{ set: 'lan', open }],
      [{ kind: 'lan.changed', order: null, open, by: handOf(actor) }],
    );
  },
});
