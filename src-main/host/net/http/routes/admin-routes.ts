/**
 * What the owner's panels need that is no frame's size or no JSON: a menu file's rows, a ticket as
 * a PDF, the password of the mail.
 */
import { z } from 'zod';
import { importMenu } from '../../../../../src-shared/commands/restaurant';
import { isRefusal, refuse } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import { machineText } from '../../../../../src-shared/text/plain-text';
import { TIME_BINS_S } from '../../../../../src-shared/model/operations/rehearsal';
import type {
  Rehearsal,
  RehearsalLoad,
  TimeSpread,
} from '../../../../../src-shared/model/operations/rehearsal';
import type { PublicReply } from '../../../../../src-shared/public-api/public-reply';
import type { Core } from '../../../core/core-client';
import type { BackupControl } from '../../../ports/backup-control';
import type { Mailer } from '../../../ports/mailer';
import type { CertificateStore, CertificateFacts } from '../../auth/certificate';
import type { RehearsalControl } from '../../../ports/rehearsal-control';
import type { PrintControl } from '../../../ports/print-control';
import { idOf } from './route-tools';
import type { AccessRoute, AccessTools, RouteRequest } from './route-tools';

export type AdminRouteParts = {
  /** What somebody who helps from afar needs to see. */
  readonly support: () => Promise<string>;
  readonly backups: BackupControl;
  readonly certificate: CertificateStore;
  readonly rehearsals: RehearsalControl;
  readonly restart: (why: string) => void;
  readonly core: Core;
  readonly control: PrintControl | null;
  readonly mailer: Mailer;
};

/**
 * A menu of 5,000 dishes with everything said of each; as large as the file may be that it comes
 * from.
 */
export const MENU_BYTES = 8 * 1024 * 1024;
const PDF_COLUMNS = 48;
/** Two PEM files; a chain of certificates is some thousand letters. */
const CertificateBody = z.strictObject({
  certificado: z.string().max(40_000),
  clave: z.string().max(20_000),
});
const PasswordBody = z.strictObject({ clave: machineText(0, 200) });

export function adminRoutes(
  { core, control, mailer, support, certificate, rehearsals, restart }: AdminRouteParts,
  { ask, actorFor, whoAsks }: AccessTools,
): readonly AccessRoute[] {
  async function drawn(asked: RouteRequest): Promise<Uint8Array | Refusal> {
    const actor = await whoAsks(asked);
    if (isRefusal(actor)) return actor;
    const job = Number(idOf(asked.request));
    const paper =
      Number.isSafeInteger(job) && job > 0
        ? await core.askFor({ name: 'paper', job }, actor)
        : null;
    if (!paper) return refuse('NO_SUCH_PATH');
    if (isRefusal(paper)) return paper;
    return (await control?.draw(paper, PDF_COLUMNS)) ?? refuse('PRINTING_OFF');
  }

  return [
    {
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
    },
    {
      method: 'GET',
      path: '/impresiones/:id/pdf',
      summary: 'Lo que dice el papel de una impresión, como PDF',
      open: false,
      body: null,
      async answer(asked) {
        const pdf = await drawn(asked);
        return pdf instanceof Uint8Array ? { body: pdf, type: 'application/pdf' } : pdf;
      },
    },
    {
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
    },
    {
      method: 'POST',
      path: '/ensayo',
      summary:
        'Ensaya una noche llena en un servidor aparte, con impresoras virtuales: nada toca al local',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'setOperationSettings');
        if (isRefusal(actor)) return actor;
        const begun = await rehearsals.begin();
        return isRefusal(begun) ? begun : { body: rehearsalOnWire(begun) };
      },
    },
    {
      method: 'GET',
      path: '/ensayo',
      summary: 'Cómo va el último ensayo, o cómo salió',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'setOperationSettings');
        return isRefusal(actor) ? actor : { body: rehearsalOnWire(rehearsals.now()) };
      },
    },
    {
      method: 'DELETE',
      path: '/ensayo',
      summary: 'Detiene el ensayo que está en marcha',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'setOperationSettings');
        if (isRefusal(actor)) return actor;
        rehearsals.leaveOff();
        return { body: rehearsalOnWire(rehearsals.now()) };
      },
    },
    {
      method: 'GET',
      path: '/https',
      summary: 'El certificado con que se habla https, si hay uno',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'recordHttps');
        return isRefusal(actor) ? actor : { body: certificateOnWire(certificate.facts()) };
      },
    },
    {
      method: 'PUT',
      path: '/https',
      summary:
        'Pone un certificado y su clave (PEM): el servidor cierra y abre hablando solo https',
      open: false,
      body: CertificateBody,
      async answer(asked) {
        const actor = await actorFor(asked, 'recordHttps');
        if (isRefusal(actor)) return actor;
        const { certificado, clave } = CertificateBody.parse(asked.body);
        const kept = certificate.keep(certificado, clave, Date.now());
        if (isRefusal(kept)) return kept;
        const noted = await ask(
          'recordHttps',
          { names: kept.names.join(', ').slice(0, 500) },
          asked,
        );
        if (!noted.ok) return noted;
        restart('Se abre otra vez, hablando https');
        return { body: { status: 'guardado', ...certificateOnWire(kept) } };
      },
    },
    {
      method: 'DELETE',
      path: '/https',
      summary: 'Quita el certificado: el servidor cierra y abre hablando http',
      open: false,
      body: null,
      async answer(asked) {
        const actor = await actorFor(asked, 'recordHttps');
        if (isRefusal(actor)) return actor;
        const refused = certificate.drop();
        if (refused) return refused;
        const noted = await ask('recordHttps', { names: null }, asked);
        if (!noted.ok) return noted;
        restart('Se abre otra vez, hablando http');
        return { body: { status: 'quitado' } };
      },
    },
    {
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
    },
  ];
}

