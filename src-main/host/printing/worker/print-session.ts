/**
 * One ticket's way onto one printer: encode, open, ask how the printer is, say that bytes are about
 * to leave, write, ask behind the ticket whether all of it is printed; and an outcome that is true.
 */
import { createHash } from 'node:crypto';
import { pageOf } from '../../../../src-shared/text/code-pages';
import type { Lease } from '../../../../src-shared/commands/registry';
import type { PrinterIdentity } from '../../../../src-shared/model/printers';
import { HUMAN_CAUSES } from '../../../../src-shared/model/print-job';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import { layOutTicket } from '../../../../src-shared/paper/ticket-layout';
import type { SessionLimits } from '../../../../src-shared/ipc/print-worker';
import { TransportError } from '../../ports/printer-transport';
import type { PrinterTransport } from '../../ports/printer-transport';
import { paperCutBytes, encodeTicket } from './encode-escpos';
import type { EncodedTicket } from './encode-escpos';
import type { KeptConnection, ConnectionKeeper, ConnectionUse } from './connection-keeper';
import type { CompletionCheck } from './printer-dialogue';
import { crashAfterBytes } from './crash-after-bytes';
import { fault } from '../../../../src-shared/base/fault-points';

/**
 * Small enough that a dead host is noticed within one, and that a 4 KB printer buffer is not
 * flooded. Bytes.
 */
const CHUNK = 4096;

export type SessionHooks = {
  /**
   * Resolves when the host is certain to learn of it; rejects if it cannot. No byte of the ticket
   * leaves before.
   */
  announce(): Promise<void>;
  /** False once the host is gone: then nothing more may be printed. */
  mayWrite(): boolean;
  /** The printer stopped in the middle and somebody must go there; null when it goes on. */
  stopped(cause: PrintCause | null): void;
  /** The fence is answered after this session gave up on it. */
  late(): void;
};

export type SessionParts = {
  readonly transport: PrinterTransport;
  readonly links: ConnectionKeeper;
  readonly limits: SessionLimits;
  readonly hooks: SessionHooks;
};

/** How a try ended, and what the printer said meanwhile, hex. */
export type PrintAttempt = { readonly outcome: PrintOutcome; readonly heard: string };

/** Which printer, and what it can do. */
export type At = Pick<Lease, 'printerId' | 'profile' | 'trustMute'>;

export async function printSession(lease: Lease, parts: SessionParts): Promise<PrintAttempt> {
  let ticket: EncodedTicket;
  try {
    const { document, mark, jobSeq, shownTime, profile } = lease;
    if (fault('printing.worker-killed') && document.customer === 'A666')
      process.kill(process.pid, 'SIGKILL');
    const lines = layOutTicket(
      { document, head: lease.head, mark, jobSeq, shownTime },
      profile.columns,
      pageOf(profile),
    );
    ticket = encodeTicket(lines, profile);
  } catch {
    return { outcome: { kind: 'not_started', cause: 'encode_failed' }, heard: '' };
  }
  const ready = await openReady(lease, parts);
  if (!ready.ok)
    return { outcome: { kind: 'not_started', cause: ready.cause }, heard: ready.heard };
  const outcome = await sendTicket(lease, ticket, ready.held, parts);
  return { outcome, heard: ready.held.talk.takeTranscript() };
}

/**
 * Asks a printer how it is, on no paper: what a lane does before it tries again. Null: it can
 * print.
 */
export async function probeSession(at: At, parts: SessionParts): Promise<PrintCause | null> {
  const ready = await openReady({ ...at, torn: false }, parts, 'look');
  if (!ready.ok) return ready.cause;
  const { links, limits } = parts;
  // A late answer may still come over it.
  if (ready.held.talk.awaitsLate()) links.keep(at.printerId, ready.held, limits.lateMs);
  else links.drop(at.printerId, ready.held);
  return null;
}

type Ready =
  | { readonly ok: true; readonly held: KeptConnection }
  | { readonly ok: false; readonly cause: PrintCause; readonly heard: string };

/** A link to a printer that says it can print. No byte of a ticket has left when this fails. */
export async function openReady(
  at: At & Pick<Lease, 'torn'>,
  parts: SessionParts,
  use: ConnectionUse = 'send',
): Promise<Ready> {
  let close = (): void => {};
  // A link that is closed under its asker counts as lost.
  const deadline = setTimeout(() => close(), parts.limits.readyMs);
  try {
    return await askReady(at, parts, use, (held) => (close = () => held.link.close()));
  } finally {
    clearTimeout(deadline);
  }
}

async function askReady(
  { printerId, profile, trustMute, torn }: At & Pick<Lease, 'torn'>,
  parts: SessionParts,
  use: ConnectionUse,
  opened: (held: KeptConnection) => void,
): Promise<Ready> {
  const { transport, links, limits } = parts;
  for (;;) {
    let held: KeptConnection;
    try {
      held = await links.take(printerId, transport, limits, use);
    } catch (error) {
      return { ok: false, cause: causeOf(error, 'unreachable'), heard: '' };
    }
    opened(held);
    try {
      const asked = transport.talks && profile.answersStatus && !trustMute;
      const cause =
        (asked ? await held.talk.condition(limits.statusMs) : null) ??
        (await mistaken(profile, held, parts));
      if (cause !== null) {
        links.drop(printerId, held);
        // Silence on a kept link says that the link is dead, nothing about the printer.
        if (cause === 'mute' && held.wasKept) continue;
        return { ok: false, cause, heard: held.talk.takeTranscript() };
      }
      if (torn && transport.talks && !fault('printing.torn-not-recovered'))
        await held.talk.recover(profile.fence, paperCutBytes(profile.language), limits.statusMs);
      return { ok: true, held };
    } catch (error) {
      links.drop(printerId, held);
      // A kept link may have died long before: that says nothing about the printer now.
      if (!held.wasKept)
        return { ok: false, cause: causeOf(error, 'link_lost'), heard: held.talk.takeTranscript() };
    }
  }
}

