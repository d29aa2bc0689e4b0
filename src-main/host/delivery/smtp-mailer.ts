/**
 * Letters by SMTP, through nodemailer. The password is read for each letter from its own file, so
 * that it is in no setting and no backup.
 */
import { readFileSync, rmSync } from 'node:fs';
import type { MailSettings } from '../../../src-shared/model/mail';
import { writeDurably } from '../../program/durable-file';
import type { MailMessage, Mailer } from '../ports/mailer';
import { figure } from '../../../src-shared/base/fault-points';

/** A server that hangs holds a letter no longer than this, ms. */
const CONNECT_MS = figure('delivery.connect-ms', 10_000);
const SILENCE_MS = 20_000;
const WHOLE_MS = 50_000;

/**
 * `onRefused`: an address that the server would not have, though the others have the letter; told
 * once.
 */
export function smtpMailer(passwordFile: string, onRefused: (address: string) => void): Mailer {
  const told = new Set<string>();
  function tell(refused: readonly string[]): void {
    for (const address of refused.filter((one) => !told.has(one))) {
      told.add(address);
      onRefused(address);
    }
  }
  return {
    keepPassword(password) {
      if (password === '') rmSync(passwordFile, { force: true });
      else writeDurably(passwordFile, password);
    },
    async send(settings, letter) {
      try {
        tell(await withLimit(deliver(settings, letter, passwordOf(passwordFile)), WHOLE_MS));
        return null;
      } catch (error) {
        return wordFor(error);
      }
    },
  };
}

/** Rejects where nobody got it; else whom the server would not have. */
async function deliver(
  settings: MailSettings,
  letter: MailMessage,
  password: string | null,
): Promise<readonly string[]> {
  const { host, port, security, user, from, to } = settings;
  // Loaded where it is needed: most restaurants send no letters.
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
      subject: letter.subject,
      text: letter.text,
      attachments: letter.attachments.map(({ name, content }) => ({
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

/** Nodemailer's code and the server's number: what its texts say may repeat the password. */
function wordFor(error: unknown): string {
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
