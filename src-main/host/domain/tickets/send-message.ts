/**
 * sendMessage: a line of text for the kitchen, printed at the default station unless it names
 * another.
 */
import { sendMessage } from '../../../../src-shared/commands/tickets';
import { refuse } from '../../../../src-shared/base/errors';
import { defineRule } from '../engine/rule';
import { issueMessage } from './issue-message';

export const sendMessageRule = defineRule(sendMessage, {
  needs: (_, { day }) => ({ catalogue: true as const, next: { day } }),
  decide({ text, station: wanted }, { catalogue, next }, context) {
    const station = wanted === null ? catalogue.defaultStation : catalogue.stationCalled(wanted);
    if (!station && wanted !== null) return refuse('STATION_UNKNOWN', { station: wanted });
    if (!station)
      return refuse('RESTAURANT_INVALID', {
        reason: 'el restaurante no tiene una estación por defecto',
      });
    return issueMessage(
      { station, text, from: context.actor.person?.name ?? null, priority: 'normal' },
      next,
      catalogue,
      context,
    );
  },
});
