/**
 * Refuses to start on a data folder that held a restaurant and is empty now.
 *
 * Also has the advice for a folder that disappears while the host runs.
 */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import sample from '../../../resources/sample-restaurant.json';
import type { Core } from '../core/core-client';
import { wallDate, wallTime } from '../domain/engine/business-day';
import type { StoreTrouble } from '../ports/store';
import { hasStagedRestore } from '../store/sqlite/backup/backup';
import { forgetIdentity, readIdentity } from '../store/sqlite/connection/identity';
import type { DatabaseIdentity, IdentityFiles } from '../store/sqlite/connection/identity';

/** This folder held a restaurant and is empty now. `howTo`: commands, for a start without a window. */
export class FolderUnexpected extends Error {
  constructor(
    readonly why: string,
    howTo: string,
  ) {
    super(`${why}\n${howTo}`);
  }
}

/** Called before anything is written there. Throws FolderUnexpected. */
export function refuseEmptyFolder(dataDir: string, identity: IdentityFiles): void {
  const database = path.join(dataDir, 'comanda.db');
  // SQLite treats an empty file as a new database.
  const size = statSync(database, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 0 || hasStagedRestore(dataDir)) return;
  const known = readIdentity(identity);
  if (known === null) return;
  if (isRealRestaurant(known))
    throw unexpected(known, existsSync(dataDir) ? 'es nueva: no tiene base de datos' : 'no existe');
  forgetIdentity(identity);
}

/** A database without orders and owner counts as empty too. Throws FolderUnexpected. */
export async function refuseNewDatabase(core: Core, identity: IdentityFiles): Promise<void> {
  const known = readIdentity(identity);
  if (known === null || !isRealRestaurant(known)) return;
  const [{ hasOrders }, { hasOwner }] = await Promise.all([
    core.ask({ name: 'settings' }),
    core.ask({ name: 'house' }),
  ]);
  if (!hasOrders && !hasOwner)
    throw unexpected(known, 'es nueva: su base de datos no tiene pedidos ni dueño');
}

/**
 * The sample without an owner was only a trial. Without an owner, but with orders and a name of its
 * own, it is a restaurant.
 */
function isRealRestaurant({ hasOwner, orders, restaurant }: DatabaseIdentity): boolean {
  return hasOwner || (orders > 0 && restaurant !== sample.name);
}

function unexpected(
  { folder, restaurant, orders, lastOrderAt }: DatabaseIdentity,
  now: string,
): FolderUnexpected {
  const had = orders === 1 ? '1 pedido' : `${orders} pedidos`;
  const last = lastOrderAt === null ? '' : `, el último ${dayAndTime(lastOrderAt, Date.now())}`;
  return new FolderUnexpected(
    `El restaurante "${restaurant}" tenía aquí ${had}${last}. La carpeta ${folder} ahora ${now}. No se abrió nada.`,
    [
      'Si los datos están en otro disco o en la red, conéctelo y vuelva a iniciar.',
      `Si tiene un respaldo: comanda restore ARCHIVO --data-dir ${folder} --yes`,
      'Para empezar un restaurante nuevo en esa carpeta: comanda serve --new',
    ].join('\n'),
  );
}

/** `hoy a las 22:14`, `ayer a las 22:14`, `el 22/11/2026 a las 22:14`. */
function dayAndTime(at: number, now: number): string {
  const day = wallDate(at);
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  const name =
    day === wallDate(now) ? 'hoy' : day === wallDate(yesterday.getTime()) ? 'ayer' : `el ${day}`;
  return `${name} a las ${wallTime(at)}`;
}

/** Advice for a person after the host lost its store. */
export function adviceFor({ code }: Pick<StoreTrouble, 'code'>, dataDir: string): string {
  return code === 'FOLDER_LOST'
    ? `Vuelva a poner la carpeta ${dataDir} (o conecte su disco) e inicie Comanda otra vez. Si se borró, ponga el último respaldo (comanda restore). Lo que los equipos no vieron confirmado lo envían de nuevo.`
    : 'Haga un respaldo en otro disco y revise este antes de iniciar Comanda otra vez.';
}
