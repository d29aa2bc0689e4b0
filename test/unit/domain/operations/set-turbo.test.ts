/** setTurbo: peak hour by hand. */
import { setTurboRule } from '../../../../src-main/host/domain/operations/turbo';
import { anActor, HOUR, LUIS, NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';

table(setTurboRule, { turbo: null }, [
  {
    it: 'switches turbo on in the name of who pressed, so that it does not go off by itself',
    input: { on: true },
    context: { actor: anActor('waiter', LUIS) },
    reply: { on: true },
    changes: [{ set: 'turbo', turbo: { since: NOW, by: 'Luis' } }],
    events: [{ kind: 'turbo.changed', order: null, on: true, by: 'Luis' }],
  },
  {
    it: 'switches turbo off',
    input: { on: false },
    facts: { turbo: { since: NOW - HOUR, by: 'Luis' } },
    reply: { on: false },
    changes: [{ set: 'turbo', turbo: null }],
    events: [{ kind: 'turbo.changed', order: null, on: false, by: 'Ana' }],
  },
  {
    it: 'lets a person switch turbo off that went on by itself',
    input: { on: false },
    facts: { turbo: { since: NOW - HOUR, by: null } },
    changes: [{ set: 'turbo', turbo: null }],
  },
  {
    it: 'changes nothing where turbo is on already',
    input: { on: true },
    facts: { turbo: { since: NOW - HOUR, by: 'Luis' } },
    reply: { on: true },
    changes: [],
    events: [],
  },
  {
    it: 'changes nothing where turbo is off already',
    input: { on: false },
    reply: { on: false },
    changes: [],
    events: [],
  },
]);
