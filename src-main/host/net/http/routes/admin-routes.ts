/** Routes of the owner's panels: menu import, a ticket as PDF, the support file, mail. */
import { z } from 'zod';
import { importMenu } from '../../../../../src-shared/commands/restaurant';
import { isRefusal, refuse } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import { machineText } from '../../../../../src-shared/text/plain-text';
import type { Core } from '../../../core/core-client';
import type { BackupControl } from '../../../ports/backup-control';
import type { Mailer } from '../../../ports/mailer';
import type { CertificateStore } from '../../auth/certificate';
import type { RehearsalControl } from '../../../ports/rehearsal-control';
import type { PrintControl } from '../../../ports/print-control';
import { certificateStatus, removeCertificate, saveCertificate } from './certificate-routes';
import { beginRehearsalRoute, rehearsalStatus, stopRehearsal } from './rehearsal-routes';
import { idOf } from './route-tools';
import type { AccessRoute, AccessTools, RouteRequest } from './route-tools';

export type AdminRouteParts = {
  /** The support file. */
  readonly support: () => Promise<string>;
  readonly backups: BackupControl;
  readonly certificate: CertificateStore;
  readonly rehearsals: RehearsalControl;
  readonly restart: (why: string) => void;
  readonly core: Core;
  readonly control: PrintControl | null;
  readonly mailer: Mailer;
};

/** The size limit of menu files: 5,000 dishes with all fields. */
export const MENU_BYTES = 8 * 1024 * 1024;
const PDF_COLUMNS = 48;
const PasswordBody = z.strictObject({ clave: machineText(0, 200) });

/** In the order of the API's description. */
export function adminRoutes(parts: AdminRouteParts, tools: AccessTools): readonly AccessRoute[] {
  return [
    importMenuRows(tools),
    ticketPdf(parts, tools),
    supportFile(parts, tools),
    beginRehearsalRoute(parts, tools),
    rehearsalStatus(parts, tools),
    stopRehearsal(parts, tools),
    certificateStatus(parts, tools),
    saveCertificate(parts, tools),
    removeCertificate(parts, tools),
    saveMailPassword(parts, tools),
  ];
}

function importMenuRows({ ask }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/menu/importar',
    summary: 'Escribe las filas de un archivo de menú, todas o ninguna',
    open: false,
    body: importMenu.input,
    bodyLimit: MENU_BYTES,
    like: 'importMenu',
    async answer(asked) {
      const done = await ask('importMenu', importMenu.input.parse(asked.body), asked);
      if (!done.ok) return done;
      const { added: nuevos, changed: cambiados, removed: quitados, same: iguales } = done.reply;
      return { body: { status: 'importado', nuevos, cambiados, quitados, iguales } };
    },
  };
}

function ticketPdf(parts: AdminRouteParts, tools: AccessTools): AccessRoute {
  return {
    method: 'GET',
    path: '/impresiones/:id/pdf',
    summary: 'Lo que dice el papel de una impresión, como PDF',
    open: false,
    body: null,
    async answer(asked) {
      const pdf = await drawTicket(asked, parts, tools);
      return pdf instanceof Uint8Array ? { body: pdf, type: 'application/pdf' } : pdf;
    },
  };
}

async function drawTicket(
  asked: RouteRequest,
  { core, control }: AdminRouteParts,
  { whoAsks }: AccessTools,
): Promise<Uint8Array | Refusal> {
  const actor = await whoAsks(asked);
  if (isRefusal(actor)) return actor;
  const job = Number(idOf(asked.request));
  const paper =
    Number.isSafeInteger(job) && job > 0 ? await core.askFor({ name: 'paper', job }, actor) : null;
  if (!paper) return refuse('NO_SUCH_PATH');
  if (isRefusal(paper)) return paper;
  return (await control?.draw(paper, PDF_COLUMNS)) ?? refuse('PRINTING_OFF');
}

function supportFile({ support }: AdminRouteParts, { actorFor }: AccessTools): AccessRoute {
  return {
    method: 'GET',
    path: '/soporte',
    summary:
      'El archivo de soporte: equipo, cifras, impresoras y el final del registro, sin secretos',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'setRestaurant');
      if (isRefusal(actor)) return actor;
      return { body: Buffer.from(await support()), type: 'text/plain; charset=utf-8' };
    },
  };
}

function saveMailPassword({ mailer }: AdminRouteParts, { actorFor }: AccessTools): AccessRoute {
  return {
    method: 'PUT',
    path: '/correo/clave',
    summary: 'La clave del correo de aviso; se guarda aparte, solo para esta cuenta del equipo',
    open: false,
    body: PasswordBody,
    async answer(asked) {
      const actor = await actorFor(asked, 'setMail');
      if (isRefusal(actor)) return actor;
      mailer.keepPassword(PasswordBody.parse(asked.body).clave);
      return { body: { status: 'guardada' } };
    },
  };
}
