/** setOperationSettings: when old papers are asked about, how long guests' data stay, workers. */
import { setOperationSettingsRule } from '../../../../src-main/host/domain/operations/operation-settings';
import { table } from '../../../support/rules/rule-table';

const BEFORE = { staleMin: 10, guestDays: null, workers: { least: 3, most: 5 } };

table(setOperationSettingsRule, { upkeep: BEFORE }, [
  {
    it: 'writes the settings, and tells of each what it was and is',
    input: { upkeep: { staleMin: 20, guestDays: 30, workers: { least: 8, most: 10 } } },
    reply: {},
    changes: [
      {
        set: 'upkeep',
        upkeep: { staleMin: 20, guestDays: 30, workers: { least: 8, most: 10 } },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'upkeep',
        name: '',
        by: 'Ana',
        changes: [
          { field: 'staleMin', from: 10, to: 20 },
          { field: 'guestDays', from: null, to: 30 },
          { field: 'workers', from: '3-5', to: '8-10' },
        ],
      },
    ],
  },
  {
    it: 'tells only what is other than before, and a fixed number of workers as one figure',
    input: { upkeep: { ...BEFORE, workers: { least: 5, most: 5 } } },
    changes: [{ set: 'upkeep', upkeep: { staleMin: 10, workers: { least: 5, most: 5 } } }],
    events: [{ changes: [{ field: 'workers', from: '3-5', to: '5' }] }],
  },
  {
    it: 'tells that guests’ data stay for good from now on',
    input: { upkeep: BEFORE },
    facts: { upkeep: { ...BEFORE, guestDays: 30 } },
    changes: [{ set: 'upkeep', upkeep: { guestDays: null } }],
    events: [{ changes: [{ field: 'guestDays', from: 30, to: null }] }],
  },
  {
    it: 'writes and tells nothing where all is as before',
    input: { upkeep: BEFORE },
    reply: {},
    changes: [],
    events: [],
  },
]);
