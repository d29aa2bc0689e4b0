/** Former names of commands, from their specifications. Made by `tools/generate.mjs`. */
import type { CommandName } from './registry';

export const FORMER_NAMES: Readonly<Record<string, CommandName>> = {
  seeAlert: 'acknowledgeAlert',
  acknowledgeSlip: 'acknowledgeNotice',
  followClock: 'adjustToClock',
  watchHouse: 'checkHealth',
  forgetGuests: 'eraseGuestData',
  printCut: 'printTillReport',
  relieveLane: 'rebalanceLane',
  noteBackup: 'recordBackup',
  settleDrawer: 'recordDrawer',
  noteHttps: 'recordHttps',
  settleMails: 'recordMailResults',
  settlePin: 'recordPinAttempt',
  noteSetUp: 'recordSetUp',
  arrange: 'reorder',
  setWatchRules: 'setAlertRules',
  setUpkeep: 'setOperationSettings',
  setHouseRules: 'setServiceRules',
};
