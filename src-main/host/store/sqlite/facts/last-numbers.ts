/** Keeps the last number of every gapless sequence in memory, so that no order looks them up. */
import type { Database } from 'better-sqlite3';
import type { BusinessDay } from '../../../../../src-shared/base/vocabulary';
import type { NextNumbers } from '../../../domain/engine/facts';
import type { Change } from '../../../domain/engine/rule';

/** `folio` is the last one of `day`. */
type Numbers = {
  order: number;
  chainSeq: number;
  ticketSeq: number;
  jobSeq: number;
  message: number;
  token: number;
  day: string;
  folio: number;
};

export class LastNumbers {
  readonly #statements: ReturnType<typeof prepareMaxima>;
  /** Null: not read yet. */
  #numbers: Numbers | null = null;

  constructor(db: Database) {
    this.#statements = prepareMaxima(db);
  }

  next(day: BusinessDay): NextNumbers {
    const last = this.#read();
    if (last.day !== day) Object.assign(last, { day, folio: this.#statements.folio.get(day) ?? 0 });
    return {
      order: last.order + 1,
      folio: last.folio + 1,
      chainSeq: last.chainSeq + 1,
      ticketSeq: last.ticketSeq + 1,
      jobSeq: last.jobSeq + 1,
      message: last.message + 1,
    };
  }

  nextToken(): number {
    return this.#read().token + 1;
  }

  follow(change: Extract<Change, { put: unknown }>): void {
    const numbers = this.#numbers;
    if (!numbers) return;
    if (change.put === 'order') {
      numbers.order = change.order.number;
      if (change.order.day === numbers.day) numbers.folio = change.order.folio;
    } else if (change.put === 'dispatch') numbers.chainSeq = change.dispatch.chainSeq;
    else if (change.put === 'ticket') numbers.ticketSeq = change.ticket.seq;
    else if (change.put === 'printJob') numbers.jobSeq = change.job.seq;
    else if (change.put === 'message') numbers.message = change.message.number;
    else if (change.put === 'attempt') numbers.token = change.attempt.token;
  }

  forget(): void {
    this.#numbers = null;
  }

  #read(): Numbers {
    const { order, chainSeq, ticketSeq, jobSeq, message, token } = this.#statements;
    return (this.#numbers ??= {
      order: order.get() ?? 0,
      chainSeq: chainSeq.get() ?? 0,
      ticketSeq: ticketSeq.get() ?? 0,
      jobSeq: jobSeq.get() ?? 0,
      message: message.get() ?? 0,
      token: token.get() ?? 0,
      day: '',
      folio: 0,
    });
  }
}

function prepareMaxima(db: Database) {
  const max = (sql: string) => db.prepare<[], number | null>(sql).pluck();
  return {
    order: max('SELECT max(number) FROM orders'),
    folio: db
      .prepare<[string], number | null>('SELECT max(folio) FROM orders WHERE day = +?')
      .pluck(),
    chainSeq: max('SELECT max(chain_seq) FROM dispatches'),
    ticketSeq: max('SELECT max(seq) FROM tickets'),
    jobSeq: max('SELECT max(seq) FROM print_jobs'),
    message: max('SELECT max(number) FROM messages'),
    token: max('SELECT max(token) FROM attempts'),
  };
}
