/**
 * Names that commands had before. Receipts in old databases and unsent commands in browsers still
 * hold them, so a former name is never given to another command.
 */
import type { CommandName } from './registry';

const FORMER_NAMES: ReadonlyMap<string, CommandName> = new Map<string, CommandName>([
  ['setHouseRules', 'setServiceRules'],
  ['watchHouse', 'checkHealth'],
  ['relieveLane', 'rebalanceLane'],
  ['followClock', 'adjustToClock'],
  ['setUpkeep', 'setOperationSettings'],
  ['forgetGuests', 'eraseGuestData'],
  ['noteBackup', 'recordBackup'],
  ['noteHttps', 'recordHttps'],
  ['noteSetUp', 'recordSetUp'],
  ['printCut', 'printTillReport'],
  ['seeAlert', 'acknowledgeAlert'],
  ['acknowledgeSlip', 'acknowledgeNotice'],
  ['settlePin', 'recordPinAttempt'],
  ['settleMails', 'recordMailResults'],
  ['settleDrawer', 'recordDrawer'],
  ['setWatchRules', 'setAlertRules'],
  ['arrange', 'reorder'],
]);

/** The name that a command has today; one that is unknown stays as it is. */
export function currentName(name: string): string {
  return FORMER_NAMES.get(name) ?? name;
}
