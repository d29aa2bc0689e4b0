/**
 * What is done at a printer that is no ticket: the drawer's pulse, a test page, and finding out
 * what the printer understands.
 */
import { CODE_PAGE_NAMES, pageOf } from '../../../../src-shared/text/code-pages';
import type { CodePage } from '../../../../src-shared/text/code-pages';
import type { PrinterIdentity, PrinterProfile } from '../../../../src-shared/model/printers';
import type { PrintCause } from '../../../../src-shared/model/print-job';
import { plainPaperText, wrap } from '../../../../src-shared/paper/paper-text';
import type { PaperLine } from '../../../../src-shared/paper/ticket-layout';
import type {
  Calibration,
  PrinterTask,
  PrinterTaskResult,
} from '../../../../src-shared/ipc/print-worker';
import { paperCutBytes, encodeTicket } from './encode-escpos';
import type { EncodedTicket } from './encode-escpos';
import type { CompletionCheck, PrinterDialogue } from './printer-dialogue';
import { openReady, sendTicket } from './print-session';
import type { At, SessionParts } from './print-session';

/**
 * Tries of errands are no leases; their fences only must not meet a ticket's, which ends in other
 * digits most of the time.
 */
const ERRAND_TOKEN = 9_999;

export async function runPrinterTask(
  errand: PrinterTask,
  at: At,
  parts: SessionParts,
): Promise<PrinterTaskResult> {
  switch (errand.kind) {
    case 'identify':
      return identify(at, parts);
    case 'drawer':
      return send(at, { bytes: drawerPulse(at.profile.language), unprintable: 0 }, parts);
    case 'test':
      return send(at, testPage(errand, at.profile), parts);
    case 'calibrate':
      return calibrate(errand, at, parts);
  }
}

async function send(
  at: At,
  ticket: EncodedTicket,
  parts: SessionParts,
): Promise<PrinterTaskResult> {
  const ready = await openReady({ ...at, torn: false }, parts);
  if (!ready.ok) return { kind: 'not_started', cause: ready.cause };
  const outcome = await sendTicket({ ...at, token: ERRAND_TOKEN }, ticket, ready.held, parts);
  ready.held.talk.takeTranscript();
  return outcome.kind === 'confirmed' || outcome.kind === 'handed_over'
    ? { kind: outcome.kind, found: null }
    : outcome;
}

/**
 * Who stands there; nothing else is asked and nothing is printed, unless its firmware prints the
 * question.
 */
async function identify(at: At, parts: SessionParts): Promise<PrinterTaskResult> {
  const ready = await openReady({ ...at, torn: false }, parts);
  if (!ready.ok) return { kind: 'not_started', cause: ready.cause };
  const { held } = ready;
  try {
    const identity = await saidTwice(held.talk, parts.limits.statusMs);
    return {
      kind: 'confirmed',
      found: { identity, answersStatus: false, contradicts: false, fence: 'none' },
    };
  } catch {
    return { kind: 'unsure', cause: 'link_lost' };
  } finally {
    parts.links.drop(at.printerId, held);
  }
}

/**
 * Asks each question once, the safe ones first, and the fences behind the test page: what a printer
 * does not know it may print, on a page that is for that. Nothing is believed of it before.
 */
async function calibrate(
  errand: Extract<PrinterTask, { kind: 'calibrate' }>,
  { printerId, profile }: At,
  parts: SessionParts,
): Promise<PrinterTaskResult> {
  const { links, limits, transport } = parts;
  const unknown: At = {
    printerId,
    profile: { ...profile, answersStatus: false, fence: 'none', identity: null },
    trustMute: false,
  };
  if (!transport.talks) {
    const printed = await send(unknown, testPage(errand, profile), parts);
    return 'found' in printed
      ? {
          ...printed,
          found: { answersStatus: false, contradicts: false, fence: 'none', identity: null },
        }
      : printed;
  }
  const ready = await openReady({ ...unknown, torn: false }, parts);
  if (!ready.ok) return { kind: 'not_started', cause: ready.cause };
  const { held } = ready;
  const { talk, link } = held;
  let written = false;
  try {
    // Star's own language has neither question; it would print them.
    const star = profile.language === 'star';
    const condition = star ? 'mute' : await surelyReady(talk, limits.statusMs);
    const isTrouble = condition !== null && condition !== 'mute';
    const contradicts = isTrouble && (await talk.contradictsItself(limits.statusMs));
    if (isTrouble && !contradicts) {
      links.drop(printerId, held);
      return { kind: 'not_started', cause: condition };
    }
    const identity = star ? null : await saidTwice(talk, limits.statusMs);
    written = true;
    await link.write(testPage(errand, profile).bytes, limits.stallMs);
    const fence = await firstAnswered(
      star ? ['star'] : ['process_id', 'status'],
      held.talk,
      parts,
      link,
    );
    // Questions that were printed instead of answered lie behind the first cut.
    if (fence === 'none') await link.write(paperCutBytes(profile.language), limits.stallMs);
    links.drop(printerId, held);
    const found: Calibration = { answersStatus: condition === null, contradicts, identity, fence };
    return { kind: fence === 'none' ? 'handed_over' : 'confirmed', found };
  } catch {
    links.drop(printerId, held);
    return written
      ? { kind: 'unsure', cause: 'link_lost' }
      : { kind: 'not_started', cause: 'link_lost' };
  }
}

