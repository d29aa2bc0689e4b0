/**
 * What an owner asks about printers, carried out: the rights are the core's, the doing is the
 * desk's, the words are the wire's.
 */
import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandName } from '../../../../src-shared/commands/registry';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { mediumOf } from '../../../../src-shared/model/printers';
import { addressText } from '../../../../src-shared/model/printer-address-text';
import type { Printer } from '../../../../src-shared/model/printers';
import { refusalFor } from '../../../../src-shared/rights/permissions';
import { plainName } from '../../../../src-shared/text/plain-name';
import { shownText } from '../../../../src-shared/text/plain-text';
import type { PrinterAction } from '../../../../src-shared/public-api/printing';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { publicIdentity } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { causeInWords, mailTroubleInWords } from '../../../../src-shared/i18n/es';
import type { PrinterTaskResult } from '../../../../src-shared/ipc/print-worker';
import type { Core } from '../../core/core-client';
import type { DiscoveredPrinter, PrintControl } from '../../ports/print-control';
import type { Mailer } from '../../ports/mailer';

export type PrinterRequestParts = {
  readonly core: Core;
  /** Null while the host is open without printing. */
  readonly control: PrintControl | null;
  readonly mailer: Mailer;
};

const DESK = { id: 'print-desk', role: 'system' } as const;

