/** The rules of commands about the restaurant. Only `domain/rules.ts` imports this. */
export { recordSetUpRule, removeTableRule, saveTableRule, setRestaurantRule } from './edit-floor';
export {
  removeCategoryRule,
  removeItemRule,
  removeModifierGroupRule,
  reorderRule,
  saveCategoryRule,
  saveItemRule,
  saveModifierGroupRule,
} from './edit-menu';
export { closeStationRule, removeStationRule, saveStationRule } from './edit-stations';
export { importMenuRule } from './import-menu';
export { removeSamplesRule } from './remove-samples';
export { relocatePrinterRule, setUpRestaurantRule } from './set-up';
