/**
 * The house's certificate: from the start's options, or as its owner gave it on the page, kept in
 * the data folder. With one, HTTP speaks https alone.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EpochMs } from '../../../../src-shared/base/vocabulary';
import { writeDurably } from '../../../program/durable-file';

export type Certificate = { readonly cert: Buffer; readonly key: Buffer };

export type CertificateFacts = {
  /** Addresses and names that it is good for, as it says them. */
  readonly names: readonly string[];
  readonly until: EpochMs;
  /** options: whoever starts the host decides; the page changes nothing. */
  readonly from: 'options' | 'house';
};

export type CertificateStore = {
  /** What the host speaks with since it was opened; null: plain http. */
  readonly open: Certificate | null;
  /** What it will speak with from the next start on. */
  facts(): CertificateFacts | null;
  /** Checked before it is kept: a pair that does not fit would shut everybody out. */
  keep(cert: string, key: string, now: EpochMs): CertificateFacts | Refusal;
  drop(): Refusal | null;
};

export type CertificateOptions = {
  readonly dataDir: string;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly onNotice: (words: string) => void;
};

/**
 * Throws an error of the system for files of the options that cannot be read; the house's own that
 * went bad are told, and plain http goes on.
 */
export function openCertificate({
  dataDir,
  tlsCert,
  tlsKey,
  onNotice,
}: CertificateOptions): CertificateStore {
  const folder = path.join(dataDir, 'https');
  const [certFile, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  const given =
    tlsCert !== null && tlsKey !== null
      ? { cert: readFileSync(tlsCert), key: readFileSync(tlsKey) }
      : null;

  function kept(): Certificate | null {
    return existsSync(certFile) && existsSync(keyFile)
      ? { cert: readFileSync(certFile), key: readFileSync(keyFile) }
      : null;
  }

  function openKept(): Certificate | null {
    const found = kept();
    const trouble = found ? troubleOf(found.cert, found.key) : null;
    if (trouble === null) return found;
    onNotice(
      `El certificado de https no sirve (${trouble}): se abre sin él. Cárguelo otra vez en Ajustes.`,
    );
    return null;
  }

  const open = given ?? openKept();
  return {
    open,
    facts() {
      if (given) return { ...factsOf(given.cert), from: 'options' };
      const found = kept();
      return found && troubleOf(found.cert, found.key) === null
        ? { ...factsOf(found.cert), from: 'house' }
        : null;
    },
    keep(cert, key, now) {
      if (given)
        return refuse('CERTIFICATE_INVALID', {
          reason: 'lo dicen las opciones con que se abre Comanda',
        });
      const trouble = troubleOf(cert, key);
      if (trouble !== null) return refuse('CERTIFICATE_INVALID', { reason: trouble });
      const facts = factsOf(cert);
      if (facts.until <= now) return refuse('CERTIFICATE_INVALID', { reason: 'ya venció' });
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeDurably(certFile, cert);
      writeDurably(keyFile, key);
      return { ...facts, from: 'house' };
    },
    drop() {
      if (given)
        return refuse('CERTIFICATE_INVALID', {
          reason: 'lo dicen las opciones con que se abre Comanda',
        });
      rmSync(folder, { recursive: true, force: true });
      return null;
    },
  };
}

/** Why the two do not go together, in words; null where they do. */
function troubleOf(cert: Buffer | string, key: Buffer | string): string | null {
  let read: X509Certificate;
  try {
    read = new X509Certificate(cert);
  } catch {
    return 'el primer archivo no es un certificado (PEM)';
  }
  try {
    if (!read.checkPrivateKey(createPrivateKey(key))) return 'la clave es de otro certificado';
  } catch {
    return 'el segundo archivo no es una clave sin contraseña (PEM)';
  }
  try {
    // As the listener will: one that is too weak for it, or a chain that breaks further on, would
    // shut everybody out.
    createSecureContext({ cert, key });
    return null;
  } catch (error) {
    return `no se puede usar para https: ${(error as Error).message}`;
  }
}

/** SHA-256, as Node writes it: `AB:CD:…`. */
export function fingerprintOf({ cert }: Certificate): string {
  return new X509Certificate(cert).fingerprint256;
}

function factsOf(cert: Buffer | string): Pick<CertificateFacts, 'names' | 'until'> {
  const { subject, subjectAltName, validTo } = new X509Certificate(cert);
  const names = (subjectAltName ?? subject)
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address|CN)[:=]/, ''));
  return { names, until: new Date(validTo).getTime() };
}
