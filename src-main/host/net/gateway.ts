/** Opens the host's HTTP side: server, screens, pairing, PINs, and the LAN with its mDNS name. */
import type { HostConfig } from '../runtime/config';
import type { ErrorCode } from '../../../src-shared/base/errors';
import type { Core } from '../core/core-client';
import type { Metrics } from '../ports/metrics';
import type { ReportReader } from '../core/reader-client';
import { systemClock } from '../ports/clock';
import type { BackupControl } from '../ports/backup-control';
import type { Mailer } from '../ports/mailer';
import type { RehearsalControl } from '../ports/rehearsal-control';
import type { PrintControl } from '../ports/print-control';
import type { Identify } from './auth/identify';
import { openHostKey } from './auth/host-key';
import { PairingService } from './auth/pairing';
import { createPinGuard } from './auth/pins';
import { startLanAccess } from './lan-access';
import { fingerprintOf, openCertificate } from './auth/certificate';
import { readAppFiles } from './http/static-files';
import { lanOrigins, startHttpServer } from './http/server';
import type { Requests } from './public-api/public-requests';
import { startScreenHub } from './screen-api/screen-hub';

export type GatewayParts = {
  readonly config: HostConfig;
  readonly core: Core;
  readonly past: ReportReader;
  readonly requests: Requests;
  readonly control: PrintControl | null;
  readonly mailer: Mailer;
  readonly backups: BackupControl;
  readonly rehearsals: RehearsalControl;
  readonly support: () => Promise<string>;
  /** Restarts the host, for settings that apply from its start. */
  readonly restart: (why: string) => void;
  readonly identify: Identify;
  readonly workers: () => number;
  /** The folder of the built screens; null: none. */
  readonly appFolder: string | null;
  readonly refusesWith: () => ErrorCode | null;
  readonly about: Readonly<Record<string, unknown>>;
  readonly isTurbo: () => boolean;
  /** The data came from a backup of another machine: the owner has no device here yet. */
  readonly isNewHere: boolean;
  readonly metrics: Metrics;
  readonly onRefused: (address: string) => void;
  readonly notice: (words: string) => void;
  readonly onBug: (error: unknown) => void;
};

export type Gateway = {
  readonly addresses: readonly string[];
  readonly ownerLink: string | null;
  /** A new link. It voids the one before. */
  newOwnerLink(): string;
  /** SHA-256 of the https certificate; null: plain http. */
  readonly certificate: string | null;
  /** Connected screens. */
  readonly screens: number;
  stop(): Promise<void>;
};

export async function openGateway({
  config,
  core,
  notice,
  onBug,
  appFolder,
  ...parts
}: GatewayParts): Promise<Gateway> {
  const { httpPort: port, dataDir } = config;
  const certificate = openCertificate({ ...config, onNotice: notice });
  const tls = certificate.open;
  const scheme = tls ? 'https' : 'http';
  const house = await core.ask({ name: 'house' });
  const hostKey = openHostKey(dataDir, notice);
  const pairing = new PairingService(
    systemClock,
    (name) => notice(`Un dispositivo pide entrar: "${name}". Se aprueba en la caja.`),
    notice,
  );
  const pins = createPinGuard(core, systemClock, notice);
  let isLanOpen = (): boolean => house.lanOpen;
  const hub = startScreenHub({
    core,
    past: parts.past,
    workers: parts.workers,
    clock: systemClock,
    identify: parts.identify,
    onBug,
  });
  const http = await startHttpServer({
    ...parts,
    core,
    port,
    appFiles: appFolder === null ? null : readAppFiles(appFolder),
    lanOpen: house.lanOpen,
    tls,
    certificate,
    hub,
    pins,
    pairing,
    hostKey,
    // With the LAN closed, its addresses do not answer.
    reachAt: () => [
      ...(isLanOpen() ? lanOrigins(port, scheme) : []),
      `${scheme}://localhost:${port}`,
    ],
    onNotice: notice,
    onBug,
  }).catch((error: unknown) => {
    hub.stop();
    throw error;
  });

  const newOwnerLink = (): string =>
    `${scheme}://localhost:${port}/#propietario=${pairing.ownerLink()}`;
  const lan = await startLanAccess({
    core,
    http,
    port,
    scheme,
    isAdvertised: config.advertise,
    restaurant: house.name,
    isOpen: house.lanOpen,
    notice,
    onBug,
  });
  isLanOpen = () => lan.isOpen;

  return {
    get addresses() {
      return http.addresses.map((address) => `${scheme}://${address}`);
    },
    ownerLink: house.hasOwner && !parts.isNewHere ? null : newOwnerLink(),
    newOwnerLink,
    certificate: tls === null ? null : fingerprintOf(tls),
    get screens() {
      return hub.screens;
    },
    async stop() {
      await lan.stop();
      hub.stop();
      await http.stop();
    },
  };
}
