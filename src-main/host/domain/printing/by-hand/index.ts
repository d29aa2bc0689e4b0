/**
 * The rules of commands for decisions of people about prints. Only `domain/rules.ts` imports this.
 */
export { markUrgentRule } from './mark-urgent';
export { reprintOrderRule } from './reprint-order';
export { reroutePrintRule } from './reroute-print';
export {
  confirmPrintedRule,
  confirmShownRule,
  discardPrintRule,
  printHeldRule,
} from './resolve-print';
