/** Certificates of one's own making, by openssl: what an owner would bring along. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Pair = {
  readonly certFile: string;
  readonly keyFile: string;
  /** Both PEM. */
  readonly cert: string;
  readonly key: string;
};

const ELLIPTIC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
const LOOPBACK = 'IP:127.0.0.1,DNS:localhost';

/**
 * `NAME.pem` and `NAME-key.pem` in the folder, good for two days. `names` as in subjectAltName;
 * `how`: another kind of key, for openssl.
 */
export function makePair(
  folder: string,
  name: string,
  { names = LOOPBACK, how = ELLIPTIC } = {},
): Pair {
  const [certFile, keyFile] = [
    path.join(folder, `${name}.pem`),
    path.join(folder, `${name}-key.pem`),
  ];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      ...how,
      '-nodes',
      '-days',
      '2',
      '-keyout',
      keyFile,
      '-out',
      certFile,
      ...subject,
    ],
    {
      stdio: 'pipe',
    },
  );
  return {
    certFile,
    keyFile,
    cert: readFileSync(certFile, 'utf8'),
    key: readFileSync(keyFile, 'utf8'),
  };
}
