/**
 * One ticket's way onto one printer: encode, open, ask how the printer is, say that bytes are about to leave, write, ask behind the
 * ticket whether all of it is printed; and an outcome that is true.
 */
import { createHash } from 'node:crypto';
import type { Lease } from '../../../../src-shared/commands';
import { HUMAN_CAUSES } from '../../../../src-shared/print-job';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/print-job';
import { layOutTicket } from '../../../../src-shared/ticket-layout';
import type { SessionLimits } from '../../../../src-shared/worker-protocol';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterTransport } from '../../ports/printer-transport';
import { encodeTicket } from './encode-escpos';
import type { EncodedTicket } from './encode-escpos';
import type { HeldLink, LinkKeeper } from './link-keeper';
import type { Fence } from './printer-talk';

/** Small enough that a dead host is noticed within one, and that a 4 KB printer buffer is not flooded. Bytes. */
const CHUNK = 4096;

export type SessionHooks = {
  /** Resolves when the host is certain to learn of it; rejects if it cannot. No byte of the ticket leaves before. */
  announce(): Promise<void>;
  /** False once the host is gone: then nothing more may be printed. */
  mayWrite(): boolean;
  /** The printer stopped in the middle and somebody must go there; null when it goes on. */
  stopped(cause: PrintCause | null): void;
};

export type SessionParts = {
  readonly transport: PrinterTransport;
  readonly links: LinkKeeper;
  readonly limits: SessionLimits;
  readonly hooks: SessionHooks;
};

export async function printSession(lease: Lease, parts: SessionParts): Promise<PrintOutcome> {
  let ticket: EncodedTicket;
  try {
    const { document, mark, jobSeq, shownTime, profile } = lease;
    ticket = encodeTicket(layOutTicket({ document, mark, jobSeq, shownTime }, profile.columns), profile);
  } catch {
    return { kind: 'not_started', cause: 'encode_failed' };
  }
  const ready = await openReady(lease, parts);
  return ready.ok ? sendTicket(lease, ticket, ready.held, parts) : { kind: 'not_started', cause: ready.cause };
}

/** Asks a printer how it is, on no paper: what a lane does before it tries again. Null: it can print. */
export async function probeSession(
  lease: Pick<Lease, 'printerId' | 'profile' | 'trustMute'>,
  parts: SessionParts,
): Promise<PrintCause | null> {
  const ready = await openReady({ ...lease, torn: false }, parts);
  if (!ready.ok) return ready.cause;
  parts.links.drop(lease.printerId, ready.held);
  return null;
}

type Ready = { readonly ok: true; readonly held: HeldLink } | { readonly ok: false; readonly cause: PrintCause };

/** A link to a printer that says it can print. No byte of a ticket has left when this fails. */
async function openReady(
  { printerId, profile, trustMute, torn }: Pick<Lease, 'printerId' | 'profile' | 'trustMute' | 'torn'>,
  parts: SessionParts,
): Promise<Ready> {
  const { transport, links, limits } = parts;
  for (;;) {
    let held: HeldLink;
    try {
      held = await links.take(printerId, transport, limits);
    } catch (error) {
      return { ok: false, cause: causeOf(error, 'unreachable') };
    }
    try {
      const cause = profile.answersStatus && !trustMute ? await held.talk.condition(limits.statusMs) : null;
      if (cause !== null) {
        links.drop(printerId, held);
        return { ok: false, cause };
      }
      if (torn) await held.talk.recover(profile.fence, limits.statusMs);
      return { ok: true, held };
    } catch (error) {
      links.drop(printerId, held);
      // A kept link may have died long before: that says nothing about the printer now.
      if (!held.wasKept) return { ok: false, cause: causeOf(error, 'link_lost') };
    }
  }
}

async function sendTicket(lease: Lease, ticket: EncodedTicket, held: HeldLink, parts: SessionParts): Promise<PrintOutcome> {
  const { hooks, limits, links } = parts;
  const { link, talk } = held;
  const { bytes, unprintable } = ticket;
  const fence: Fence | null = lease.profile.fence === 'none' || lease.trustMute ? null : lease.profile.fence;
  const facts = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), unprintable };
  // Ids repeat after ten thousand tries; one printer has one at a time.
  const fenceId = String(lease.token % 10_000).padStart(4, '0');
  let sent = 0;
  let keep = false;
  const deadline = setTimeout(() => link.close(), limits.totalMs);
  try {
    await hooks.announce();
    const stream = fence ? Buffer.concat([bytes, talk.fence(fence, fenceId)]) : bytes;
    for (let from = 0; from < stream.length; from += CHUNK) {
      if (!hooks.mayWrite()) throw new TransportError('host_restarted');
      const chunk = stream.subarray(from, from + CHUNK);
      sent += chunk.length; // counted before: a write that fails may have left in part
      await link.write(chunk, limits.stallMs);
    }
    if (!fence) {
      const drained = await link.finish(limits.closeMs);
      // One that should talk, says nothing and does not even hang up is not believed.
      if (lease.trustMute && !drained) return { kind: 'unsure', cause: 'no_answer', bytes: sent };
      return { kind: 'handed_over', ...facts, drained };
    }
    const cause = await untilAnswered(lease, fence, fenceId, held, parts);
    if (cause !== null) return { kind: 'unsure', cause, bytes: sent };
    keep = true;
    return { kind: 'confirmed', by: fence, ...facts };
  } catch (error) {
    const cause = causeOf(error, 'link_lost');
    return sent === 0 ? { kind: 'not_started', cause } : { kind: 'unsure', cause, bytes: sent };
  } finally {
    clearTimeout(deadline);
    if (keep) links.keep(lease.printerId, held, limits.idleMs);
    else links.drop(lease.printerId, held);
  }
}

/**
 * Waits behind the ticket. A printer that says it is well gets more time than one that says nothing, one that waits for paper gets as
 * long as people take. Null once everything is printed, else why nobody knows.
 */
async function untilAnswered(
  { profile }: Lease,
  fence: Fence,
  fenceId: string,
  { talk }: HeldLink,
  { limits, hooks }: SessionParts,
): Promise<PrintCause | null> {
  let since = performance.now();
  let stoppedAt: number | null = null;
  for (;;) {
    if (await talk.answered(fence, fenceId, limits.pollMs)) {
      if (stoppedAt !== null) hooks.stopped(null);
      return null;
    }
    const cause = profile.answersStatus ? await talk.condition(limits.statusMs) : 'mute';
    const now = performance.now();
    if (cause !== null && HUMAN_CAUSES.has(cause)) {
      if (stoppedAt === null) hooks.stopped(cause);
      stoppedAt ??= now;
      if (now - stoppedAt > limits.stoppedMs) return cause;
      continue;
    }
    if (stoppedAt !== null) {
      hooks.stopped(null);
      stoppedAt = null;
      since = now; // it starts where it stopped
    }
    if (now - since > (cause === null ? limits.patientMs : limits.answerMs)) return 'no_answer';
  }
}

function causeOf(error: unknown, otherwise: PrintCause): PrintCause {
  return error instanceof TransportError ? error.why : otherwise;
}
