/** closeShift: the Z. */
import { closeShiftRule } from '../../../../src-main/host/domain/till/close-shift';
import { asks } from '../../../support/rules/asks';
import { anActor, LUIS, NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';
import { aTillReport } from '../../../support/rules/till';

const cut = aTillReport();

table(closeShiftRule, { cut: { cut, no: 4, lastOrder: 71 } }, [
  {
    it: 'writes the till as it stands under the next number',
    input: {},
    reply: { shift: { no: 4, closedAt: NOW, by: 'Ana', cut } },
    changes: [{ put: 'shift', shift: { no: 4, closedAt: NOW, by: 'Ana', cut }, lastOrder: 71 }],
    events: [{ kind: 'shift.closed', order: null, no: 4, amount: 450_000, by: 'Ana' }],
  },
  {
    it: 'closes when its figures end, not before: a payment of a clock that was ahead is in it',
    input: {},
    facts: { cut: { cut: aTillReport({ until: NOW + 60_000 }), no: 4, lastOrder: 71 } },
    reply: { shift: { closedAt: NOW + 60_000 } },
    changes: [{ shift: { closedAt: NOW + 60_000 } }],
  },
  {
    it: 'closes a shift in which nothing was paid, as when it is done again',
    input: {},
    facts: {
      cut: {
        cut: aTillReport({ since: NOW, closed: { count: 0, amount: 0 } }),
        no: 5,
        lastOrder: 71,
      },
    },
    reply: { shift: { no: 5 } },
    events: [{ no: 5, amount: 0 }],
  },
  {
    it: 'says who closed it',
    input: {},
    context: { actor: anActor('counter', LUIS) },
    reply: { shift: { by: 'Luis' } },
    events: [{ by: 'Luis' }],
  },
]);

asks(closeShiftRule, {}, { cut: { now: NOW } });
