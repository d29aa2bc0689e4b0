/** Commands that were renamed: old receipts and browsers still know them by their former names. */
import { expect, it } from 'vitest';
import { currentName } from '../../src-shared/commands/former-names';
import { COMMANDS } from '../../src-shared/commands/registry';

/** As releases before the renaming stored them. */
const STORED = [
  'setHouseRules watchHouse relieveLane followClock setUpkeep forgetGuests noteBackup noteHttps',
  'noteSetUp printCut seeAlert acknowledgeSlip settlePin settleMails settleDrawer setWatchRules',
  'arrange',
].flatMap((names) => names.split(' '));

it('leads each former name to a command of today, each to another one', () => {
  const today = STORED.map(currentName);
  for (const name of today) expect(COMMANDS).toHaveProperty(name);
  expect(new Set(today).size).toBe(STORED.length);
});

it('gives no command of today the former name of another', () => {
  for (const name of STORED) expect(COMMANDS).not.toHaveProperty(name);
  for (const name of Object.keys(COMMANDS)) expect(currentName(name)).toBe(name);
});

it('leaves a name alone that no command ever had', () => {
  expect(currentName('brewCoffee')).toBe('brewCoffee');
});
