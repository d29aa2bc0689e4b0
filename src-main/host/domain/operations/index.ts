/** The rules of commands about operation. Only `domain/rules.ts` imports this. */
export { recordBackupRule, setBackupsRule } from './backups';
export {
  acknowledgeAlertRule,
  checkHealthRule,
  endAlertRule,
  raiseAlertRule,
  setAlertRulesRule,
} from './health-check';
export { recordHttpsRule, setOperationSettingsRule, trustTimeRule } from './operation-settings';
export { eraseGuestDataRule } from './retention';
export { setTurboRule } from './turbo';
