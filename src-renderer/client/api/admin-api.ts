/**
 * What the owner's pages ask by HTTP: the print desk's errands, a menu file's rows, a ticket as a
 * PDF, the password of the mail.
 */
import type { Backup, BackupList } from '../../../src-shared/model/operations/backups';
import type {
  Rehearsal,
  RehearsalCheckName,
  TimeSpread,
} from '../../../src-shared/model/operations/rehearsal';
import type { CommandText } from '../../../src-shared/commands/registry';
import { call, LIMIT_MS, map } from '../link/http';
import type { CallResult } from '../link/http';

/** Something that may be a printer, in the wire's words. */
export type FoundPrinter = {
  readonly name: string;
  readonly address: string;
  readonly how: string;
  /** The printer that is set up at that address. */
  readonly known: string | null;
  /** Maker and model, as it says itself. */
  readonly says: string | null;
  /** The printer of ours that stands here now. */
  readonly moved: string | null;
};

/** How an errand at a printer ended; `words` why not. */
export type PrinterTaskAnswer = {
  readonly status: string;
  readonly words: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
};

type Sweep = { readonly sweep: boolean; readonly identify: boolean };

/** Looking at a whole network takes its time, ms. */
const DISCOVER_MS = 60_000;
/** A test page waits for its lane, ms. */
const ERRAND_MS = 40_000;

export async function findPrinters(
  origin: string,
  token: string,
  how: Sweep,
): Promise<CallResult<readonly FoundPrinter[]>> {
  const body = { buscar: 'impresoras', barrido: how.sweep, identificar: how.identify };
  return map(
    await call(origin, 'POST', '/impresoras/buscar', { token, body, limitMs: DISCOVER_MS }),
    ({ encontradas }) =>
      (encontradas as Record<string, string>[]).map((one) => ({
        name: one.nombre ?? '',
        address: one.direccion ?? '',
        how: one.visto_por ?? '',
        known: one.es ?? null,
        says: [one.marca, one.modelo].filter(Boolean).join(' ') || null,
        moved: one.mudada ?? null,
      })),
  );
}

/** `errand` in the wire's words (`hacer` and what belongs to it); see docs/protocol.md. */
export async function atPrinter(
  origin: string,
  token: string,
  printer: string,
  errand: Readonly<Record<string, unknown>>,
): Promise<CallResult<PrinterTaskAnswer>> {
  const body = { impresora: printer, ...errand };
  return map(
    await call(origin, 'POST', '/impresoras', { token, body, limitMs: ERRAND_MS }),
    ({ status, causa, ...fields }) => ({
      status: String(status),
      words: typeof causa === 'string' ? causa : null,
      fields,
    }),
  );
}

export async function sendMenu(
  origin: string,
  token: string,
  menu: CommandText<'importMenu'>,
): Promise<
  CallResult<{
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly same: number;
  }>
> {
  return map(
    await call(origin, 'POST', '/menu/importar', { token, body: menu }),
    ({ nuevos, cambiados, quitados, iguales }) => ({
      added: Number(nuevos),
      changed: Number(cambiados),
      removed: Number(quitados),
      same: Number(iguales),
    }),
  );
}

/** Null settings: no mail. */
export async function saveMail(
  origin: string,
  token: string,
  correo: unknown,
): Promise<CallResult<PrinterTaskAnswer>> {
  return map(
    await call(origin, 'POST', '/correo', { token, body: { correo }, limitMs: DISCOVER_MS }),
    ({ status, causa }) => ({
      status: String(status),
      words: typeof causa === 'string' ? causa : null,
      fields: {},
    }),
  );
}

export async function keepMailPassword(
  origin: string,
  token: string,
  clave: string,
): Promise<CallResult<null>> {
  return map(await call(origin, 'PUT', '/correo/clave', { token, body: { clave } }), () => null);
}

/**
 * The certificate that the host speaks https with. `isFixed`: whoever starts the host decides it.
 */
