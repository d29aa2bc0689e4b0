/** A print worker process: drives several lanes at once, one ticket each, and ends when its host is gone. Holds no database. */
import type { PrinterAddress } from '../../../../src-shared/floor';
import { HEARTBEAT_MS } from '../../../../src-shared/worker-protocol';
import type { FromWorker, ToWorker } from '../../../../src-shared/worker-protocol';
import type { PrinterTransport } from '../../ports/printer-transport';
import { linkKeeper } from './link-keeper';
import { printSession, probeSession } from './session';
import type { SessionHooks } from './session';
import { tcpTransport } from './transports/tcp';

/** A forked child outlives a killed parent and would go on printing what its successor prints again. */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole terminal group; the host decides when its workers end.
process.on('SIGINT', () => {});

const links = linkKeeper();

process.on('message', (message) => void obey(message as ToWorker));
setInterval(() => void tell({ kind: 'alive' }), HEARTBEAT_MS);
void tell({ kind: 'ready' });

function obey(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'print':
      return print(message);
    case 'probe':
      return probe(message);
  }
}

const NO_HOOKS: SessionHooks = { announce: async () => {}, mayWrite: () => false, stopped: () => {} };

async function probe({ id, probe: asked, limits }: Extract<ToWorker, { kind: 'probe' }>): Promise<void> {
  const cause = await probeSession(asked, { transport: transportFor(asked.address), links, limits, hooks: NO_HOOKS });
  await tell({ kind: 'probed', id, cause });
}

async function print({ lease, limits }: Extract<ToWorker, { kind: 'print' }>): Promise<void> {
  const { jobId, token } = lease;
  let firstByteAt: number | null = null;
  const hooks: SessionHooks = {
    async announce() {
      firstByteAt = Date.now();
      await tell({ kind: 'writing', jobId, token, at: firstByteAt });
    },
    mayWrite: () => process.connected,
    stopped: (cause) => void tell({ kind: 'stopped', jobId, token, cause }),
  };
  const outcome = await printSession(lease, { transport: transportFor(lease.address), links, limits, hooks });
  await tell({ kind: 'settled', jobId, token, outcome, firstByteAt: outcome.kind === 'not_started' ? null : firstByteAt });
}

function transportFor(address: PrinterAddress): PrinterTransport {
  switch (address.kind) {
    case 'tcp':
      return tcpTransport(address.host, address.port);
    case 'virtual':
      return tcpTransport('127.0.0.1', address.port);
  }
}

/** Resolves when the message is in the channel, from where a later death of this process cannot take it back. */
function tell(message: FromWorker): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) process.exit(0);
    process.send(message, (error: Error | null) => (error ? process.exit(0) : resolve()));
  });
}
