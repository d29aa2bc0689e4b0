/** Tasks at a printer that an owner asks for: test page, calibration, drawer. */
import { randomUUID } from 'node:crypto';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mediumOf } from '../../../../src-shared/model/printers';
import type { Printer } from '../../../../src-shared/model/printers';
import { refusalFor } from '../../../../src-shared/rights/permissions';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { PrinterAction } from '../../../../src-shared/public-api/printing';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { publicIdentity } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { causeInWords } from '../../../../src-shared/i18n/es';
import type { Calibration, PrinterTaskResult } from '../../../../src-shared/ipc/print-worker';
import type { Core } from '../../core/core-client';
import type { PrintControl } from '../../ports/print-control';

const DESK = { id: 'print-desk', role: 'system' } as const;

type PageAction = Extract<PrinterAction, { do: 'test' | 'calibrate' }>;

/** Prints a test page or calibrates, and stores what the printer answered. Needs an owner. */
export async function printPage(
  action: PageAction,
  core: Core,
  control: PrintControl,
  actor: Actor,
): Promise<PublicReply | Refusal> {
  const refused = refusalFor(actor, 'setPrinterProfile');
  if (refused) return refused;
  const printer = await findPrinter(core, action.printer);
  if (!printer) return refuse('PRINTER_UNKNOWN');
  if (mediumOf(printer.address) !== 'paper')
    return refuse('ADDRESS_REFUSED', {
      reason: `${printer.name} no es de papel: no hay nada que probar`,
    });
  const notSaved = await savePaper(action, printer, core, actor);
  if (notSaved) return notSaved;
  const shownTime = new Date().toTimeString().slice(0, 5);
  const result = await control.errand(printer.id, {
    kind: action.do,
    name: printer.name,
    shownTime,
  });
  if (!('found' in result) || result.found === null)
    return { impresora: printer.name, ...inWords(result) };
  return saveFound(result, result.found, printer, core, actor);
}

/** Stores the columns and the code page of the request, if it has any. Null: done. */
async function savePaper(
  { columns, codePage }: PageAction,
  { name, profile }: Printer,
  core: Core,
  actor: Actor,
): Promise<Refusal | null> {
  if (columns === null && codePage === null) return null;
  const { fence, answersStatus, identity } = profile;
  const paper = { columns: columns ?? profile.columns, codePage: codePage ?? profile.codePage };
  const saved = await core.execute(
    'setPrinterProfile',
    { printer: name, fence, answersStatus, identity, ...paper },
    actor,
    randomUUID(),
  );
  return saved.ok ? null : saved;
}

/** Stores what the printer answered. Silence does not replace an earlier answer. */
async function saveFound(
  result: PrinterTaskResult,
  found: Calibration,
  { name, profile }: Printer,
  core: Core,
  actor: Actor,
): Promise<PublicReply | Refusal> {
  const { fence, answersStatus, contradicts, identity } = found;
  const isSilent = fence === 'none' && !answersStatus && !contradicts && identity === null;
  if (isSilent && (profile.fence !== 'none' || profile.answersStatus))
    return { impresora: name, status: 'no_contesta' };
  const saved = await core.execute(
    'setPrinterProfile',
    { printer: name, fence, answersStatus, identity, columns: null, codePage: null },
    actor,
    randomUUID(),
  );
  if (!saved.ok) return saved;
  return {
    impresora: name,
    ...inWords(result),
    ...(isSilent
      ? { aviso: 'no contestó nada; si debería, mire papel y tapa y calibre otra vez' }
      : {}),
    ...(contradicts ? { aviso: CONTRADICTS } : {}),
    confirma: FENCE_WORDS[fence],
    informa_estado: answersStatus,
    ...publicIdentity(identity),
  };
}

export async function openDrawerTask(
  { printer: name, key }: Extract<PrinterAction, { do: 'drawer' }>,
  core: Core,
  control: PrintControl,
  actor: Actor,
): Promise<PublicReply | Refusal> {
  const found = await findPrinter(core, name);
  if (found && mediumOf(found.address) !== 'paper')
    return refuse('ADDRESS_REFUSED', { reason: `${found.name} no es de papel: no tiene cajón` });
  const opened = await core.execute('openDrawer', { printer: name }, actor, key ?? randomUUID());
  if (!opened.ok) return opened;
  const { printerId, printer } = opened.reply;
  // The drawer opens once a request. A late retry would open it while the counter is unattended.
  if (opened.repeated) return { impresora: printer, status: 'ya_pedido' };
  const result = await control.errand(printerId, { kind: 'drawer' });
  const cause = 'cause' in result ? result.cause : null;
  await core.execute(
    'recordDrawer',
    { printerId, outcome: result.kind, cause },
    DESK,
    randomUUID(),
  );
  return { impresora: printer, ...inWords(result) };
}

async function findPrinter(core: Core, called: string): Promise<Printer | null> {
  const printers = await core.ask({ name: 'printers' });
  return printers.find(({ name }) => plainName(name) === plainName(called)) ?? null;
}

const CONTRADICTS =
  'contesta su estado, pero nada útil: no se le pregunta más. Imprime igual, y no dirá si le falta papel';

const FENCE_WORDS = { process_id: 'GS ( H', status: 'GS r', star: 'Star', none: 'no' } as const;

function inWords(result: PrinterTaskResult): PublicReply {
  switch (result.kind) {
    case 'confirmed':
      return { status: 'hecho' };
    case 'handed_over':
      return { status: 'enviado' };
    case 'not_started':
      return { status: 'no_salio', causa: causeInWords(result.cause) };
    case 'unsure':
      return { status: 'sin_confirmar', causa: causeInWords(result.cause) };
  }
}