export type CertificateInfo = {
  readonly names: readonly string[];
  readonly until: string;
  readonly isFixed: boolean;
};

function certificateOf({
  https,
  vale_para,
  hasta,
  de_opciones,
}: Record<string, unknown>): CertificateInfo | null {
  return https === true
    ? { names: vale_para as string[], until: String(hasta), isFixed: de_opciones === true }
    : null;
}

export async function readCertificate(
  origin: string,
  token: string,
): Promise<CallResult<CertificateInfo | null>> {
  return map(await call(origin, 'GET', '/https', { token }), certificateOf);
}

/** Both as PEM texts. The host shuts and opens again after it. */
export async function keepCertificate(
  origin: string,
  token: string,
  certificado: string,
  clave: string,
): Promise<CallResult<CertificateInfo | null>> {
  return map(
    await call(origin, 'PUT', '/https', { token, body: { certificado, clave } }),
    certificateOf,
  );
}

export async function dropCertificate(origin: string, token: string): Promise<CallResult<null>> {
  return map(await call(origin, 'DELETE', '/https', { token }), () => null);
}

/** Null: there was no rehearsal since the host was opened. */
export async function rehearsalNow(
  origin: string,
  token: string,
): Promise<CallResult<Rehearsal | null>> {
  return map(await call(origin, 'GET', '/ensayo', { token }), rehearsalOf);
}

export async function beginRehearsal(
  origin: string,
  token: string,
): Promise<CallResult<Rehearsal | null>> {
  return map(await call(origin, 'POST', '/ensayo', { token }), rehearsalOf);
}

export async function endRehearsal(
  origin: string,
  token: string,
): Promise<CallResult<Rehearsal | null>> {
  return map(await call(origin, 'DELETE', '/ensayo', { token }), rehearsalOf);
}

const PHASES: ReadonlyMap<unknown, Rehearsal['phase']> = new Map([
  ['abriendo', 'opening'],
  ['rafaga', 'burst'],
  ['imprimiendo', 'paper'],
  ['normal', 'normal'],
  ['alta', 'high'],
  ['sirviendo', 'service'],
  ['hecho', 'done'],
]);
const CHECKS: ReadonlyMap<unknown, RehearsalCheckName> = new Map([
  ['recibido', 'received'],
  ['en_cola', 'queued'],
  ['cien_a_la_vez', 'burst'],
  ['todo_impreso', 'printed'],
  ['carga_normal', 'normal'],
  ['carga_alta', 'high'],
]);

function rehearsalOf(answer: Record<string, unknown>): Rehearsal | null {
  if (answer.estado === null) return null;
  const paper = answer.papel as Record<string, Record<string, unknown> | null>;
  const [burst, normal, high] = [timesOf(paper.rafaga), timesOf(paper.normal), timesOf(paper.alta)];
  return {
    phase: PHASES.get(answer.estado) ?? 'failed',
    orders: Number(answer.pedidos),
    received: Number(answer.recibidos),
    lost: Number(answer.perdidos),
    papers: Number(answer.papeles),
    checks: (answer.metas as Record<string, unknown>[]).flatMap((one) => {
      const name = CHECKS.get(one.meta);
      return name === undefined
        ? []
        : [
            {
              name,
              limitMs: Number(one.limite_ms),
              ms: Number(one.medido_ms),
              isMet: one.cumplida === true,
            },
          ];
    }),
    answers: timesOf(answer.respuesta as Record<string, unknown> | null),
    paper: {
      ...(burst ? { burst } : {}),
      ...(normal ? { normal } : {}),
      ...(high ? { high } : {}),
    },
    // Only the command line plays cooks and waiters.
    service: null,
    trouble: answer.falla as string | null,
  };
}

function timesOf(times: Record<string, unknown> | null | undefined): TimeSpread | null {
  if (!times) return null;
  return {
    count: Number(times.cuantos),
    p50: Number(times.p50_ms),
    p95: Number(times.p95_ms),
    p99: Number(times.p99_ms),
    max: Number(times.max_ms),
    bins: times.reparto as readonly number[],
  };
}

