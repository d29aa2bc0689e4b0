/** Turbo: kitchen tickets before bills and copies. */
import { handOf } from '../../../../src-shared/base/vocabulary';
import { commandRule, decided } from '../engine/rule';

export const setTurbo = commandRule({
  name: 'setTurbo',
  needs: () => ({ turbo: true as const }),
  decide({ on }, { turbo }, { actor, now }) {
    if ((turbo !== null) === on) return decided({ on }, [], []);
    const by = handOf(actor);
    return decided(
      { on },
      [{ set: 'turbo', turbo: on ? { since: now, by } : null }],
      [{ kind: 'turbo.changed', order: null, on, by }],
    );
  },
});
