/**
 * Sends mail by SMTP through nodemailer.
 *
 * The password is read from its own file for each message, so that no setting and no backup contains
 * it.
 */
import { readFileSync, rmSync } from 'node:fs';
import type { MailSettings } from '../../../src-shared/model/mail';
import { writeDurably } from '../../program/durable-file';
import type { MailMessage, Mailer } from '../ports/mailer';
import { figure } from '../../../src-shared/base/fault-points';

/** Limits for a server that hangs, ms: connection, silence, and the whole message. */
const CONNECT_MS = figure('delivery.connect-ms', 10_000);
const SILENCE_MS = 20_000;
const WHOLE_MS = 50_000;

/**
 * `onRefused` is called once for an address that the server refuses although it accepts the message
 * for other addresses.
 */
export function smtpMailer(passwordFile: string, onRefused: (address: string) => void): Mailer {
  const reported = new Set<string>();
  function report(refused: readonly string[]): void {
    for (const address of refused.filter((one) => !reported.has(one))) {
      reported.add(address);
      onRefused(address);
    }
  }
  return {
    keepPassword(password) {
      if (password === '') rmSync(passwordFile, { force: true });
      else writeDurably(passwordFile, password);
    },
    async send(settings, message) {
      try {
        report(await withLimit(deliver(settings, message, passwordOf(passwordFile)), WHOLE_MS));
        return null;
      } catch (error) {
        return errorCodeOf(error);
      }
    },
  };
}

/** Returns the addresses that the server refused. Rejects if it refused all of them. */
async function deliver(
  settings: MailSettings,
  message: MailMessage,
  password: string | null,
): Promise<readonly string[]> {
  const { host, port, security, user, from, to } = settings;
  // Loaded on demand: most restaurants send no mail.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { rejected } = await transport.sendMail({
      from,
      to: [...to],
      subject: message.subject,
      text: message.text,
      attachments: message.attachments.map(({ name, content }) => ({
        filename: name,
        content: Buffer.from(content),
        contentType: 'application/pdf',
      })),
    });
    return rejected;
  } finally {
    transport.close();
  }
}

/** Nodemailer's code and the server's number. The error texts may repeat the password. */
function errorCodeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const words = [code, responseCode].filter(
    (part) => typeof part === 'string' || typeof part === 'number',
  );
  return words.length > 0 ? words.join(' ').slice(0, 80) : 'ERROR';
}

function passwordOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return process.env.COMANDA_SMTP_PASSWORD ?? null;
  }
}

function withLimit<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(Object.assign(new Error('no end'), { code: 'ETIMEDOUT' })),
      ms,
    );
    work.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
