/** Runs printer tasks: opening the drawer, a test page, identification and calibration. */
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
 * Id of a task's completion check. A task has no lease, so its id only has to differ from a ticket's,
 * which has other digits most of the time.
 */
const TASK_TOKEN = 9_999;

export async function runPrinterTask(
  task: PrinterTask,
  at: At,
  parts: SessionParts,
): Promise<PrinterTaskResult> {
  switch (task.kind) {
    case 'identify':
      return identify(at, parts);
    case 'drawer':
      return send(at, { bytes: drawerPulse(at.profile.language), unprintable: 0 }, parts);
    case 'test':
      return send(at, testPage(task, at.profile), parts);
    case 'calibrate':
      return calibrate(task, at, parts);
  }
}

async function send(
  at: At,
  ticket: EncodedTicket,
  parts: SessionParts,
): Promise<PrinterTaskResult> {
  const ready = await openReady({ ...at, torn: false }, parts);
  if (!ready.ok) return { kind: 'not_started', cause: ready.cause };
  const outcome = await sendTicket({ ...at, token: TASK_TOKEN }, ticket, ready.held, parts);
  ready.held.talk.takeTranscript();
  return outcome.kind === 'confirmed' || outcome.kind === 'handed_over'
    ? { kind: outcome.kind, found: null }
    : outcome;
}

/** Asks for the identity only. Prints nothing, unless the printer's firmware prints the question. */
async function identify(at: At, parts: SessionParts): Promise<PrinterTaskResult> {
  const ready = await openReady({ ...at, torn: false }, parts);
  if (!ready.ok) return { kind: 'not_started', cause: ready.cause };
  const { held } = ready;
  try {
    const identity = await confirmedIdentity(held.talk, parts.limits.statusMs);
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
 * Finds out which questions a printer understands, and prints a test page.
 *
 * The safe questions come first, the completion checks behind the test page: a printer may print a
 * question that it does not know, which then lands on that page. The stored profile is not trusted.
 */
async function calibrate(
  task: Extract<PrinterTask, { kind: 'calibrate' }>,
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
    const printed = await send(unknown, testPage(task, profile), parts);
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
    // Star's own language has neither question: the printer would print them.
    const star = profile.language === 'star';
    const condition = star ? 'mute' : await confirmedCondition(talk, limits.statusMs);
    const isTrouble = condition !== null && condition !== 'mute';
    const contradicts = isTrouble && (await talk.contradictsItself(limits.statusMs));
    if (isTrouble && !contradicts) {
      links.drop(printerId, held);
      return { kind: 'not_started', cause: condition };
    }
    const identity = star ? null : await confirmedIdentity(talk, limits.statusMs);
    written = true;
    await link.write(testPage(task, profile).bytes, limits.stallMs);
    const fence = await firstConfirmed(
      star ? ['star'] : ['process_id', 'status'],
      held.talk,
      parts,
      link,
    );
    // The printer printed the questions instead of replying: cut them off behind the first cut.
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
 * Asks for the condition, and asks again if the printer can print: one stray byte must not make a
 * silent printer look like one that replies.
 */
async function confirmedCondition(talk: PrinterDialogue, ms: number): Promise<PrintCause | null> {
  const first = await talk.condition(ms);
  if (first !== null) return first;
  await talk.settle();
  return talk.condition(ms);
}

/**
 * Returns the identity once two replies agree; else null. It is stored, and later decides whether
 * another printer is at this address.
 */
async function confirmedIdentity(
  talk: PrinterDialogue,
  ms: number,
): Promise<PrinterIdentity | null> {
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

async function firstConfirmed(
  checks: readonly CompletionCheck[],
  talk: Pick<PrinterDialogue, 'completionQuestion' | 'isConfirmed'>,
  { limits }: SessionParts,
  link: { write(bytes: Uint8Array, stallMs: number): Promise<void> },
): Promise<CompletionCheck | 'none'> {
  for (const check of checks) {
    const id = String(TASK_TOKEN);
    await link.write(talk.completionQuestion(check, id), limits.stallMs);
    if (await talk.isConfirmed(check, id, limits.answerMs, limits.answerMs)) return check;
  }
  return 'none';
}

/**
 * ESC p with all its parameters: pin 2, 50 ms on, 500 ms off. node-thermal-printer's command
 * lacks two bytes. Star: BEL with its frame.
 */
function drawerPulse(language: PrinterProfile['language']): Uint8Array {
  return language === 'star'
    ? Uint8Array.of(0x1b, 0x07, 0x0b, 0x37, 0x07)
    : Uint8Array.of(0x1b, 0x70, 0x00, 0x19, 0xfa);
}

/**
 * Prints the same letters in every code page, the printer's own first, and a rule as wide as the
 * paper. The profile should name the page that comes out right.
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
    // Each part selects its own code page.
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
