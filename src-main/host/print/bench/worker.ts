/** A print worker process: drives several lanes at once, one ticket each, and ends when its host is gone. Holds no database. */
import type { PrinterAddress } from '../../../../src-shared/floor';
import { HEARTBEAT_MS } from '../../../../src-shared/worker-protocol';
import type { FromWorker, ToWorker } from '../../../../src-shared/worker-protocol';
import type { PrinterTransport } from '../../ports/printer-transport';
import { printSession } from './session';
import { tcpTransport } from './transports/tcp';

/** A forked child outlives a killed parent and would go on printing what its successor prints again. */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole terminal group; the host decides when its workers end.
process.on('SIGINT', () => {});

process.on('message', (message) => void print(message as ToWorker));
setInterval(() => void tell({ kind: 'alive' }), HEARTBEAT_MS);
void tell({ kind: 'ready' });

async function print({ lease, limits }: ToWorker): Promise<void> {
  const { jobId, token } = lease;
  let firstByteAt: number | null = null;
  const outcome = await printSession(lease, transportFor(lease.address), limits, {
    async announce() {
      firstByteAt = Date.now();
      await tell({ kind: 'writing', jobId, token, at: firstByteAt });
    },
    mayWrite: () => process.connected,
  });
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
