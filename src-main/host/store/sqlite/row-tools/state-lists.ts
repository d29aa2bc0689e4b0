/** The states of the liveness rule as SQL lists, for `IN`. */
import {
  IN_HAND_TICKET_STATES,
  LEASED_JOB_STATES,
  LIVE_JOB_STATES,
  OPEN_ORDER_STATES,
  UNDECIDED_JOB_STATES,
} from '../../../../../src-shared/live/liveness';

const list = (states: readonly string[]): string =>
  `(${states.map((state) => `'${state}'`).join(', ')})`;

export const OPEN_ORDERS = list(OPEN_ORDER_STATES);
export const TICKETS_IN_HAND = list(IN_HAND_TICKET_STATES);
export const LEASED_JOBS = list(LEASED_JOB_STATES);
export const UNDECIDED_JOBS = list(UNDECIDED_JOB_STATES);
/** Only for an `IN` that needs no partial index. */
export const LIVE_JOBS = list(LIVE_JOB_STATES);
