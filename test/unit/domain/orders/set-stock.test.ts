/** setStock: a dish that is over, back, or of which so many are left. */
import { setStockRule } from '../../../../src-main/host/domain/orders/stock';
import { asks } from '../../../support/rules/asks';
import { anActor, aProgram, LUIS } from '../../../support/rules/context';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

table(setStockRule, { catalogue: aRestaurant() }, [
  {
    it: 'says that a dish is over',
    input: { item: 'Agua', soldOut: true },
    reply: { item: 'Agua', soldOut: true, left: null },
    changes: [{ set: 'stock', itemId: 'agua', stock: { soldOut: true, left: null } }],
    events: [
      {
        kind: 'stock.changed',
        order: null,
        itemId: 'agua',
        item: 'Agua',
        soldOut: true,
        left: null,
        by: 'Ana',
      },
    ],
  },
  {
    it: 'counts nothing of a dish that is over',
    input: { item: 'Agua', soldOut: true, left: 5 },
    reply: { soldOut: true, left: null },
    changes: [{ stock: { soldOut: true, left: null } }],
  },
  {
    it: 'says how many are left',
    input: { item: 'Agua', soldOut: false, left: 5 },
    reply: { item: 'Agua', soldOut: false, left: 5 },
    changes: [{ set: 'stock', itemId: 'agua', stock: { soldOut: false, left: 5 } }],
    events: [{ soldOut: false, left: 5 }],
  },
  {
    it: 'counts no more where no number is given: the dish is back without end',
    input: { item: 'Agua', soldOut: false },
    reply: { soldOut: false, left: null },
    changes: [{ stock: { soldOut: false, left: null } }],
  },
  {
    it: 'finds a dish by its code too, and answers with its name',
    input: { item: 'b1', soldOut: true },
    reply: { item: 'Agua' },
    changes: [{ itemId: 'agua' }],
  },
  {
    it: 'says who said so',
    input: { item: 'Bife', soldOut: true },
    context: { actor: anActor('cook', LUIS) },
    events: [{ itemId: 'bife', by: 'Luis' }],
  },
  {
    it: 'takes the word of a program',
    input: { item: 'Bife', soldOut: true },
    context: { actor: aProgram('menu:stock') },
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'refuses a dish that is not on the menu',
    input: { item: 'Aguas', soldOut: true },
    refuses: 'ITEM_UNKNOWN',
    details: { item: 'Aguas' },
  },
]);

asks(setStockRule, { item: 'Agua', soldOut: true }, { catalogue: true });
