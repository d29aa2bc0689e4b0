/**
 * Lanes, their printers and their papers in memory: what the rules of printing decide is carried out
 * here, and every promise of printing is held against it after each step.
 */
import { comparePriority, mayMove } from '../../../src-shared/model/print-job';
import type { PrintJob } from '../../../src-shared/model/print-job';
import type { Printer } from '../../../src-shared/model/printers';
import type { Lease, NextLease } from '../../../src-shared/commands/registry';
import type { Refusal } from '../../../src-shared/base/errors';
import type { Change, Context, Decision } from '../../../src-main/host/domain/engine/rule';
import type { JobFacts, LaneFacts, NextNumbers } from '../../../src-main/host/domain/engine/facts';
import { isAway } from '../../../src-main/host/domain/printing/printer-health';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { Load } from '../../../src-shared/model/operations/alerts';
import { aContext, NOW } from './context';
import { aJob, aTicket, NEXT } from './orders';
import { PRINTERS } from './restaurant';

type Kept = {
  readonly job: PrintJob;
  readonly token: number | null;
  readonly crashes: number;
  readonly tries: number;
  readonly claimedAt: number;
};

export class LaneModel {
  now = NOW;
  /** A second a line: two tickets are a wait that another printer shortens. */
  readonly printers = new Map<Id, Printer>(
    PRINTERS.map((printer) => [printer.id, { ...printer, msPerLine: 1_000 }]),
  );
  readonly jobs = new Map<Id, Kept>();
  /** What each lane has been given to print and has not told the end of. */
  readonly leases = new Map<Id, Lease>();
  /** By ticket: its station, tries that may have put it on paper, and whether it is known to be. */
  readonly tickets = new Map<
    Id,
    {
      readonly stationId: Id;
      readonly printersTried: Id[];
      doubts: number;
      isOut: boolean;
    }
  >();
  #lastJob = 0;
  #lastToken = 0;

  context(): Context {
    return aContext({ now: this.now });
  }

