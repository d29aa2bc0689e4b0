/** The rules of commands about tickets. Only `domain/rules.ts` imports this. */
export {
  acknowledgeNoticeRule,
  bumpTicketRule,
  recallTicketRule,
  startTicketRule,
  tickLineRule,
} from './cook-tickets';
export { sendMessageRule } from './send-message';
export { setStationScreenRule } from './station-screen';