function certificateOnWire(facts: CertificateFacts | null): PublicReply {
  if (!facts) return { https: false };
  const { names, until, from } = facts;
  return {
    https: true,
    vale_para: names,
    hasta: new Date(until).toISOString(),
    de_opciones: from === 'options',
  };
}

const PHASES = {
  opening: 'abriendo',
  burst: 'rafaga',
  paper: 'imprimiendo',
  normal: 'normal',
  high: 'alta',
  service: 'sirviendo',
  done: 'hecho',
  failed: 'fallido',
} as const;
const CHECKS = {
  received: 'recibido',
  queued: 'en_cola',
  burst: 'cien_a_la_vez',
  printed: 'todo_impreso',
  normal: 'carga_normal',
  high: 'carga_alta',
} as const;
const PARTS = { burst: 'rafaga', normal: 'normal', high: 'alta' } as const;

function rehearsalOnWire(rehearsal: Rehearsal | null): PublicReply {
  if (!rehearsal) return { estado: null };
  const { phase, orders, received, lost, papers, checks, answers, paper, trouble } = rehearsal;
  return {
    estado: PHASES[phase],
    pedidos: orders,
    recibidos: received,
    perdidos: lost,
    papeles: papers,
    metas: checks.map(({ name, limitMs, ms, isMet }) => ({
      meta: CHECKS[name],
      limite_ms: limitMs,
      medido_ms: ms,
      cumplida: isMet,
    })),
    respuesta: timesOnWire(answers),
    papel: Object.fromEntries(
      (Object.keys(PARTS) as RehearsalLoad[]).map((part) => [
        PARTS[part],
        timesOnWire(paper[part] ?? null),
      ]),
    ),
    falla: trouble,
  };
}

/**
 * `hasta_s`: how many took at the most so many seconds, each counted once; the last are those
 * beyond.
 */
function timesOnWire(times: TimeSpread | null): PublicReply | null {
  if (times === null) return null;
  const { count, p50, p95, p99, max, bins } = times;
  return {
    cuantos: count,
    p50_ms: p50,
    p95_ms: p95,
    p99_ms: p99,
    max_ms: max,
    hasta_s: TIME_BINS_S,
    reparto: bins,
  };
}
