/** Opens the ports: public requests by TCP and HTTP, and the screens. */
import { writeCliSecret } from '../net/auth/cli-secret';
import { createIdentify } from '../net/auth/identify';
import { openGateway } from '../net/gateway';
import type { Gateway } from '../net/gateway';
import { startOrderFeed } from '../net/public-api/order-feed';
import { createRequests } from '../net/public-api/public-requests';
import { startTcpListener } from '../net/tcp/listener';
import type { TcpListener } from '../net/tcp/listener';
import { supportBundle } from '../operations/support-bundle';
import type { RehearsalControl } from '../ports/rehearsal-control';
import { publicAbout } from '../runtime/about';
import { isNewHere } from '../store/sqlite/backup/backup';
import type { Start } from './host-parts';
import type { Operations } from './operations';
import type { Printing } from './printing';
import type { Storage } from './storage';

export type Network = { readonly gateway: Gateway; readonly tcp: TcpListener };

export async function openNetwork(
  start: Start,
  storage: Storage,
  operations: Operations,
  printing: Printing,
  rehearsals: RehearsalControl,
): Promise<Network> {
  const { config, parts, about, counters, notice, onBug, onStop } = start;
  const { core, past, state } = storage;
  const { backups, turbo, metrics, floods } = operations;
  const { control, mailer, workerPids } = printing;
  const feed = startOrderFeed(core);
  onStop(() => feed.stop());
  const requests = createRequests({ core, control, mailer }, counters);
  const identify = createIdentify(core, writeCliSecret(config.dataDir));
  const gateway = await openGateway({
    config,
    core,
    past,
    requests,
    control,
    mailer,
    backups,
    rehearsals,
    restart: parts.onRestart,
    support: () => supportBundle(core, config, workerPids().length, about),
    appFolder: parts.appFolder,
    identify,
    workers: () => workerPids().length,
    refusesWith: () => (state.isCoreGone ? 'CORE_GONE' : (state.trouble?.code ?? null)),
    about: publicAbout(about),
    isTurbo: () => turbo.isOn,
    isNewHere: isNewHere(config.dataDir),
    metrics,
    onRefused: floods.refused,
    notice,
    onBug,
  });
  onStop(() => gateway.stop());
  const tcp = await startTcpListener({
    host: config.host,
    port: config.port,
    maxConnections: config.maxConnections,
    deps: { requests, feed, counters, onBug },
    identify: (source, token) => identify.sender(source, token),
    onRefused: floods.refused,
    onNotice: notice,
    ...(parts.times ? { times: parts.times } : {}),
  });
  onStop(() => tcp.stop());
  addMetrics(start, operations, printing, { gateway, tcp });
  return { gateway, tcp };
}

/** Gives the metrics the figures that exist only now that every part has started. */
function addMetrics(
  { counters }: Start,
  { metrics, turbo, backups }: Operations,
  { workerPids }: Printing,
  { gateway, tcp }: Network,
): void {
  metrics.ask({
    workers: () => workerPids().length,
    screens: () => gateway.screens,
    connections: () => tcp.connections,
    isTurbo: () => turbo.isOn,
    backupAgeMs: backups.ageMs,
    faults() {
      const {
        cliente: sender,
        servidor: host,
        base_de_datos: database,
        conexiones_rotas: connection,
      } = counters.figures;
      return { sender, host, database, connection };
    },
  });
}
