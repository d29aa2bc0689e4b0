/**
 * The window trusts the certificate of the host in its own program, and no other that the system
 * does not: what the owner gave for the house's addresses on the LAN is rarely good for 127.0.0.1,
 * and nobody stands between a program and itself.
 */
import { X509Certificate } from 'node:crypto';
import { session } from 'electron';

const [AS_CHROMIUM_SAYS, TRUSTED] = [-3, 0] as const;

/**
 * `own`: SHA-256 of the host's certificate, as Node writes it; null where it has none, or there is
 * no host here.
 */
export function trustOwnCertificate(own: () => string | null): void {
  session.defaultSession.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const isHere = hostname === '127.0.0.1' || hostname === '::1' || hostname === 'localhost';
    answer(isHere && fingerprintOf(certificate.data) === own() ? TRUSTED : AS_CHROMIUM_SAYS);
  });
}

/** Undefined, which is nobody's: not to be read as a certificate. */
function fingerprintOf(pem: string): string | undefined {
  try {
    return new X509Certificate(pem).fingerprint256;
  } catch {
    return undefined;
  }
}
