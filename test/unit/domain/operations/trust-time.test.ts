/** trustTime: the time that clean-ups go by, so that a clock that is wrong deletes nothing. */
import { trustTimeRule } from '../../../../src-main/host/domain/operations/operation-settings';
import { HOUR, MINUTE, NOW } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';

const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
/** An hour ago, when wall clock and trusted time were one. */
const AN_HOUR_AGO = { at: NOW - HOUR, apart: null };
/** The wall clock is a year ahead, since 23 hours that the host ran. */
const AHEAD = { at: NOW - YEAR - HOUR, apart: { byMs: YEAR, forMs: 23 * HOUR, fromStart: false } };

table(trustTimeRule, { trustedTime: AN_HOUR_AGO, lastOrderAt: null }, [
  {
    it: 'follows a clock that is right',
    input: { ranMs: HOUR },
    reply: { at: NOW, isApart: false },
    changes: [{ set: 'trustedTime', trusted: { at: NOW, apart: null } }],
    events: [],
  },

  // The first look of all.
  {
    it: 'believes the clock of a restaurant without a past',
    input: { ranMs: null },
    facts: { trustedTime: null },
    reply: { at: NOW, isApart: false },
    changes: [{ set: 'trustedTime', trusted: { at: NOW, apart: null } }],
  },
  {
    it: 'begins at the last order, and lets a restaurant have been closed for three days since',
    input: { ranMs: null },
    facts: { trustedTime: null, lastOrderAt: NOW - 3 * DAY },
    reply: { at: NOW, isApart: false },
    changes: [{ trusted: { at: NOW, apart: null } }],
  },
  {
    it: 'stays at the last order where the clock is more than three days beyond it',
    input: { ranMs: null },
    facts: { trustedTime: null, lastOrderAt: NOW - 3 * DAY - 1 },
    reply: { at: NOW - 3 * DAY - 1, isApart: true },
    changes: [
      {
        set: 'trustedTime',
        trusted: {
          at: NOW - 3 * DAY - 1,
          apart: { byMs: 3 * DAY + 1, forMs: 0, fromStart: true },
        },
      },
    ],
  },
  {
    it: 'counts no running time before the first look of all',
    input: { ranMs: DAY },
    facts: { trustedTime: null, lastOrderAt: NOW - 2 * DAY },
    reply: { at: NOW, isApart: false },
  },
  {
    it: 'goes by what it trusted before and not by the last order, where it trusted something',
    input: { ranMs: HOUR },
    facts: { lastOrderAt: NOW - YEAR },
    reply: { at: NOW, isApart: false },
  },

  // A start.
  {
    it: 'lets a host have been off for three days when it starts',
    input: { ranMs: null },
    facts: { trustedTime: { at: NOW - 3 * DAY, apart: null } },
    reply: { at: NOW, isApart: false },
  },
  {
    it: 'does not believe at a start that it was off for longer',
    input: { ranMs: null },
    facts: { trustedTime: { at: NOW - 3 * DAY - 1, apart: null } },
    reply: { at: NOW - 3 * DAY - 1, isApart: true },
  },
  {
    it: 'keeps the proof that a clock gave before a start that finds it as far ahead',
    input: { ranMs: null },
    facts: { trustedTime: AHEAD },
    reply: { isApart: true },
    changes: [
      {
        trusted: {
          at: NOW - YEAR - HOUR,
          apart: { byMs: YEAR + HOUR, forMs: 23 * HOUR, fromStart: true },
        },
      },
    ],
  },

  // While it runs.
  {
    it: 'follows a clock that is put right by two minutes ahead',
    input: { ranMs: HOUR },
    facts: { trustedTime: { at: NOW - HOUR - 2 * MINUTE, apart: null } },
    reply: { at: NOW, isApart: false },
  },
  {
    it: 'follows a clock that is put right by two minutes back',
    input: { ranMs: HOUR },
    facts: { trustedTime: { at: NOW - HOUR + 2 * MINUTE, apart: null } },
    reply: { at: NOW, isApart: false },
  },
  {
    it: 'goes on by the running time where the clock was set further ahead',
    input: { ranMs: HOUR },
    facts: { trustedTime: { at: NOW - HOUR - 2 * MINUTE - 1, apart: null } },
    reply: { at: NOW - 2 * MINUTE - 1, isApart: true },
    changes: [
      {
        set: 'trustedTime',
        trusted: {
          at: NOW - 2 * MINUTE - 1,
          apart: { byMs: 2 * MINUTE + 1, forMs: 0, fromStart: false },
        },
      },
    ],
    events: [],
  },
  {
    it: 'cleans up by the clock where it was set back: what it dates is not old',
    input: { ranMs: HOUR },
    facts: { trustedTime: { at: NOW - HOUR + 2 * MINUTE + 1, apart: null } },
    reply: { at: NOW, isApart: true },
    changes: [
      {
        trusted: {
          at: NOW + 2 * MINUTE + 1,
          apart: { byMs: -2 * MINUTE - 1, forMs: 0, fromStart: false },
        },
      },
    ],
  },
  {
    it: 'believes a clock that the host has run with for a day',
    input: { ranMs: HOUR },
    facts: { trustedTime: AHEAD },
    reply: { at: NOW, isApart: false },
    changes: [{ trusted: { at: NOW, apart: null } }],
  },
  {
    it: 'does not believe it a moment before that day is over',
    input: { ranMs: HOUR },
    facts: {
      trustedTime: { ...AHEAD, apart: { byMs: YEAR, forMs: 23 * HOUR - 1, fromStart: false } },
    },
    reply: { at: NOW - YEAR, isApart: true },
    changes: [
      { trusted: { at: NOW - YEAR, apart: { byMs: YEAR, forMs: DAY - 1, fromStart: false } } },
    ],
  },
  {
    it: 'takes a clock that was put right by two minutes for the same clock',
    input: { ranMs: HOUR },
    facts: {
      trustedTime: {
        ...AHEAD,
        apart: { byMs: YEAR - 2 * MINUTE, forMs: 23 * HOUR, fromStart: false },
      },
    },
    reply: { at: NOW, isApart: false },
  },
  {
    it: 'counts the day anew where the clock was set once more',
    input: { ranMs: HOUR },
    facts: {
      trustedTime: {
        ...AHEAD,
        apart: { byMs: YEAR - 2 * MINUTE - 1, forMs: 23 * HOUR, fromStart: false },
      },
    },
    reply: { isApart: true },
    changes: [{ trusted: { apart: { byMs: YEAR, forMs: 0, fromStart: false } } }],
  },
  {
    it: 'counts the day anew where the clock is set while the host runs, closed before or not',
    input: { ranMs: HOUR },
    facts: {
      trustedTime: { ...AHEAD, apart: { byMs: YEAR - DAY, forMs: 23 * HOUR, fromStart: true } },
    },
    reply: { isApart: true },
    changes: [{ trusted: { apart: { byMs: YEAR, forMs: 0, fromStart: true } } }],
  },
  {
    it: 'is at one with a clock that was put right again',
    input: { ranMs: HOUR },
    facts: {
      trustedTime: { at: NOW - HOUR, apart: { byMs: YEAR, forMs: HOUR, fromStart: false } },
    },
    reply: { at: NOW, isApart: false },
    changes: [{ trusted: { at: NOW, apart: null } }],
  },
  {
    it: 'remembers that the clock is apart since a start, which may mean three days closed',
    input: { ranMs: HOUR },
    facts: {
      trustedTime: {
        at: NOW - HOUR - 3 * DAY,
        apart: { byMs: YEAR, forMs: HOUR, fromStart: true },
      },
    },
    reply: { at: NOW, isApart: false },
  },
]);
