/** Every command's rule by its name: the whole of what the core can be asked to do. */
import type { CommandName } from '../../../src-shared/commands';
import { addLines } from './add-lines';
import { noteBackup, setBackups } from './backups';
import { printCut } from './print-cut';
import { forgetGuests, noteHttps, setUpkeep, trustTime } from './upkeep';
import { closeShift } from './close-shift';
import { changeQuantity } from './change-quantity';
import { claimJob } from './claim-job';
import { compLines } from './comp-lines';
import { confirmLate } from './confirm-late';
import { confirmPrinted, confirmShown, discardPrint, printHeld } from './decide-print';
import type { CommandRule } from './decision';
import type { FactQueries } from './facts';
import { addDevice, logOut, revokeDevice, setScopes } from './devices';
import { openDrawer, settleDrawer } from './drawer';
import { noteSetUp, removeTable, saveTable, setRestaurant } from './edit-floor';
import { arrange, removeCategory, removeItem, removeModifierGroup, saveCategory, saveItem, saveModifierGroup } from './edit-menu';
import { editOrder, handOver } from './edit-order';
import { closeStation, removeStation, saveStation } from './edit-stations';
import { closeOrder, serveOrder } from './end-order';
import { followClock } from './follow-clock';
import { fireLines } from './fire-lines';
import { importMenu } from './import-menu';
import { openLan, setHouseRules, setStationScreen, setTurbo } from './house';
import { setMail, settleMails } from './mails';
import { addPrinter, movePrinter, removePrinter, setPrinterProfile, setStationChain } from './manage-printers';
import { markUrgent } from './mark-urgent';
import { mergeOrders, moveTable } from './move-table';
import { addPerson, changePerson, removePerson, settlePin } from './people';
import { placeOrder } from './place-order';
import { printBill } from './print-bill';
import { removeSamples } from './remove-samples';
import { relieveLane } from './relieve-lane';
import { reprintOrder } from './reprint-order';
import { reroutePrint } from './reroute-print';
import { sendMessage } from './send-message';
import { relocatePrinter, setUpRestaurant } from './set-up';
import { recoverJobs, settleJob } from './settle-job';
import { setStock } from './stock';
import { acknowledgeSlip, bumpTicket, recallTicket, startTicket, tickLine } from './ticket-life';
import { voidLines } from './void-lines';
import { endAlert, raiseAlert, seeAlert, setWatchRules, watchHouse } from './watch-house';
import { markStopped, retryPrinter, settleProbe } from './watch-printer';

const rules = {
  placeOrder,
  addLines,
  fireLines,
  voidLines,
  changeQuantity,
  compLines,
  editOrder,
  handOver,
  moveTable,
  mergeOrders,
  serveOrder,
  closeOrder,
  printBill,
  startTicket,
  bumpTicket,
  recallTicket,
  acknowledgeSlip,
  relieveLane,
  followClock,
  tickLine,
  setStock,
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
  addDevice,
  revokeDevice,
  setScopes,
  logOut,
  addPerson,
  changePerson,
  removePerson,
  settlePin,
  setHouseRules,
  openLan,
  setTurbo,
  setStationScreen,
  noteSetUp,
  setBackups,
  printCut,
  setUpkeep,
  noteHttps,
  forgetGuests,
  trustTime,
  noteBackup,
  closeShift,
  setWatchRules,
  watchHouse,
  raiseAlert,
  endAlert,
  seeAlert,
  setRestaurant,
  saveCategory,
  removeCategory,
  saveItem,
  removeItem,
  saveModifierGroup,
  removeModifierGroup,
  saveStation,
  removeStation,
  closeStation,
  saveTable,
  removeTable,
  arrange,
  importMenu,
  removeSamples,
} satisfies { readonly [N in CommandName]: { readonly name: N } };

/** A rule with its types folded away: the store loads whatever facts it asks for and hands them over as they came. */
export type AnyRule = CommandRule<CommandName, FactQueries>;

export function ruleOf(name: CommandName): AnyRule {
  return rules[name];
}
