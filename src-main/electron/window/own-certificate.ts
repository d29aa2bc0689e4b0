/**
 * Makes the window trust the certificate of this program's own host on 127.0.0.1.
 *
 * The owner's certificate names the addresses on the LAN, rarely 127.0.0.1. For every other host
 * the rules of the system apply.
 */
import { X509Certificate } from 'node:crypto';
import { session } from 'electron';

const [AS_CHROMIUM_SAYS, TRUSTED] = [-3, 0] as const;

/** `own`: SHA-256 of the host's certificate, in Node's format. Null: no host here, or plain http. */
export function trustOwnCertificate(own: () => string | null): void {
  session.defaultSession.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const isHere = hostname === '127.0.0.1' || hostname === '::1' || hostname === 'localhost';
    answer(isHere && fingerprintOf(certificate.data) === own() ? TRUSTED : AS_CHROMIUM_SAYS);
  });
}

/** Undefined: not a readable certificate. `undefined` equals no fingerprint, and not null either. */
function fingerprintOf(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return undefined;
  }
}
