/**
 * The lane board against a naive one: whatever happens to jobs, places, counts and waits are those
 * of a plain sorted list.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pickDue } from '../../src-main/host/domain/printing/claim-job';
import { businessDayOf } from '../../src-main/host/domain/engine/business-day';
import { INITIAL_HEALTH } from '../../src-main/host/domain/printing/printer-health';
import { nextMsPerLine } from '../../src-main/host/domain/printing/attempts';
import { idMaker } from '../../src-main/host/core/ids';
import type { EventBody, QueuedJob } from '../../src-shared/events/events';
import { createLaneBoard } from '../../src-shared/live/lane-board';
import type { Priority } from '../../src-shared/base/vocabulary';

const RANK: Readonly<Record<Priority, number>> = { urgent: 0, normal: 1, low: 2 };
const PRINTER = 'p';
const MS = 10;

const printingOrder = (a: QueuedJob, b: QueuedJob): number =>
  RANK[a.priority] - RANK[b.priority] || Number(b.ahead) - Number(a.ahead) || a.seq - b.seq;

const step = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    priority: fc.constantFrom<Priority>('urgent', 'normal', 'low'),
    lines: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ do: fc.constantFrom('take' as const, 'settle' as const, 'requeue' as const) }),
  fc.record({ do: fc.constantFrom('promote' as const, 'discard' as const), which: fc.nat(30) }),
);

it('tells the same places, counts and waits as a sorted list, after any sequence of events', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const board = createLaneBoard(
        [{ id: PRINTER, msPerLine: MS, health: INITIAL_HEALTH }],
        [],
        [],
      );
      let waiting: QueuedJob[] = [];
      let sending: QueuedJob | null = null;
      let seq = 0;
      const tell = (body: EventBody): void => board.apply({ ...body, order: null, seq: 0, at: 0 });
      for (const now of steps) {
        waiting.sort(printingOrder);
        if (now.do === 'add') {
          const job = {
            jobId: `j${++seq}`,
            seq,
            ticketId: 't',
            printerId: PRINTER,
            priority: now.priority,
            ahead: false,
            paperLines: now.lines,
            queuedAt: 0,
            mark: 'none',
          } as const;
          waiting.push(job);
          const opened = {
            station: 'Cocina',
            stationId: 's',
            kind: 'message',
            state: 'bumped',
            dispatchNo: null,
            lineNos: [],
            quantities: [],
            says: '',
            job,
          } as const;
          tell({ kind: 'message.sent', messageId: 'm', number: seq, by: 'x', tickets: [opened] });
        } else if (now.do === 'take' && !sending && waiting[0]) {
          sending = waiting.shift() ?? null;
          if (sending)
            tell({
              kind: 'printJob.sending',
              jobId: sending.jobId,
              printerId: PRINTER,
              attempt: 1,
              worker: 1,
            });
        } else if (now.do === 'settle' && sending) {
          tell({
            kind: 'printJob.settled',
            jobId: sending.jobId,
            printerId: PRINTER,
            state: 'sent',
            cause: null,
            ms: 1,
            by: null,
          });
          sending = null;
        } else if (now.do === 'requeue' && sending) {
          const job: QueuedJob = { ...sending, ahead: true };
          waiting.push(job);
          sending = null;
          tell({ kind: 'printJob.queued', job, why: 'possible-duplicate', cause: null });
        } else if ((now.do === 'promote' || now.do === 'discard') && waiting.length > 0) {
          const index = now.which % waiting.length;
          const job = waiting[index];
          if (!job) continue;
          waiting = waiting.filter((other) => other !== job);
          if (now.do === 'promote') {
            waiting.push({ ...job, priority: 'urgent' });
            tell({ kind: 'printJob.promoted', jobId: job.jobId, priority: 'urgent' });
          } else
            tell({
              kind: 'printJob.settled',
              jobId: job.jobId,
              printerId: PRINTER,
              state: 'discarded',
              cause: null,
              ms: null,
              by: null,
            });
        }
      }
      waiting.sort(printingOrder);
      const before = sending ? 1 : 0;
      let lines = sending?.paperLines ?? 0;
      for (const [index, job] of waiting.entries()) {
        lines += job.paperLines;
        expect(board.place(job.jobId)).toEqual({
          state: 'queued',
          position: before + index + 1,
          of: before + waiting.length,
          waitMs: lines * MS,
          cause: null,
        });
      }
      if (sending) expect(board.place(sending.jobId)).toEqual({ state: 'sending' });
      const { queued } = board.figures()[0] ?? { queued: { urgent: -1, normal: -1, low: -1 } };
      expect(queued.urgent + queued.normal + queued.low).toBe(waiting.length);
    }),
    { numRuns: 500 },
  );
});

it('lets a reprint that waited a minute stand in line with the new ones, and nothing pass an urgent one', () => {
  const head = (priority: Priority, seq: number, queuedAt: number) =>
    ({ job: { priority, seq, queuedAt } }) as Parameters<typeof pickDue>[0]['urgent'];
  const [urgent, normal, low] = [head('urgent', 9, 0), head('normal', 5, 0), head('low', 2, 0)];
  expect(pickDue({ urgent, normal, low }, 3_600_000, false)).toBe(urgent);
  expect(pickDue({ urgent: null, normal, low }, 59_999, false)).toBe(normal);
  expect(pickDue({ urgent: null, normal, low }, 60_000, false)).toBe(low);
  expect(pickDue({ urgent: null, normal, low }, 3_600_000, true)).toBe(normal);
  expect(pickDue({ urgent: null, normal, low: head('low', 7, 0) }, 60_000, false)).toBe(normal);
  expect(pickDue({ urgent: null, normal: null, low }, 0, true)).toBe(low);
  expect(pickDue({ urgent: null, normal: null, low: null }, 0, false)).toBeNull();
});

it('counts a night until its cut-over hour to the day before, also on the days the clocks change', () => {
  const at = (text: string) => businessDayOf(new Date(text).getTime(), 5);
  expect(at('2026-11-22T04:59:59')).toBe('2026-11-21');
  expect(at('2026-11-22T05:00:00')).toBe('2026-11-22');
  expect(at('2027-01-01T00:30:00')).toBe('2026-12-31');
  expect(businessDayOf(new Date('2026-11-22T00:00:00').getTime(), 0)).toBe('2026-11-22');
});

it('moves the measured speed towards the newest print, within its bounds', () => {
  expect(nextMsPerLine(30, 10 * 80, 10)).toBeCloseTo(40);
  expect(nextMsPerLine(30, 1e9, 1)).toBe(5_000);
  expect(nextMsPerLine(0.01, 0, 10)).toBe(0.01);
  expect(nextMsPerLine(30, 5, 0)).toBe(30);
  // Too near to be seen in a wait.
  expect(nextMsPerLine(30, 10 * 33, 10)).toBe(30);
  expect(nextMsPerLine(1, 10 * 3, 10)).toBe(1);
});

it('makes ids that sort in the order they were made, also many in one millisecond and when the clock goes back', () => {
  let now = 1_700_000_000_000;
  const newId = idMaker(() => now);
  const ids = Array.from({ length: 10_000 }, (_, n) => {
    if (n === 6_000) now -= 5_000;
    return newId();
  });
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids.slice(0, 50))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
