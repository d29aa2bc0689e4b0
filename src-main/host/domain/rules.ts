/** Every command's rule by its name: the whole of what the core can be asked to do. */
import type { CommandName } from '../../../src-shared/commands';
import { addDevice } from './add-device';
import { addLines } from './add-lines';
import { claimJob } from './claim-job';
import { confirmPrinted, discardPrint, printHeld } from './decide-print';
import type { CommandRule } from './decision';
import type { FactQueries } from './facts';
import { markUrgent } from './mark-urgent';
import { placeOrder } from './place-order';
import { reprintOrder } from './reprint-order';
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
} satisfies { readonly [N in CommandName]: { readonly name: N } };

/** A rule with its types folded away: the store loads whatever facts it asks for and hands them over as they came. */
export type AnyRule = CommandRule<CommandName, FactQueries>;

export function ruleOf(name: CommandName): AnyRule {
  return rules[name];
}
