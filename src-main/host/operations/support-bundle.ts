/**
 * Builds the support file: one text about the machine, the host, printers, alerts and the log's end.
 *
 * The owner reads it before sending it to a helper. It holds no secret.
 */
import { existsSync, statfsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { addressText } from '../../../src-shared/model/printer-address-text';
import { shownText } from '../../../src-shared/text/plain-text';
import { alertInWords, printerInWords } from '../../../src-shared/i18n/es';
import { endOf, listCrashes } from '../../program/crash-file';
import { programText } from '../runtime/about';
import { many } from '../../../src-shared/text/count-text';
import type { AboutProgram } from '../runtime/about';
import type { HostConfig } from '../runtime/config';
import type { Core } from '../core/core-client';

/** Bytes of the log's end that are included. */
const LOG_BYTES = 200 * 1024;

export async function supportBundle(
  core: Core,
  config: HostConfig,
  workers: number,
  about: AboutProgram,
): Promise<string> {
  const [health, queue, printers, stations, settings] = await Promise.all([
    core.ask({ name: 'health' }),
    core.ask({ name: 'queue' }),
    core.ask({ name: 'printers' }),
    core.ask({ name: 'stations' }),
    core.ask({ name: 'settings' }),
  ]);
  const { bavail, bsize } = statfsSync(config.dataDir);
  const mb = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;
  const sizeOf = (name: string): string => {
    const file = path.join(config.dataDir, name);
    return existsSync(file) ? mb(statSync(file).size) : '-';
  };
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'Equipo',
      [
        `${os.platform()} ${os.release()} ${os.arch()}, Node ${process.versions.node}, ${os.cpus().length} núcleos, ${mb(os.totalmem())} de memoria`,
        `Abierto hace ${Math.round(process.uptime() / 60)} min, usa ${mb(process.memoryUsage().rss)}`,
        `Disco libre ${mb(bavail * bsize)}; base ${sizeOf('comanda.db')}, registro de cambios ${sizeOf('comanda.db-wal')}`,
      ],
    ],
    [
      'Servidor',
      [
        `Comanda ${programText(about)}${about.built === null ? '' : `, hecha ${about.built}`}; base con esquema ${health.schema}`,
        `TCP ${config.host}:${config.port}, HTTP ${config.httpPort}${config.tlsCert === null ? '' : ' (https)'}, ${workers} procesos de impresión`,
        `SQLite ${health.sqliteVersion}, synchronous ${health.synchronous}, ${many(health.orders, 'pedido', 'pedidos')}, cadena ${health.chainSeq}`,
        `${health.commits} escrituras, ${health.commands} órdenes, ${health.failures} fallas`,
        health.lossFound ?? 'Sin pérdidas al abrir',
        `Red local ${settings.lanOpen ? 'abierta' : 'cerrada'}, correo ${settings.mail === null ? 'apagado' : 'puesto'}, respaldo ${settings.backups.hour === null ? 'a mano' : `diario a las ${settings.backups.hour}`}`,
      ],
    ],
    [
      'Hoy',
      [
        `${many(queue.ordersToday, 'pedido', 'pedidos')}, ${many(queue.waitingForSomeone, 'impresión espera', 'impresiones esperan')} una decisión`,
        queue.paper === null
          ? 'Nada salió todavía'
          : `Al papel: media ${queue.paper.meanMs} ms, 95 de 100 en ${queue.paper.p95Ms} ms`,
        ...queue.alerts.map(
          (alert) =>
            `ALERTA ${alertInWords(alert)}, desde ${new Date(alert.raisedAt).toISOString()}`,
        ),
      ],
    ],
    [
      'Impresoras',
      printers.map(({ id, name, address, profile, health: now }) => {
        const uses = stations
          .filter(({ printerId }) => printerId === id)
          .map((station) => station.name);
        const { language, columns, codePage, fence, answersStatus, identity } = profile;
        const kind =
          identity === null ? '' : ` ${shownText(`${identity.maker} ${identity.model}`)}`;
        return `${name}: ${addressText(address)}${kind}, ${language} ${columns} ${codePage} ${fence} ${answersStatus ? 'informa' : 'muda'}, ${printerInWords(now.state, now.failures)}${now.cause === null ? '' : ` (${now.cause})`}; para ${uses.join(', ') || 'nadie'}`;
      }),
    ],
    ['Caídas', crashLines(path.join(config.dataDir, 'logs'))],
    ['Registro', [endOfLog(path.join(config.dataDir, 'logs', 'host.log'))]],
  ];
  return sections.map(([title, lines]) => `== ${title}\n${lines.join('\n')}\n`).join('\n');
}

/**
 * The log holds no customer, token or password, so it is included unchanged. A first line says when
 * only the end is included.
 */
function endOfLog(file: string): string {
  if (!existsSync(file)) return '-';
  const kb = (bytes: number): string => `${Math.round(bytes / 1_024)} KB`;
  const { size } = statSync(file);
  const cut =
    size > LOG_BYTES
      ? `(los últimos ${kb(LOG_BYTES)} de ${kb(size)}; entero en logs/${path.basename(file)})\n`
      : '';
  return `${cut}${endOf(file, LOG_BYTES)}`;
}

function crashLines(folder: string): readonly string[] {
  const lines = listCrashes(folder).map(
    ({ at, thread, version, message, file }) => `${at} ${thread} ${version}: ${message} (${file})`,
  );
  return lines.length > 0 ? lines : ['Ninguna'];
}
