/**
 * openDrawer and recordDrawer: who opened the cash drawer, when, and the result. The request is
 * stored before the pulse, which is sent once.
 */
import { openDrawer, recordDrawer } from '../../../../src-shared/commands/printing';
import { refuse } from '../../../../src-shared/base/errors';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import { printerCalled } from './manage-printers';

export const openDrawerRule = defineRule(openDrawer, {
  needs: () => ({ printers: true as const }),
  decide({ printer: called }, { printers }, context) {
    const printer = printerCalled(printers, called);
    if (!printer) return refuse('PRINTER_UNKNOWN');
    const { id: printerId, name } = printer;
    return accept(
      { printerId, printer: name },
      [],
      [{ kind: 'drawer.asked', order: null, printerId, by: actorName(context.actor) }],
    );
  },
});

export const recordDrawerRule = defineRule(recordDrawer, {
  needs: () => ({}),
  decide({ printerId, outcome, cause }) {
    return accept({}, [], [{ kind: 'drawer.settled', order: null, printerId, outcome, cause }]);
  },
});
