/** The rules of commands about the till. Only `domain/rules.ts` imports this. */
export { closeOrderRule } from './close-order';
export { closeShiftRule } from './close-shift';
export { printBillRule } from './print-bill';
export { printTillReportRule } from './print-till-report';
