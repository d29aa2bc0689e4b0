/**
 * The host's https certificate, from the options or the data folder.
 *
 * The owner can store one in the data folder by a page. With a certificate, the HTTP port speaks
 * https only.
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
  /** Addresses and names that the certificate is valid for. */
  readonly names: readonly string[];
  readonly until: EpochMs;
  /** options: set by the start options; the page cannot change it. */
  readonly from: 'options' | 'house';
};

export type CertificateStore = {
  /** The certificate in use since the start; null: plain http. */
  readonly open: Certificate | null;
  /** The certificate to use from the next start on. */
  facts(): CertificateFacts | null;
  /** Checks the pair before it is stored: one that does not fit would lock all clients out. */
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
 * Throws a system error if files of the options cannot be read. An invalid pair in the data folder
 * is reported, and the port speaks plain http.
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

/** Why the certificate and the key cannot be used, in words; null: they can. */
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
    // The same check as at the start: a weak certificate or a broken chain would lock all clients
    // out.
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
