/** The rules of commands about people, devices and service. Only `domain/rules.ts` imports this. */
export { openLanRule, setServiceRulesRule } from './access-rules';
export { addDeviceRule, logOutRule, revokeDeviceRule, setScopesRule } from './devices';
export { addPersonRule, changePersonRule, recordPinAttemptRule, removePersonRule } from './people';
