/**
 * Prints one ticket on one printer, and reports a true outcome.
 *
 * The steps: encode, open the link, ask for the condition, announce the first byte, write, and ask
 * behind the ticket whether all of it is printed.
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
 * Bytes written at a time. The host is checked before each chunk, and a printer's buffer of 4 KB
 * holds one.
 */
const CHUNK = 4096;

export type SessionHooks = {
  /**
   * Announces the first byte. Resolves when the host is certain to receive it; rejects if it cannot.
   * No byte of the ticket is sent before.
   */
  announce(): Promise<void>;
  /** False once the host is gone. Then no more may be printed. */
  mayWrite(): boolean;
  /** The printer stopped in the middle and needs a person; null: it goes on. */
  stopped(cause: PrintCause | null): void;
  /** The completion check was confirmed after this session had ended as unsure. */
  late(): void;
};

export type SessionParts = {
  readonly transport: PrinterTransport;
  readonly links: ConnectionKeeper;
  readonly limits: SessionLimits;
  readonly hooks: SessionHooks;
};

/** The outcome of an attempt. `heard`: the last bytes from the printer, hex. */
export type PrintAttempt = { readonly outcome: PrintOutcome; readonly heard: string };

/** A printer and its abilities. */
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
 * Asks a printer for its condition before its lane retries. Uses no paper. Null: it can print.
 */
export async function probeSession(at: At, parts: SessionParts): Promise<PrintCause | null> {
  const ready = await openReady({ ...at, torn: false }, parts, 'status');
  if (!ready.ok) return ready.cause;
  const { links, limits } = parts;
  // A late confirmation may still come over this link.
  if (ready.held.talk.awaitsLate()) links.keep(at.printerId, ready.held, limits.lateMs);
  else links.drop(at.printerId, ready.held);
  return null;
}

type Ready =
  | { readonly ok: true; readonly held: KeptConnection }
  | { readonly ok: false; readonly cause: PrintCause; readonly heard: string };

/** Opens a link to a printer that can print. If it fails, no byte of a ticket has been sent. */
export async function openReady(
  at: At & Pick<Lease, 'torn'>,
  parts: SessionParts,
  use: ConnectionUse = 'send',
): Promise<Ready> {
  let close = (): void => {};
  // Closing the link makes the open question fail as lost.
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
      const asksStatus = transport.talks && profile.answersStatus && !trustMute;
      const cause =
        (asksStatus ? await held.talk.condition(limits.statusMs) : null) ??
        (await wrongPrinter(profile, held, parts));
      if (cause !== null) {
        links.drop(printerId, held);
        // Silence on a kept link means that the link is dead. Try again over a new one.
        if (cause === 'mute' && held.wasKept) continue;
        return { ok: false, cause, heard: held.talk.takeTranscript() };
      }
      if (torn && transport.talks && !fault('printing.torn-not-recovered'))
        await held.talk.recover(profile.fence, paperCutBytes(profile.language), limits.statusMs);
      return { ok: true, held };
    } catch (error) {
      links.drop(printerId, held);
      // A kept link may have died long before. Try again over a new one.
      if (!held.wasKept)
        return { ok: false, cause: causeOf(error, 'link_lost'), heard: held.talk.takeTranscript() };
    }
  }
}

/**
 * Checks the identity: another printer may have got this address, and the kitchen's ticket would be
 * printed in the bar. Null: it is the right printer, or cannot be checked.
 */
async function wrongPrinter(
  { identity: known }: Lease['profile'],
  { talk, wasKept }: KeptConnection,
  { transport, limits }: SessionParts,
): Promise<PrintCause | null> {
  if (known === null || wasKept || !transport.talks) return null;
  let found = await talk.identity(limits.statusMs);
  if (found !== null && isSame(known, found)) return null;
  // A stray byte changes the reply or hides it, so ask once more.
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

/** Writes a ticket and waits for the confirmation that its printer can give. */
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
  const check: CompletionCheck | null =
    profile.fence === 'none' || trustMute || !transport.talks ? null : profile.fence;
  const facts = {
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    unprintable,
  };
  // Ids repeat after ten thousand attempts; a printer has one open check at a time.
  const checkId = String(at.token % 10_000).padStart(4, '0');
  let sent = 0;
  let keepMs = 0;
  const deadline = setTimeout(() => link.close(), limits.totalMs);
  try {
    if (!fault('printing.not-announced')) await hooks.announce();
    for (let from = 0; from < bytes.length; from += CHUNK) {
      if (!hooks.mayWrite()) throw new TransportError('host_restarted');
      const part = bytes.subarray(from, from + CHUNK);
      const isLast = from + CHUNK >= bytes.length;
      // The check starts when it is sent: earlier bytes must not confirm it.
      const chunk =
        isLast && check ? Buffer.concat([part, talk.completionQuestion(check, checkId)]) : part;
      sent += chunk.length; // counted before: a failed write may have sent a part
      if (fault('printing.crash-after-bytes')) await crashAfterBytes(chunk, link, limits);
      await link.write(chunk, limits.stallMs);
    }
    if (!check) {
      const drained = await link.finish(limits.closeMs);
      // A printer that should reply, is silent and does not close the link may have lost the ticket.
      if (trustMute && !drained) return { kind: 'unsure', cause: 'no_answer', bytes: sent };
      return { kind: 'handed_over', ...facts, drained };
    }
    const cause = await untilConfirmed(profile, check, checkId, held, parts);
    if (cause !== null) {
      if (cause === 'no_answer' && check !== 'status') {
        talk.whenLate(check, checkId, () => hooks.late());
        keepMs = limits.lateMs;
      }
      return { kind: 'unsure', cause, bytes: sent };
    }
    keepMs = limits.idleMs;
    return { kind: 'confirmed', by: check, ...facts };
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
 * Waits until the printer confirms the ticket. Null: everything is printed; else why it is unsure.
 *
 * A printer that reports that it can print gets more time than a silent one; a printer that waits for
 * paper gets the time that people take. Both times are counted over the whole ticket: a printer that
 * stops and goes on again and again must not hold its lane without limit.
 */
async function untilConfirmed(
  profile: Lease['profile'],
  check: CompletionCheck,
  checkId: string,
  { talk }: KeptConnection,
  { limits, hooks }: SessionParts,
): Promise<PrintCause | null> {
  let isStopped = false;
  let stoppedMs = 0;
  let otherMs = 0;
  /** Time since its last reply, ms. */
  let silentMs = 0;
  let checkedAt = performance.now();
  for (;;) {
    const isConfirmed = await talk.isConfirmed(check, checkId, limits.pollMs, limits.answerMs);
    if (isConfirmed || fault('printing.completion-assumed')) {
      if (isStopped) hooks.stopped(null);
      return null;
    }
    const cause = profile.answersStatus ? await talk.condition(limits.statusMs) : 'mute';
    const passed = performance.now() - checkedAt;
    checkedAt += passed;
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
