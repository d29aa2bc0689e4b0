/** recordMailResults: letters went out, or are tried again, or are abandoned after the fifth try. */
import { describe, expect, it } from 'vitest';
import {
  alertMail,
  fallbackMail,
  recordMailResultsRule,
} from '../../../../src-main/host/domain/printing/warning-mail';
import type { FailedOver } from '../../../../src-main/host/domain/printing/fallback';
import type { PrintMark } from '../../../../src-shared/model/print-job';
import { aContext, MINUTE, NOW, SECOND } from '../../../support/rules/context';
import { aJob } from '../../../support/rules/orders';
import { table } from '../../../support/rules/rule-table';

it('recordMailResults asks for the tries of those letters', () => {
  const input = { seqs: [4, 5], error: null, isHopeless: false };
  expect(recordMailResultsRule.needs(input, aContext())).toEqual({ mails: { seqs: [4, 5] } });
});

const mail = (tries: number, seq = 4) => ({ seq, tries });
/** docs/printers.md: 5 tries, so far apart; then it is abandoned. */
const WAITS = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];

table(recordMailResultsRule, { mails: [mail(0)] }, [
  {
    it: 'is done with a letter that went out',
    input: { seqs: [4], error: null },
    reply: { givenUp: 0 },
    changes: [{ set: 'mail', seq: 4, state: 'sent', tries: 1, retryAt: NOW, error: null }],
    events: [{ kind: 'mails.settled', order: null, seqs: [4], error: null }],
  },
  ...WAITS.map((wait, tries) => ({
    it: `tries a letter again ${wait / SECOND} s after its try ${tries + 1} that failed`,
    input: { seqs: [4], error: 'ECONNREFUSED' },
    facts: { mails: [mail(tries)] },
    reply: { givenUp: 0 },
    changes: [
      {
        set: 'mail',
        seq: 4,
        state: 'queued',
        tries: tries + 1,
        retryAt: NOW + wait,
        error: 'ECONNREFUSED',
      },
    ],
    events: [],
  })),
  {
    it: 'abandons a letter after its fifth try, in words',
    input: { seqs: [4], error: 'ECONNREFUSED' },
    facts: { mails: [mail(4)] },
    reply: { givenUp: 1 },
    changes: [
      { set: 'mail', seq: 4, state: 'failed', tries: 5, retryAt: NOW, error: 'ECONNREFUSED' },
    ],
    events: [{ kind: 'mails.settled', seqs: [4], error: 'ECONNREFUSED' }],
  },
  {
    it: 'sends a letter with its fifth try',
    input: { seqs: [4], error: null },
    facts: { mails: [mail(4)] },
    reply: { givenUp: 0 },
    changes: [{ state: 'sent', tries: 5 }],
  },
  {
    it: 'abandons a letter at its first try where there is nothing to try again',
    input: { seqs: [4], error: 'EAUTH', isHopeless: true },
    reply: { givenUp: 1 },
    changes: [{ seq: 4, state: 'failed', tries: 1, retryAt: NOW, error: 'EAUTH' }],
    events: [{ kind: 'mails.settled', seqs: [4], error: 'EAUTH' }],
  },
  {
    it: 'tells of those letters alone that are over, each by its own tries',
    input: { seqs: [4, 5, 6], error: 'ETIMEDOUT' },
    facts: { mails: [mail(4, 4), mail(1, 5), mail(4, 6)] },
    reply: { givenUp: 2 },
    changes: [
      { seq: 4, state: 'failed' },
      { seq: 5, state: 'queued', tries: 2, retryAt: NOW + 2 * MINUTE },
      { seq: 6, state: 'failed' },
    ],
    events: [{ kind: 'mails.settled', seqs: [4, 6], error: 'ETIMEDOUT' }],
  },
  {
    it: 'finds nothing to write of letters that are settled already',
    input: { seqs: [4], error: null },
    facts: { mails: [] },
    reply: { givenUp: 0 },
    changes: [],
    events: [],
  },
]);

describe('a letter for a ticket that fails over to another printer', () => {
  const backup = {
    kind: 'backup',
    of: 'Cocina',
    from: 'Impresora cocina',
    firstTriedAt: null,
  } as const;
  const none: PrintMark = { kind: 'none' };
  const taken = (left: PrintMark, made: PrintMark): FailedOver => ({
    changes: [],
    events: [],
    to: 'Impresora bar',
    cause: 'unreachable',
    left: aJob({ mark: left }),
    job: aJob({ id: '6', seq: 6, mark: made }),
  });

  it('is written once, when it leaves its own printer, with what its paper says', () => {
    expect(fallbackMail(taken(none, backup), aContext(), true)).toEqual([
      {
        put: 'mail',
        mail: { ticketId: '3', mark: backup, jobSeq: 6, cause: 'unreachable', queuedAt: NOW },
      },
    ]);
  });

  it('is written of a marked copy too that leaves its own printer', () => {
    const tried: PrintMark = { kind: 'possible-duplicate', firstTriedAt: '20:26:00' };
    expect(fallbackMail(taken(tried, backup), aContext(), true)).toHaveLength(1);
  });

  it('is not written where it only goes on down the chain', () => {
    expect(fallbackMail(taken(backup, backup), aContext(), true)).toEqual([]);
  });

  it('is not written where it is back at its own printer', () => {
    expect(fallbackMail(taken(none, none), aContext(), true)).toEqual([]);
  });

  it('is not written where mail is off', () => {
    expect(fallbackMail(taken(none, backup), aContext(), false)).toEqual([]);
  });
});

describe('a letter for an alert', () => {
  it('says which one, and when it was queued', () => {
    expect(alertMail(9, NOW)).toEqual({ put: 'mail', mail: { alert: 9, queuedAt: NOW } });
  });
});