  next(): NextNumbers {
    return { ...NEXT, jobSeq: this.#lastJob + 1 };
  }

  place(stationId: Id, printerId: Id, priority: PrintJob['priority']): void {
    const seq = this.#lastJob + 1;
    const ticketId = `t${seq}`;
    this.tickets.set(ticketId, { stationId, printersTried: [], doubts: 0, isOut: false });
    this.#put(aJob({ id: String(seq), seq, ticketId, printerId, priority, queuedAt: this.now }));
  }

  lane(printerId: Id): LaneFacts {
    const printer = this.printer(printerId);
    const waiting = this.waitingAt(printerId);
    const head = (priority: PrintJob['priority']): JobFacts | null =>
      waiting.find(({ job }) => job.priority === priority) ?? null;
    return {
      printer,
      busy: this.#underWay(printerId).length > 0,
      heads: { urgent: head('urgent'), normal: head('normal'), low: head('low') },
      nextToken: this.#lastToken + 1,
      isTurbo: false,
      waiting: isAway(printer.health) ? waiting : [],
    };
  }

  waitingAt(printerId: Id): readonly JobFacts[] {
    const classes = ['urgent', 'normal', 'low'];
    return this.#where(({ job }) => job.printerId === printerId && job.state === 'queued')
      .sort(
        ({ job: a }, { job: b }) =>
          classes.indexOf(a.priority) - classes.indexOf(b.priority) || comparePriority(a, b),
      )
      .map((kept) => this.#facts(kept));
  }

  stale(before: number): readonly JobFacts[] {
    return this.#where(({ job }) => job.state === 'queued' && job.queuedAt < before).map((kept) =>
      this.#facts(kept),
    );
  }

  sending(): readonly (JobFacts & { readonly claimedAt: number })[] {
    return this.#where(isUnderWay).map((kept) => ({
      ...this.#facts(kept),
      claimedAt: kept.claimedAt,
    }));
  }

  job(id: Id): JobFacts | null {
    const kept = this.jobs.get(id);
    return kept ? this.#facts(kept) : null;
  }

  load(): Load {
    const lanes = [...this.printers.values()].map(({ id, msPerLine }) => {
      const waiting = this.waitingAt(id);
      const lines = waiting.reduce((sum, { job }) => sum + job.paperLines, 0);
      return { printerId: id, waiting: waiting.length, waitMs: lines * msPerLine, idleMs: 0 };
    });
    return { waiting: 0, meanMs: null, lanes };
  }

  printer(id: Id): Printer {
    const printer = this.printers.get(id);
    if (!printer) throw new Error(`there is no printer ${id}`);
    return printer;
  }

  /** Carries out what was decided; null where it was refused. */
  carryOut<R>(decided: Decision<R> | Refusal): R | null {
    if (!decided.ok) return null;
    for (const change of decided.changes) this.#apply(change);
    this.#check();
    return decided.reply;
  }

  /** A lane begins the paper that it was given. */
  begin(printerId: Id, { lease }: NextLease): void {
    if (!lease) return;
    const ticket = this.#ticketOf(lease.jobId);
    must(!isAway(this.printer(printerId).health), 'no paper is begun at a printer that is away');
    must(lease.printerId === printerId, 'a lane prints what is its own');
    must(!ticket.isOut, 'a ticket that is on paper is not printed again by itself');
    must(ticket.doubts < 2, 'there is no third try of unknown end by itself');
    const { mark } = lease;
    const isMarked = 'firstTriedAt' in mark && mark.firstTriedAt !== null;
    must(ticket.doubts === 0 || isMarked, 'what may be a second copy says so');
    this.leases.set(printerId, lease);
  }

  /** What really came of a try: not what the rules make of it. */
  tried({ jobId }: Pick<Lease, 'jobId'>, end: 'out' | 'unknown'): void {
    const ticket = this.#ticketOf(jobId);
    if (end === 'out') ticket.isOut = true;
    else ticket.doubts++;
  }

  #ticketOf(jobId: Id): { doubts: number; isOut: boolean } {
    const kept = this.jobs.get(jobId);
    const ticket = kept && this.tickets.get(kept.job.ticketId);
    if (!ticket) throw new Error(`there is no ticket of print ${jobId}`);
    return ticket;
  }

  #apply(change: Change): void {
    if ('put' in change && change.put === 'printJob') return this.#put(change.job);
    if ('put' in change && change.put === 'attempt') {
      const { token, jobId } = change.attempt;
      must(token > this.#lastToken, 'each try has a token of its own');
      must(this.jobs.get(jobId)?.token === token, 'the try that is written down is the job’s');
      this.#lastToken = token;
      return;
    }
    if ('set' in change && change.set === 'printer') {
      const { id, msPerLine, health } = change;
      this.printers.set(id, { ...this.printer(id), msPerLine, health });
    }
    if (!('set' in change && change.set === 'printJob')) return;
    const before = this.jobs.get(change.id);
    if (!before) throw new Error(`there is no print ${change.id}`);
    const { id, from, to, heldBy, token, crashes, tries, set: _, ...fields } = change;
    must(before.job.state === from, `print ${id} is ${before.job.state}, not ${from}`);
    must(heldBy === undefined || heldBy === before.token, `print ${id} has another token`);
    must(from === to || mayMove(from, to), `a print may not go from ${from} to ${to}`);
    this.jobs.set(id, {
      job: { ...before.job, ...fields, state: to },
      token: token ?? before.token,
      crashes: crashes ?? before.crashes,
      tries: tries ?? before.tries,
      claimedAt: to === 'sending' && from === 'queued' ? this.now : before.claimedAt,
    });
  }

  #put(job: PrintJob): void {
    must(job.seq === this.#lastJob + 1, 'prints are numbered without gaps');
    this.#lastJob = job.seq;
    this.tickets.get(job.ticketId)?.printersTried.push(job.printerId);
    this.jobs.set(job.id, { job, token: null, crashes: 0, tries: 0, claimedAt: 0 });
  }

  #check(): void {
    for (const id of this.printers.keys())
      must(this.#underWay(id).length <= 1, `${id} has two papers under way`);
    const standing = this.#where(({ job }) => job.state !== 'rerouted');
    must(
      new Set(standing.map(({ job }) => job.ticketId)).size === standing.length,
      'no ticket stands in two lanes',
    );
    must(standing.length === this.tickets.size, 'no ticket is lost');
  }

  #underWay(printerId: Id): readonly Kept[] {
    return this.#where((kept) => isUnderWay(kept) && kept.job.printerId === printerId);
  }

  #where(is: (kept: Kept) => boolean): Kept[] {
    return [...this.jobs.values()].filter(is);
  }

  #facts({ job, token, crashes, tries }: Kept): JobFacts {
    const ticket = this.tickets.get(job.ticketId);
    return {
      job,
      token,
      crashes,
      tries,
      printersTried: ticket?.printersTried ?? [],
      ticket: aTicket({
        id: job.ticketId,
        stationId: ticket?.stationId ?? '',
        orderNumber: null,
        kind: 'message',
      }),
      head: null,
      orderNumber: null,
    };
  }
}

function isUnderWay({ job }: Kept): boolean {
  return job.state === 'sending' || job.state === 'blocked';
}

function must(is: boolean, promise: string): void {
  if (!is) throw new Error(promise);
}
