/**
 * setMail and recordMailResults: mail beside failovers, its retries and their end. Mail never
 * delays a print.
 */
import { recordMailResults, setMail } from '../../../../src-shared/commands/printing';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import type { FailedOver } from './fallback';
import { figure } from '../../../../src-shared/base/fault-points';

/** Tests scale the figures. */
const MINUTE = 60_000 * figure('delivery.scale', 1);
/** Waits between attempts. After the last one the message is abandoned. */
const RETRIES_MS = [0.5, 2, 10, 30].map((minutes) => minutes * MINUTE);

export const setMailRule = defineRule(setMail, {
  needs: () => ({}),
  decide({ settings }, _, { actor }) {
    return accept(
      {},
      [{ set: 'mailSettings', settings }],
      [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'mail',
          name: settings?.host ?? '',
          by: actorName(actor),
        },
      ],
    );
  },
});

export const recordMailResultsRule = defineRule(recordMailResults, {
  needs: ({ seqs }) => ({ mails: { seqs } }),
  decide({ error, isHopeless }, { mails }, { now }) {
    const changes = mails.map((mail): Extract<Change, { set: 'mail' }> => {
      const wait = isHopeless ? undefined : RETRIES_MS[mail.tries];
      const tries = mail.tries + 1;
      if (error === null)
        return { set: 'mail', seq: mail.seq, state: 'sent', tries, retryAt: now, error };
      return wait === undefined
        ? { set: 'mail', seq: mail.seq, state: 'failed', tries, retryAt: now, error }
        : { set: 'mail', seq: mail.seq, state: 'queued', tries, retryAt: now + wait, error };
    });
    const over = changes.filter(({ state }) => state !== 'queued');
    const givenUp = over.filter(({ state }) => state === 'failed').length;
    const seqs = over.map(({ seq }) => seq);
    return accept(
      { givenUp },
      changes,
      seqs.length > 0 ? [{ kind: 'mails.settled', order: null, seqs, error }] : [],
    );
  },
});

/** A mail message about an alert. */
export const alertMail = (alert: number, queuedAt: EpochMs): Change => ({
  put: 'mail',
  mail: { alert, queuedAt },
});

/**
 * A mail message for a ticket that leaves its own printer. Further failovers of the ticket send no
 * more.
 */
export function fallbackMail(
  taken: FailedOver,
  { now }: Context,
  isOn: boolean,
): readonly Change[] {
  const { job, left } = taken;
  if (!isOn || left.mark.kind === 'backup' || job.mark.kind !== 'backup') return [];
  return [
    {
      put: 'mail',
      mail: {
        ticketId: job.ticketId,
        mark: job.mark,
        jobSeq: job.seq,
        cause: taken.cause,
        queuedAt: now,
      },
    },
  ];
}
