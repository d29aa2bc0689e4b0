/** Every command's rule by its name: the whole of what the core can be asked to do. */
import type { CommandName } from '../../../src-shared/commands/registry';
import { addLines } from './orders/add-lines';
import { recordBackup, setBackups } from './operations/backups';
import { printTillReport } from './till/print-till-report';
import { recordHttps, setOperationSettings, trustTime } from './operations/operation-settings';
import { closeShift } from './till/close-shift';
import { changeQuantity } from './orders/change-quantity';
import { claimJob } from './printing/claim-job';
import { compLines } from './orders/comp-lines';
import { confirmLate } from './printing/confirm-late';
import {
  confirmPrinted,
  confirmShown,
  discardPrint,
  printHeld,
} from './printing/by-hand/resolve-print';
import type { Rule } from './engine/rule';
import type { FactQueries } from './engine/facts';
import { addDevice, logOut, revokeDevice, setScopes } from './staff/devices';
import { openDrawer, recordDrawer } from './printing/drawer';
import { recordSetUp, removeTable, saveTable, setRestaurant } from './restaurant/edit-floor';
import {
  reorder,
  removeCategory,
  removeItem,
  removeModifierGroup,
  saveCategory,
  saveItem,
  saveModifierGroup,
} from './restaurant/edit-menu';
import { editOrder, handOver } from './orders/edit-order';
import { closeStation, removeStation, saveStation } from './restaurant/edit-stations';
import { serveOrder } from './orders/serve-order';
import { adjustToClock } from './printing/follow-clock';
import { fireLines } from './orders/fire-lines';
import { importMenu } from './restaurant/import-menu';
import { setStationScreen } from './tickets/station-screen';
import { setMail, recordMailResults } from './printing/warning-mail';
import {
  addPrinter,
  movePrinter,
  removePrinter,
  setPrinterProfile,
  setStationChain,
} from './printing/manage-printers';
import { markUrgent } from './printing/by-hand/mark-urgent';
import { mergeOrders, moveTable } from './orders/move-table';
import { addPerson, changePerson, removePerson, recordPinAttempt } from './staff/people';
import { placeOrder } from './orders/place-order';
import { printBill } from './till/print-bill';
import { removeSamples } from './restaurant/remove-samples';
import { rebalanceLane } from './printing/rebalance-queue';
import { reprintOrder } from './printing/by-hand/reprint-order';
import { reroutePrint } from './printing/by-hand/reroute-print';
import { sendMessage } from './tickets/send-message';
import { relocatePrinter, setUpRestaurant } from './restaurant/set-up';
import { recoverJobs, settleJob } from './printing/settle-job';
import { setStock } from './orders/stock';
import {
  acknowledgeNotice,
  bumpTicket,
  recallTicket,
  startTicket,
  tickLine,
} from './tickets/cook-tickets';
import { voidLines } from './orders/void-lines';
import {
  endAlert,
  raiseAlert,
  acknowledgeAlert,
  setAlertRules,
  checkHealth,
} from './operations/health-check';
import { markStopped, retryPrinter, settleProbe } from './printing/probe-printer';
import { openLan, setServiceRules } from './staff/access-rules';
import { setTurbo } from './operations/turbo';
import { closeOrder } from './till/close-order';
import { eraseGuestData } from './operations/retention';

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
  acknowledgeNotice,
  rebalanceLane,
  adjustToClock,
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
  recordDrawer,
  setMail,
  recordMailResults,
  addDevice,
  revokeDevice,
  setScopes,
  logOut,
  addPerson,
  changePerson,
  removePerson,
  recordPinAttempt,
  setServiceRules,
  openLan,
  setTurbo,
  setStationScreen,
  recordSetUp,
  setBackups,
  printTillReport,
  setOperationSettings,
  recordHttps,
  eraseGuestData,
  trustTime,
  recordBackup,
  closeShift,
  setAlertRules,
  checkHealth,
  raiseAlert,
  endAlert,
  acknowledgeAlert,
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
  reorder,
  importMenu,
  removeSamples,
} satisfies { readonly [N in CommandName]: { readonly name: N } };

/**
 * A rule with its types folded away: the store loads whatever facts it asks for and hands them over
 * as they came.
 */
export type AnyRule = Rule<CommandName, FactQueries>;

export function ruleOf(name: CommandName): AnyRule {
  return rules[name];
}
