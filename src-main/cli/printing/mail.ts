/**
 * comanda mail: sets up the mail message that reports a ticket printed on another printer.
 *
 * The password is copied to a file in the data folder and never sent over TCP.
 */
import { copyFileSync, chmodSync, rmSync } from 'node:fs';
import path from 'node:path';
import { askAsOwner } from '../connect/owner';
import type { OwnerTarget } from '../connect/owner';

const say = (words: string): void => void process.stdout.write(`${words}\n`);

export type MailOptions = OwnerTarget & {
  readonly smtp: string;
  readonly smtpPort: number;
  readonly security: string;
  readonly user?: string;
  readonly passwordFile?: string;
  readonly from: string;
  readonly to: readonly string[];
};

export async function setMailCommand(options: MailOptions): Promise<number> {
  const { smtp, smtpPort, security, user, passwordFile, from, to, ...reach } = options;
  if (passwordFile !== undefined) {
    const file = path.join(reach.dataDir, 'smtp.password');
    // Delete first: copying would keep the mode of an older file.
    rmSync(file, { force: true });
    copyFileSync(passwordFile, file);
    chmodSync(file, 0o600);
  }
  const correo = { host: smtp, port: smtpPort, security, user: user ?? null, from, to };
  const answer = await askAsOwner(reach, { correo });
  if (answer) say('Guardado. Pruebe con: comanda mail test');
  return answer ? 0 : 1;
}

export async function mailOffCommand(reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { correo: null });
  if (answer) say('Sin correo.');
  return answer ? 0 : 1;
}

export async function testMailCommand(reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { correo: 'probar' });
  if (!answer) return 1;
  const sent = answer.status === 'correo_enviado';
  say(sent ? 'El servidor de correo lo tomó.' : `No salió: ${String(answer.causa)}`);
  return sent ? 0 : 1;
}