/** What a print's paper says; null where it could not be drawn. */
export function printPdf(origin: string, token: string, job: number): Promise<Blob | null> {
  return file(origin, token, `/impresiones/${job}/pdf`);
}

/** What somebody who helps from afar needs to see; null where it could not be had. */
export function supportText(origin: string, token: string): Promise<Blob | null> {
  return file(origin, token, '/soporte');
}

/** Which program the host runs, as `/health` says it. */
export type AboutHost = {
  readonly version: string;
  readonly commit: string | null;
  readonly isDirty: boolean;
  readonly schema: number;
  readonly timeZone: string;
};

/** Null: the host did not answer. */
export async function aboutHost(origin: string): Promise<AboutHost | null> {
  const answer = await call(origin, 'GET', '/health');
  if (!answer.ok) return null;
  const { version, commit, modificado, esquema, zona_horaria: timeZone } = answer.value;
  return {
    version: String(version),
    commit: typeof commit === 'string' ? commit : null,
    isDirty: modificado === true,
    schema: Number(esquema),
    timeZone: String(timeZone),
  };
}

/** The licences of the packages in the program; null: they could not be had. */
export async function licences(origin: string): Promise<string | null> {
  try {
    const response = await fetch(`${origin}/NOTICE.txt`, { signal: AbortSignal.timeout(LIMIT_MS) });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

async function file(origin: string, token: string, path: string): Promise<Blob | null> {
  try {
    const response = await fetch(origin + path, {
      headers: { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

/** What is in one. */
export type BackupInside = {
  readonly restaurant: string;
  readonly orders: number;
  readonly lastDay: string | null;
  /** ISO time; null: there is no order in it. */
  readonly lastOrder: string | null;
};
/** A large database takes its time, ms. */
const BACKUP_MS = 10 * 60_000;
const WHERE = { here: 'aqui', second: 'segunda' } as const;

export async function listBackups(origin: string, token: string): Promise<CallResult<BackupList>> {
  return map(await call(origin, 'GET', '/respaldos', { token }), (answer) => ({
    backups: (answer.respaldos as Record<string, string | number | boolean>[]).map((one) => ({
      name: String(one.nombre),
      where: one.donde === 'aqui' ? ('here' as const) : ('second' as const),
      madeAt: Date.parse(String(one.hecho)),
      bytes: Number(one.bytes),
      isSealed: one.con_clave === true,
    })),
    rules: {
      hour: answer.hora as number | null,
      keep: Number(answer.guardar),
      second: answer.segunda_carpeta as string | null,
    },
    hasPassphrase: answer.con_clave === true,
    isBusy: answer.ocupado === true,
    secondTrouble: answer.segunda_falla as string | null,
  }));
}

function insideOf(answer: Record<string, unknown>): BackupInside {
  return {
    restaurant: String(answer.restaurante),
    orders: Number(answer.pedidos),
    lastDay: answer.ultima_jornada as string | null,
    lastOrder: answer.ultimo_pedido as string | null,
  };
}

export async function makeBackup(origin: string, token: string): Promise<CallResult<BackupInside>> {
  return map(await call(origin, 'POST', '/respaldos', { token, limitMs: BACKUP_MS }), insideOf);
}

/** `passphrase` null: the house's own. */
export async function withBackup(
  origin: string,
  token: string,
  what: 'ver' | 'restaurar',
  { name, where }: Pick<Backup, 'name' | 'where'>,
  passphrase: string | null,
): Promise<CallResult<BackupInside>> {
  const body = { nombre: name, donde: WHERE[where], clave: passphrase };
  return map(
    await call(origin, 'POST', `/respaldos/${what}`, { token, body, limitMs: BACKUP_MS }),
    insideOf,
  );
}

export async function keepBackupPassphrase(
  origin: string,
  token: string,
  clave: string,
): Promise<CallResult<null>> {
  return map(await call(origin, 'PUT', '/respaldos/clave', { token, body: { clave } }), () => null);
}
