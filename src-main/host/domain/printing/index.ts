/** The rules of commands about printing. Only `domain/rules.ts` imports this. */
export { claimJobRule } from './claim-job';
export { confirmLateRule } from './confirm-late';
export { openDrawerRule, recordDrawerRule } from './drawer';
export { adjustToClockRule } from './follow-clock';
export {
  addPrinterRule,
  movePrinterRule,
  removePrinterRule,
  setPrinterProfileRule,
  setStationChainRule,
} from './manage-printers';
export { markStoppedRule, retryPrinterRule, settleProbeRule } from './probe-printer';
export { rebalanceLaneRule } from './rebalance-queue';
export { recoverJobsRule, settleJobRule } from './settle-job';
export { recordMailResultsRule, setMailRule } from './warning-mail';
