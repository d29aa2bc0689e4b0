/** recordSetUp: how far the owner has come with a restaurant that is new. */
import { recordSetUpRule } from '../../../../src-main/host/domain/restaurant/edit-floor';
import { aLayout } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const placeWith = (done: readonly ('house' | 'menu')[], isClosed = false) => ({
  place: aLayout({ setUp: { done, isClosed } }),
});

table(recordSetUpRule, placeWith(['house']), [
  {
    it: 'adds a step to those that are done',
    input: { step: 'menu', isClosed: false },
    reply: {},
    changes: [{ set: 'setUp', setUp: { done: ['house', 'menu'], isClosed: false } }],
    events: [
      { kind: 'restaurant.changed', order: null, what: 'set-up-step', name: 'menu', by: 'Ana' },
    ],
  },
  {
    it: 'keeps a step once that is done again',
    input: { step: 'house', isClosed: false },
    changes: [{ setUp: { done: ['house'], isClosed: false } }],
  },
  {
    it: 'is over where the owner says so, with the steps that are done',
    input: { step: null, isClosed: true },
    changes: [{ setUp: { done: ['house'], isClosed: true } }],
    events: [{ name: '' }],
  },
  {
    it: 'does not begin anew where a step is looked at after the end',
    input: { step: 'menu', isClosed: false },
    facts: placeWith(['house'], true),
    changes: [{ setUp: { done: ['house', 'menu'], isClosed: true } }],
  },
]);
