/** Letters that wait: one that cannot be sent, read or put into words takes no other with it. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMailDelivery } from '../../src-main/host/delivery/mail-delivery';
import type { MailDelivery } from '../../src-main/host/delivery/mail-delivery';
import { smtpMailer } from '../../src-main/host/delivery/smtp-mailer';
import { systemClock } from '../../src-main/host/ports/clock';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { TicketPaper } from '../../src-shared/paper/ticket-layout';
import { openCore, orderInput } from '../support/core';
import type { TestCore } from '../support/core';
import { startSmtpServer } from '../support/smtp-server';
import type { SmtpServer } from '../support/smtp-server';
import { until } from '../support/until';

const OWNER = { id: 'pc', role: 'owner', name: 'Dueña' } as const;
let house: TestCore;
let smtp: SmtpServer;
let desk: MailDelivery | null;
let alerts: string[];

beforeEach(async () => {
  house = await openCore();
  smtp = await startSmtpServer('takes');
  alerts = [];
  desk = null;
  const settings = {
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    from: 'a@ejemplo.ar',
    to: ['b@ejemplo.ar'],
  };
  await house.core.execute('setMail', COMMANDS.setMail.input.parse({ settings }), OWNER, 'mail');
});
afterEach(async () => {
  desk?.stop();
  await smtp.stop();
  await house.stop();
});

function start(
  draw: (paper: TicketPaper) => Promise<Uint8Array | null> = () => Promise.resolve(null),
): void {
  const { core, folder } = house;
  const onAlert = (words: string): void => void alerts.push(words);
  const mailer = smtpMailer(path.join(folder, 'smtp.password'), onAlert);
  desk = startMailDelivery({
    core,
    mailer,
    clock: systemClock,
    draw,
    onTrouble: () => {},
    onAlert,
    lookEveryMs: 20,
  });
}

/**
 * As a fallback leaves them: a letter for the first ticket of an order for each of these guests, in
 * this order.
 */
async function letters(...guests: readonly string[]): Promise<void> {
  for (const customer of guests) {
    const input = { ...orderInput('Cerveza'), customer };
    expect(await house.core.execute('placeOrder', input, OWNER, customer)).toMatchObject({
      ok: true,
    });
  }
  sql(`INSERT INTO mails (ticket_seq, job_seq, mark, state, tries, retry_at, queued_at)
       SELECT t.seq, min(j.seq), '{"kind":"none"}', 'queued', 0, 0, 0 FROM tickets t JOIN print_jobs j ON j.ticket_seq = t.seq
       GROUP BY t.seq ORDER BY t.seq`);
}

function sql(text: string): void {
  const db = new Database(path.join(house.folder, 'comanda.db'));
  try {
    db.exec(text);
  } finally {
    db.close();
  }
}

function states(): readonly { state: string; error: string | null }[] {
  const db = new Database(path.join(house.folder, 'comanda.db'), { readonly: true });
  try {
    return db
      .prepare<[], { state: string; error: string | null }>(
        'SELECT state, error FROM mails ORDER BY seq',
      )
      .all();
  } finally {
    db.close();
  }
}
const sentOf = (guest: string): number =>
  smtp.letters.filter((letter) => letter.includes(guest)).length;

it('sends the others when the server refuses one letter for good', async () => {
  await letters('Beltran', 'Malo', 'Cardozo');
  smtp.refused = /Malo/;
  start();
  await until(
    'the others are out',
    () => states().filter(({ state }) => state === 'sent').length === 2,
  );
  expect([sentOf('Beltran'), sentOf('Malo'), sentOf('Cardozo')]).toEqual([1, 0, 1]);
  expect(states()[1]).toEqual({ state: 'queued', error: 'EMESSAGE 554' });
});

it('sends the refused one alone from then on: what came later does not fail with it', async () => {
  await letters('Malo', 'Beltran');
  smtp.refused = /Malo/;
  start();
  await until('it was refused', () => states()[0]?.error === 'EMESSAGE 554');
  sql('UPDATE mails SET retry_at = 0');
  await letters('Cardozo');
  await until('the later one is out', () => sentOf('Cardozo') > 0);
  expect(states()[0]?.state).toBe('queued');
});

it('sends all as one letter where the server takes it', async () => {
  await letters('Beltran', 'Cardozo');
  start();
  await until('they are out', () => states().every(({ state }) => state === 'sent'));
  expect(smtp.letters).toHaveLength(1);
});

it('gives up a row that nobody can read, says so, and sends the others', async () => {
  await letters('Roto', 'Beltran');
  sql("UPDATE mails SET mark = '{' WHERE seq = 1");
  start();
  await until('the other is out', () => sentOf('Beltran') === 1);
  // The server has it a moment before the row says so.
  await until('that is written down', () => states()[1]?.state === 'sent');
  expect(states()).toEqual([
    { state: 'failed', error: 'UNREADABLE' },
    { state: 'sent', error: null },
  ]);
  expect(alerts.join()).toContain('un aviso no se puede leer');
});

it('gives up one that cannot be put into words, says so, and sends the others', async () => {
  await letters('Roto', 'Beltran');
  // As another version may have left it: without a field that paper needs.
  sql(
    "UPDATE tickets SET document = json_remove(document, '$.alsoAt') WHERE document LIKE '%Roto%'",
  );
  start();
  await until('the other is out', () => sentOf('Beltran') === 1);
  expect(states()[0]).toEqual({ state: 'failed', error: 'UNREADABLE' });
  expect(alerts.join()).toContain('un aviso no se puede leer');
});

it('sends a letter without its PDF where that cannot be drawn', async () => {
  await letters('Beltran', 'Cardozo');
  start(({ document }) =>
    document.customer === 'Beltran' ? Promise.reject(new Error('no ink')) : Promise.resolve(null),
  );
  await until('they are out', () => states().every(({ state }) => state === 'sent'));
  expect(sentOf('Beltran')).toBe(1);
});

it('sends to the others where the server will not have one of the addresses, and names that one once', async () => {
  const to = ['b@ejemplo.ar', 'nadie@ejemplo.ar'];
  const settings = {
    host: '127.0.0.1',
    port: smtp.port,
    security: 'none',
    from: 'a@ejemplo.ar',
    to,
  };
  await house.core.execute('setMail', COMMANDS.setMail.input.parse({ settings }), OWNER, 'two');
  smtp.unknown = /nadie@/;
  await letters('Beltran');
  start();
  await until('it is out', () => states()[0]?.state === 'sent');
  await letters('Cardozo');
  await until('the next one too', () => states().every(({ state }) => state === 'sent'));
  expect(alerts).toEqual(['nadie@ejemplo.ar']);
});
