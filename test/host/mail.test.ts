/**
 * The letter beside a fallback: it tells what its ticket says, and a mail server that is down or
 * hangs holds up no paper.
 */
// @module-tag slow
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { openPrintingHost } from '../support/printing-host';
import type { PrintingHost } from '../support/printing-host';
import { startSmtpServer } from '../support/smtp-server';
import type { SmtpManners, SmtpServer } from '../support/smtp-server';
import { until } from '../support/until';
import { shortened } from '../support/short-limits';
import type { Faults } from '../support/faulty';

let faults: Faults;
let smtp: SmtpServer;
let place: PrintingHost;

beforeAll(async () => {
  faults = await shortened(
    { session: 1, retry: 0.05 },
    { 'delivery.scale': 0.0005 },
    { 'delivery.look-every-ms': 100 },
    { 'delivery.connect-ms': 1_000 },
  );
});
afterEach(async () => {
  await place.stop();
  await smtp.stop();
});

const SECRET = 'canario-secreto-77';

async function open(
  manners: SmtpManners,
  security: 'none' | 'starttls' | 'tls' = 'none',
): Promise<void> {
  smtp = await startSmtpServer(manners);
  place = await openPrintingHost(faults, {
    fallbacks: ['Bar'],
    mail: {
      host: '127.0.0.1',
      port: smtp.port,
      security,
      user: 'local',
      from: 'cocina@ejemplo.ar',
      to: ['ana@ejemplo.ar'],
    },
  });
  writeFileSync(path.join(place.dataDir, 'smtp.password'), `${SECRET}\n`, { mode: 0o600 });
}

/** The letter's text part, decoded. */
function textOf(letter: string): string {
  const [, body = ''] =
    /Content-Transfer-Encoding: base64\n\n([A-Za-z0-9+/=\n]+)/.exec(letter) ?? [];
  if (body !== '' && !letter.slice(0, letter.indexOf(body)).includes('application/pdf'))
    return Buffer.from(body, 'base64').toString('utf8');
  const [, quoted = ''] = /quoted-printable\n\n([\s\S]*?)\n----_/.exec(letter) ?? [];
  const bytes = quoted
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

it('goes out once for a ticket that had to go elsewhere, with its text and its PDF, and with no header that an order could write', async () => {
  await open('takes');
  await place.kitchen.unplug('Cocina');
  const { id } = await place.order('Ñandú', { nota: 'x\r\nBcc: todos@ejemplo.ar <b>1</b>' });
  await place.untilTicket(id, 'impreso');
  const letter = await until('the letter', () => smtp.letters[0]);
  expect(textOf(letter)).toContain('Ñandú');
  expect(textOf(letter)).toContain('1 x Milanesa');
  expect(textOf(letter)).toContain('Bcc: todos@ejemplo.ar <b>1</b>');
  expect(letter).toMatch(/Content-Type: application\/pdf; name=comanda-0001-2\.pdf/);
  expect(letter).not.toContain('text/html');
  const head = letter.slice(0, letter.indexOf('\n\n'));
  expect(head.match(/^(To|Bcc|Cc): .*$/gim)).toEqual(['To: ana@ejemplo.ar']);
  await place.kitchen.plugIn('Cocina');
  await place.order('A2', { esperar: 'impreso' });
  // A2 may still have met a printer that was thought away; of the first ticket there is one letter.
  expect(smtp.letters.filter((one) => textOf(one).includes('Ñandú'))).toHaveLength(1);
});

it.each([
  ['is down for now (451)', 'later', 'none'],
  ['hangs', 'hangs', 'none'],
  ['does not speak TLS', 'takes', 'tls'],
  ['does not offer STARTTLS', 'takes', 'starttls'],
] as const)(
  'F46: a mail server that %s holds up no paper, is tried a few times and then given up in words',
  async (_, manners, security) => {
    await open(manners, security);
    await place.kitchen.unplug('Cocina');
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_unused, n) => place.order(`A${n}`, { esperar: 'impreso' })),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ comandas: [{ impresora: 'Bar', estado: 'impreso' }] });
    await until('it is given up', () => place.host.output().includes('El correo no salió'), 60_000);
    expect(smtp.letters).toEqual([]);
    expect(smtp.calls).toBeLessThanOrEqual(5 * 5);
    // Neither the log nor the screen knows the password.
    expect(
      place.host.output() + readFileSync(path.join(place.dataDir, 'logs', 'host.log'), 'utf8'),
    ).not.toContain(SECRET);
  },
  90_000,
);

it('F46: letters that wait go out when the server is back, also after a restart', async () => {
  await open('later');
  await place.kitchen.unplug('Cocina');
  const { id } = await place.order('A1');
  await place.untilTicket(id, 'impreso');
  await until('it was tried', () => smtp.calls > 0);
  await place.restart('kill');
  smtp.manners = 'takes';
  await until('the letter', () => smtp.letters.length === 1, 30_000);
  expect(readFileSync(path.join(place.dataDir, 'comanda.db')).includes(SECRET)).toBe(false);
});
