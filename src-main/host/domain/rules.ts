/** Every command's rule by its name: the whole of what the core can be asked to do. */
import type { CommandName } from '../../../src-shared/commands';
import { addDevice } from './add-device';
import { addLines } from './add-lines';
import { claimJob } from './claim-job';
import { confirmLate } from './confirm-late';
import { confirmPrinted, confirmShown, discardPrint, printHeld } from './decide-print';
import type { CommandRule } from './decision';
import type { FactQueries } from './facts';
import { openDrawer, settleDrawer } from './drawer';
import { setMail, settleMails } from './mails';
import { addPrinter, movePrinter, removePrinter, setPrinterProfile, setStationChain } from './manage-printers';
import { markUrgent } from './mark-urgent';
import { placeOrder } from './place-order';
import { reprintOrder } from './reprint-order';
import { reroutePrint } from './reroute-print';
import { sendMessage } from './send-message';
import { relocatePrinter, setUpRestaurant } from './set-up';
import { recoverJobs, settleJob } from './settle-job';
import { voidLines } from './void-lines';
import { markStopped, retryPrinter, settleProbe } from './watch-printer';

const rules = {
  placeOrder,
  addLines,
  addDevice,
  voidLines,
  markUrgent,
  reprintOrder,
  sendMessage,
  confirmPrinted,
  confirmShown,
  confirmLate,
  reroutePrint,
  discardPrint,
  printHeld,
  claimJob,
  settleJob,
  settleProbe,
  markStopped,
  retryPrinter,
  recoverJobs,
  relocatePrinter,
  setUpRestaurant,
  addPrinter,
  removePrinter,
  movePrinter,
  setPrinterProfile,
  setStationChain,
  openDrawer,
  settleDrawer,
  setMail,
  settleMails,
} satisfies { readonly [N in CommandName]: { readonly name: N } };

/** A rule with its types folded away: the store loads whatever facts it asks for and hands them over as they came. */
export type AnyRule = CommandRule<CommandName, FactQueries>;

export function ruleOf(name: CommandName): AnyRule {
  return rules[name];
}
