/** Turbo: kitchen tickets before bills and copies. */
import { setTurbo } from '../../../../src-shared/commands/operations';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';

export const setTurboRule = defineRule(setTurbo, {
  needs: () => ({ turbo: true as const }),
  decide({ on }, { turbo }, { actor, now }) {
    if ((turbo !== null) === on) return accept({ on }, [], []);
    const by = actorName(actor);
    return accept(
      { on },
      [{ set: 'turbo', turbo: on ? { since: now, by } : null }],
      [{ kind: 'turbo.changed', order: null, on, by }],
    );
  },
});
