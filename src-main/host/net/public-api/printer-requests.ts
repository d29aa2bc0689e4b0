/** Carries out what an owner asks about printers and mail, and words the answers. */
import { randomUUID } from 'node:crypto';
import type { CommandInput, CommandName } from '../../../../src-shared/commands/registry';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { addressText } from '../../../../src-shared/model/printer-address-text';
import { refusalFor } from '../../../../src-shared/rights/permissions';
import { plainName } from '../../../../src-shared/text/plain-name';
import { shownText } from '../../../../src-shared/text/plain-text';
import type { PrinterAction } from '../../../../src-shared/public-api/printing';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { publicIdentity } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { mailTroubleInWords } from '../../../../src-shared/i18n/es';
import type { Core } from '../../core/core-client';
import type { DiscoveredPrinter, PrintControl } from '../../ports/print-control';
import type { Mailer } from '../../ports/mailer';
import { openDrawerTask, printPage } from './printer-tasks';

export type PrinterRequestParts = {
  readonly core: Core;
  /** Null while the host runs without printing. */
  readonly control: PrintControl | null;
  readonly mailer: Mailer;
};

type Action<D extends PrinterAction['do']> = Extract<PrinterAction, { do: D }>;
/** Actions that need a host that prints. */
type ControlAction = Action<'add' | 'move' | 'test' | 'calibrate' | 'drawer' | 'discover'>;

export class PrinterRequests {
  readonly #parts: PrinterRequestParts;

  constructor(parts: PrinterRequestParts) {
    this.#parts = parts;
  }

  async carryOut(action: PrinterAction, actor: Actor): Promise<PublicReply | Refusal> {
    const { control } = this.#parts;
    switch (action.do) {
      case 'chain':
        return this.#setChain(action, actor);
      case 'mail':
        return this.#run('setMail', { settings: action.settings }, actor, {
          status: action.settings ? 'correo_guardado' : 'correo_apagado',
        });
      case 'mailTest':
        return this.#testMail(actor);
      case 'remove':
        return this.#run('removePrinter', { printer: action.printer }, actor, {
          status: 'impresora_quitada',
          impresora: action.printer,
        });
      case 'add':
      case 'move':
      case 'test':
      case 'calibrate':
      case 'drawer':
      case 'discover':
        return control === null
          ? refuse('PRINTING_OFF')
          : this.#withControl(action, control, actor);
    }
  }

  async #withControl(
    action: ControlAction,
    control: PrintControl,
    actor: Actor,
  ): Promise<PublicReply | Refusal> {
    const { core } = this.#parts;
    switch (action.do) {
      case 'add':
      case 'move':
        return this.#setAddress(action, control, actor);
      case 'test':
      case 'calibrate':
        return printPage(action, core, control, actor);
      case 'drawer':
        return openDrawerTask(action, core, control, actor);
      case 'discover':
        return (
          refusalFor(actor, 'addPrinter') ?? {
            encontradas: (await control.discover(action)).map(foundOnWire),
          }
        );
    }
  }

  async #run<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    actor: Actor,
    words: PublicReply,
  ): Promise<PublicReply | Refusal> {
    const done = await this.#parts.core.execute(name, input, actor, randomUUID());
    return done.ok ? words : done;
  }

  async #setChain(action: Action<'chain'>, actor: Actor): Promise<PublicReply | Refusal> {
    const { station, printers, whenUnsure } = action;
    const input = { station, printers: [...printers], whenUnsure };
    const done = await this.#parts.core.execute('setStationChain', input, actor, randomUUID());
    if (!done.ok) return done;
    const { printers: saved } = done.reply;
    // The core removes sample printers behind a real printer.
    const removed = printers.filter(
      (name) => !saved.some((other) => plainName(other) === plainName(name)),
    );
    return {
      status: 'cadena_guardada',
      estacion: station,
      cadena: saved,
      ...(removed.length === 0 ? {} : { de_muestra_quitadas: removed }),
    };
  }

  async #testMail(actor: Actor): Promise<PublicReply | Refusal> {
    const refused = refusalFor(actor, 'setMail');
    if (refused) return refused;
    const { core, mailer } = this.#parts;
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

  async #setAddress(
    action: Action<'add' | 'move'>,
    control: PrintControl,
    actor: Actor,
  ): Promise<PublicReply | Refusal> {
    const refused = refusalFor(actor, 'addPrinter');
    if (refused) return refused;
    const address = await control.checkAddress(action.address, action.confirmed);
    if ('code' in address) return address;
    const direccion = addressText(address);
    if (action.do === 'move')
      return this.#run('movePrinter', { printer: action.printer, address }, actor, {
        status: 'impresora_mudada',
        impresora: action.printer,
        direccion,
      });
    const { name, profile } = action;
    return this.#run('addPrinter', { name, address, profile }, actor, {
      status: 'impresora_agregada',
      impresora: name,
      direccion,
    });
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