/**
 * A printer's condition; that it is well is asked twice, since one stray byte would make a mute
 * printer one that answers.
 */
async function surelyReady(talk: PrinterDialogue, ms: number): Promise<PrintCause | null> {
  const first = await talk.condition(ms);
  if (first !== null) return first;
  await talk.settle();
  return talk.condition(ms);
}

/**
 * Who it is, said twice alike: what is kept of it now decides later whether a printer is a
 * stranger.
 */
async function saidTwice(talk: PrinterDialogue, ms: number): Promise<PrinterIdentity | null> {
  let before = await talk.identity(ms);
  for (let n = 0; n < 2 && before !== null; n++) {
    await talk.settle();
    const now = await talk.identity(ms);
    if (
      now &&
      now.maker === before.maker &&
      now.model === before.model &&
      now.serial === before.serial
    )
      return now;
    before = now;
  }
  return null;
}

async function firstAnswered(
  fences: readonly CompletionCheck[],
  talk: Pick<PrinterDialogue, 'completionQuestion' | 'isConfirmed'>,
  { limits }: SessionParts,
  link: { write(bytes: Uint8Array, stallMs: number): Promise<void> },
): Promise<CompletionCheck | 'none'> {
  for (const fence of fences) {
    const id = String(ERRAND_TOKEN);
    await link.write(talk.completionQuestion(fence, id), limits.stallMs);
    if (await talk.isConfirmed(fence, id, limits.answerMs, limits.answerMs)) return fence;
  }
  return 'none';
}

/**
 * ESC p with all its parameters: pin 2, 50 ms on, 500 ms off (the library's own lacks two bytes,
 * printing.md 1.5). Star: BEL framed.
 */
function drawerPulse(language: PrinterProfile['language']): Uint8Array {
  return language === 'star'
    ? Uint8Array.of(0x1b, 0x07, 0x0b, 0x37, 0x07)
    : Uint8Array.of(0x1b, 0x70, 0x00, 0x19, 0xfa);
}

/**
 * The same letters in every page, the printer's own first, and a rule as wide as its paper: what
 * comes out right is what the profile should say.
 */
function testPage(
  { name, shownTime }: Extract<PrinterTask, { kind: 'test' | 'calibrate' }>,
  profile: PrinterProfile,
): EncodedTicket {
  const { columns } = profile;
  const text = (words: string, size: 'normal' | 'big' = 'normal'): readonly PaperLine[] =>
    wrap(plainPaperText(words), columns).map((line) => ({
      kind: 'text',
      text: line,
      size,
      inverse: false,
      centred: false,
    }));
  const rule = Array.from({ length: columns }, (_, at) => (at + 1) % 10).join('');
  const own = pageOf(profile);
  const others = CODE_PAGE_NAMES.filter(
    (page) => page !== own && pageOf({ ...profile, codePage: page }) === page,
  );
  const letters = (page: CodePage): readonly PaperLine[] => text(`${page}: áéíóúñÑ¿¡€`);
  const parts = [
    encodeTicket(
      [
        { kind: 'feed', lines: 2 },
        ...text('PRUEBA', 'big'),
        ...text(name),
        ...text(`${shownTime} · ${columns} columnas`),
        ...text(rule),
        ...letters(own),
      ],
      profile,
    ),
    // Each begins with its own page.
    ...others.map((page) => encodeTicket(letters(page), { ...profile, codePage: page })),
    encodeTicket(
      [...text('Use la página cuya línea sale bien'), { kind: 'feed', lines: 4 }, { kind: 'cut' }],
      profile,
    ),
  ];
  return {
    bytes: Buffer.concat(parts.map(({ bytes }) => bytes)),
    unprintable: parts.reduce((sum, { unprintable }) => sum + unprintable, 0),
  };
}