/**
 * Another printer may have got the address of this one: its cook would wait for a ticket that lies
 * in the bar.
 */
async function mistaken(
  { identity: known }: Lease['profile'],
  { talk, wasKept }: KeptConnection,
  { transport, limits }: SessionParts,
): Promise<PrintCause | null> {
  if (known === null || wasKept || !transport.talks) return null;
  let found = await talk.identity(limits.statusMs);
  if (found !== null && isSame(known, found)) return null;
  // A stray byte makes another name of it, or swallows an answer.
  await talk.settle();
  found = await talk.identity(limits.statusMs);
  if (found === null) return 'unidentified';
  return isSame(known, found) ? null : 'stranger';
}

function isSame(known: PrinterIdentity, found: PrinterIdentity): boolean {
  return known.serial !== '' && found.serial !== ''
    ? known.serial === found.serial
    : known.maker === found.maker && known.model === found.model;
}

/** Writes a ticket and waits for what its printer can say of it. */
export async function sendTicket(
  at: At & Pick<Lease, 'token'>,
  ticket: EncodedTicket,
  held: KeptConnection,
  parts: SessionParts,
): Promise<PrintOutcome> {
  const { hooks, limits, links, transport } = parts;
  const { link, talk } = held;
  const { bytes, unprintable } = ticket;
  const { profile, trustMute } = at;
  const fence: CompletionCheck | null =
    profile.fence === 'none' || trustMute || !transport.talks ? null : profile.fence;
  const facts = {
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    unprintable,
  };
  // Ids repeat after ten thousand tries; one printer has one at a time.
  const fenceId = String(at.token % 10_000).padStart(4, '0');
  let sent = 0;
  let keepMs = 0;
  const deadline = setTimeout(() => link.close(), limits.totalMs);
  try {
    if (!fault('printing.not-announced')) await hooks.announce();
    for (let from = 0; from < bytes.length; from += CHUNK) {
      if (!hooks.mayWrite()) throw new TransportError('host_restarted');
      const part = bytes.subarray(from, from + CHUNK);
      const isLast = from + CHUNK >= bytes.length;
      // The question is made when it leaves: what came before is no answer to it.
      const chunk =
        isLast && fence ? Buffer.concat([part, talk.completionQuestion(fence, fenceId)]) : part;
      sent += chunk.length; // counted before: a write that fails may have left in part
      if (fault('printing.crash-after-bytes')) await crashAfterBytes(chunk, link, limits);
      await link.write(chunk, limits.stallMs);
    }
    if (!fence) {
      const drained = await link.finish(limits.closeMs);
      // One that should talk, says nothing and does not even hang up is not believed.
      if (trustMute && !drained) return { kind: 'unsure', cause: 'no_answer', bytes: sent };
      return { kind: 'handed_over', ...facts, drained };
    }
    const cause = await untilAnswered(profile, fence, fenceId, held, parts);
    if (cause !== null) {
      if (cause === 'no_answer' && fence !== 'status') {
        talk.whenLate(fence, fenceId, () => hooks.late());
        keepMs = limits.lateMs;
      }
      return { kind: 'unsure', cause, bytes: sent };
    }
    keepMs = limits.idleMs;
    return { kind: 'confirmed', by: fence, ...facts };
  } catch (error) {
    const cause = causeOf(error, 'link_lost');
    const safe = sent === 0 || (error instanceof TransportError && error.nothingLeft);
    return safe ? { kind: 'not_started', cause } : { kind: 'unsure', cause, bytes: sent };
  } finally {
    clearTimeout(deadline);
    if (keepMs > 0 && link.isOpen()) links.keep(at.printerId, held, keepMs);
    else links.drop(at.printerId, held);
  }
}

/**
 * Waits behind the ticket. A printer that says it is well gets more time than one that says
 * nothing, one that waits for paper gets as long as people take. Both times are counted over the
 * whole ticket: a printer that stops and goes on again and again must not hold its lane for ever.
 * Null once everything is printed, else why nobody knows.
 */
async function untilAnswered(
  profile: Lease['profile'],
  fence: CompletionCheck,
  fenceId: string,
  { talk }: KeptConnection,
  { limits, hooks }: SessionParts,
): Promise<PrintCause | null> {
  let isStopped = false;
  let stoppedMs = 0;
  let otherMs = 0;
  /** Since it last said anything. */
  let silentMs = 0;
  let lookedAt = performance.now();
  for (;;) {
    const isOut = await talk.isConfirmed(fence, fenceId, limits.pollMs, limits.answerMs);
    if (isOut || fault('printing.completion-assumed')) {
      if (isStopped) hooks.stopped(null);
      return null;
    }
    const cause = profile.answersStatus ? await talk.condition(limits.statusMs) : 'mute';
    const passed = performance.now() - lookedAt;
    lookedAt += passed;
    const stops = cause !== null && HUMAN_CAUSES.has(cause);
    if (stops !== isStopped) hooks.stopped(stops ? cause : null);
    isStopped = stops;
    if (stops) {
      stoppedMs += passed;
      silentMs = 0;
      if (stoppedMs > limits.stoppedMs) return cause;
      continue;
    }
    otherMs += passed;
    silentMs = cause === null ? 0 : silentMs + passed;
    if (otherMs > limits.patientMs || silentMs > limits.answerMs) return 'no_answer';
  }
}

function causeOf(error: unknown, otherwise: PrintCause): PrintCause {
  return error instanceof TransportError ? error.why : otherwise;
}
