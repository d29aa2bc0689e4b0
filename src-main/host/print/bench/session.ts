/** One ticket's way onto one printer: encode, open, say that bytes are about to leave, write, finish; and an outcome that is true. */
import { createHash } from 'node:crypto';
import type { Lease } from '../../../../src-shared/commands';
import type { PrintOutcome } from '../../../../src-shared/print-job';
import { layOutTicket } from '../../../../src-shared/ticket-layout';
import type { SessionLimits } from '../../../../src-shared/worker-protocol';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterLink, PrinterTransport } from '../../ports/printer-transport';
import { encodeTicket } from './encode-escpos';

/** Small enough that a dead host is noticed within one, and that a 4 KB printer buffer is not flooded. Bytes. */
const CHUNK = 4096;

export type SessionHooks = {
  /** Resolves when the host is certain to learn of it; rejects if it cannot. No byte leaves before. */
  announce(): Promise<void>;
  /** False once the host is gone: then nothing more may be printed. */
  mayWrite(): boolean;
};

export async function printSession(
  lease: Lease,
  transport: PrinterTransport,
  limits: SessionLimits,
  hooks: SessionHooks,
): Promise<PrintOutcome> {
  let bytes: Uint8Array;
  let unprintable: number;
  try {
    const { document, mark, jobSeq, shownTime, profile } = lease;
    ({ bytes, unprintable } = encodeTicket(layOutTicket({ document, mark, jobSeq, shownTime }, profile.columns), profile));
  } catch {
    return { kind: 'not_started', cause: 'encode_failed' };
  }

  let link: PrinterLink;
  try {
    link = await transport.open(limits.connectMs);
  } catch (error) {
    return { kind: 'not_started', cause: causeOf(error, 'unreachable') };
  }
  let sent = 0;
  const deadline = setTimeout(() => link.close(), limits.totalMs);
  try {
    await hooks.announce();
    for (let from = 0; from < bytes.length; from += CHUNK) {
      if (!hooks.mayWrite()) throw new TransportError('host_restarted');
      const chunk = bytes.subarray(from, from + CHUNK);
      sent += chunk.length; // counted before: a write that fails may have left in part
      await link.write(chunk, limits.stallMs);
    }
    const drained = await link.finish(limits.closeMs);
    return {
      kind: 'handed_over',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      unprintable,
      drained,
    };
  } catch (error) {
    const cause = causeOf(error, 'link_lost');
    return sent === 0 ? { kind: 'not_started', cause } : { kind: 'unsure', cause, bytes: sent };
  } finally {
    clearTimeout(deadline);
    link.close();
  }
}

function causeOf(error: unknown, otherwise: TransportError['why']): TransportError['why'] {
  return error instanceof TransportError ? error.why : otherwise;
}