export function createPrinterRequests({ core, control, mailer }: PrinterRequestParts) {
  async function run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    actor: Actor,
    words: PublicReply,
  ) {
    const done = await core.execute(name, input, actor, randomUUID());
    return done.ok ? words : done;
  }

  async function find(called: string): Promise<Printer | null> {
    return (
      (await core.ask({ name: 'printers' })).find(
        ({ name }) => plainName(name) === plainName(called),
      ) ?? null
    );
  }

  /** The whole of a test or a calibration: only an owner's, on a printer that is ours. */
  async function page(
    {
      do: kind,
      printer: called,
      columns,
      codePage,
    }: Extract<PrinterAction, { do: 'test' | 'calibrate' }>,
    desk: PrintControl,
    actor: Actor,
  ): Promise<PublicReply | Refusal> {
    const refused = refusalFor(actor, 'setPrinterProfile');
    if (refused) return refused;
    const printer = await find(called);
    if (!printer) return refuse('PRINTER_UNKNOWN');
    if (mediumOf(printer.address) !== 'paper')
      return refuse('ADDRESS_REFUSED', {
        reason: `${printer.name} no es de papel: no hay nada que probar`,
      });
    if (columns !== null || codePage !== null) {
      const paper = {
        columns: columns ?? printer.profile.columns,
        codePage: codePage ?? printer.profile.codePage,
      };
      const { fence, answersStatus, identity } = printer.profile;
      const kept = await core.execute(
        'setPrinterProfile',
        { printer: printer.name, fence, answersStatus, identity, ...paper },
        actor,
        randomUUID(),
      );
      if (!kept.ok) return kept;
    }
    const shownTime = new Date().toTimeString().slice(0, 5);
    const result = await desk.errand(printer.id, { kind, name: printer.name, shownTime });
    if (!('found' in result) || result.found === null)
      return { impresora: printer.name, ...inWords(result) };
    const { fence, answersStatus, contradicts, identity } = result.found;
    const { profile } = printer;
    const silent = fence === 'none' && !answersStatus && !contradicts && identity === null;
    if (silent && (profile.fence !== 'none' || profile.answersStatus))
      return { impresora: printer.name, status: 'no_contesta' };
    const kept = await core.execute(
      'setPrinterProfile',
      { printer: printer.name, fence, answersStatus, identity, columns: null, codePage: null },
      actor,
      randomUUID(),
    );
    return kept.ok
      ? {
          impresora: printer.name,
          ...inWords(result),
          ...(silent
            ? { aviso: 'no contestó nada; si debería, mire papel y tapa y calibre otra vez' }
            : {}),
          ...(contradicts ? { aviso: CONTRADICTS } : {}),
          confirma: FENCE_WORDS[fence],
          informa_estado: answersStatus,
          ...publicIdentity(identity),
        }
      : kept;
  }

  async function drawer(
    called: string,
    key: string | null,
    desk: PrintControl,
    actor: Actor,
  ): Promise<PublicReply | Refusal> {
    const found = await find(called);
    if (found && mediumOf(found.address) !== 'paper')
      return refuse('ADDRESS_REFUSED', { reason: `${found.name} no es de papel: no tiene cajón` });
    const asked = await core.execute('openDrawer', { printer: called }, actor, key ?? randomUUID());
    if (!asked.ok) return asked;
    const { printerId, printer } = asked.reply;
    // Once, whoever asks how often: a drawer that opens later by itself stands open beside nobody.
    if (asked.repeated) return { impresora: printer, status: 'ya_pedido' };
    const result = await desk.errand(printerId, { kind: 'drawer' });
    const cause = 'cause' in result ? result.cause : null;
    await core.execute(
      'recordDrawer',
      { printerId, outcome: result.kind, cause },
      DESK,
      randomUUID(),
    );
    return { impresora: printer, ...inWords(result) };
  }

  return async function carryOut(ask: PrinterAction, actor: Actor): Promise<PublicReply | Refusal> {
    switch (ask.do) {
      case 'chain': {
        const { station, printers, whenUnsure } = ask;
        const input = { station, printers: [...printers], whenUnsure };
        const done = await core.execute('setStationChain', input, actor, randomUUID());
        if (!done.ok) return done;
        const { printers: kept } = done.reply;
        const left = printers.filter(
          (name) => !kept.some((one) => plainName(one) === plainName(name)),
        );
        return {
          status: 'cadena_guardada',
          estacion: station,
          cadena: kept,
          // Those that stand behind a real printer leave.
          ...(left.length === 0 ? {} : { de_muestra_quitadas: left }),
        };
      }
      case 'mail':
        return run('setMail', { settings: ask.settings }, actor, {
          status: ask.settings ? 'correo_guardado' : 'correo_apagado',
        });
      case 'mailTest': {
        const refused = refusalFor(actor, 'setMail');
        if (refused) return refused;
        const { settings } = await core.ask({ name: 'mailsDue', at: 0 });
        if (settings === null)
          return refuse('ORDER_INVALID', { field: 'correo', reason: 'no hay correo configurado' });
        const error = await mailer.send(settings, {
          subject: 'Comanda: prueba',
          text: 'Si lee esto, los avisos llegan.',
          attachments: [],
        });
        return error === null
          ? { status: 'correo_enviado' }
          : { status: 'correo_fallido', causa: mailTroubleInWords(error) };
      }
      case 'remove':
        return run('removePrinter', { printer: ask.printer }, actor, {
          status: 'impresora_quitada',
          impresora: ask.printer,
        });
      case 'add':
      case 'move':
      case 'test':
      case 'calibrate':
      case 'drawer':
      case 'discover':
        return control === null ? refuse('PRINTING_OFF') : atTheDesk(ask, control, actor);
    }
  };

  async function atTheDesk(
    ask: DeskAsk,
    desk: PrintControl,
    actor: Actor,
  ): Promise<PublicReply | Refusal> {
    switch (ask.do) {
      case 'add':
      case 'move': {
        const refused = refusalFor(actor, 'addPrinter');
        if (refused) return refused;
        const address = await desk.checkAddress(ask.address, ask.confirmed);
        if ('code' in address) return address;
        const direccion = addressText(address);
        if (ask.do === 'move')
          return run('movePrinter', { printer: ask.printer, address }, actor, {
            status: 'impresora_mudada',
            impresora: ask.printer,
            direccion,
          });
        const { name, profile } = ask;
        return run('addPrinter', { name, address, profile }, actor, {
          status: 'impresora_agregada',
          impresora: name,
          direccion,
        });
      }
      case 'test':
      case 'calibrate':
        return page(ask, desk, actor);
      case 'drawer':
        return drawer(ask.printer, ask.key, desk, actor);
      case 'discover': {
        const refused = refusalFor(actor, 'addPrinter');
        if (refused) return refused;
        return { encontradas: (await desk.discover(ask)).map(foundOnWire) };
      }
    }
  }
}

/** What needs the desk, and so a host that prints. */
type DeskAsk = Extract<
  PrinterAction,
  { do: 'add' | 'move' | 'test' | 'calibrate' | 'drawer' | 'discover' }
>;

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

function foundOnWire({
  how,
  name,
  address,
  known,
  identity,
  moved,
}: DiscoveredPrinter): PublicReply {
  return {
    nombre: shownText(name),
    direccion: addressText(address),
    visto_por: how,
    ...(known === null ? {} : { es: known }),
    ...publicIdentity(identity),
    ...(moved === null ? {} : { mudada: moved }),
  };
}
