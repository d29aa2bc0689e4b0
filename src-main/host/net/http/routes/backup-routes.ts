/** Routes of the owner's backups: list, make, check, restore. */
import { z } from 'zod';
import type { CommandName } from '../../../../../src-shared/commands/registry';
import { isRefusal } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import { BackupName } from '../../../../../src-shared/model/operations/backups';
import type { BackupFacts } from '../../../../../src-shared/model/operations/backups';
import { machineText } from '../../../../../src-shared/text/plain-text';
import type { PublicReply } from '../../../../../src-shared/public-api/public-reply';
import type { BackupControl } from '../../../ports/backup-control';
import type { AccessRoute, AccessTools, RouteResult, RouteRequest } from './route-tools';

/** `clave` null: the restaurant's own key. */
const Which = z.strictObject({
  nombre: BackupName,
  donde: z.enum(['aqui', 'segunda']),
  clave: z.string().max(200).nullable().default(null),
});
const PassphraseBody = z.strictObject({ clave: machineText(0, 200) });
/** In the order of the API's description. */
export function backupRoutes(backups: BackupControl, tools: AccessTools): readonly AccessRoute[] {
  return [
    listBackups(backups, tools),
    makeBackup(backups, tools),
    checkBackup(backups, tools),
    restoreBackup(backups, tools),
    savePassphrase(backups, tools),
  ];
}

/** Answers if the actor has the right to the command `like`. */
async function answerIfAllowed(
  asked: RouteRequest,
  { actorFor }: AccessTools,
  like: CommandName,
  answer: () => Promise<PublicReply | Refusal>,
): Promise<RouteResult> {
  const actor = await actorFor(asked, like);
  if (isRefusal(actor)) return actor;
  const reply = await answer();
  return isRefusal(reply) ? reply : { body: reply };
}

function listBackups(backups: BackupControl, tools: AccessTools): AccessRoute {
  return {
    method: 'GET',
    path: '/respaldos',
    summary: 'Los respaldos que hay, y lo que la casa decidió sobre ellos',
    open: false,
    body: null,
    answer: (asked) =>
      answerIfAllowed(asked, tools, 'recordBackup', async () => {
        const { backups: all, rules, hasPassphrase, isBusy, secondTrouble } = await backups.list();
        return {
          respaldos: all.map(({ name, where, madeAt, bytes, isSealed }) => ({
            nombre: name,
            donde: where === 'here' ? 'aqui' : 'segunda',
            hecho: new Date(madeAt).toISOString(),
            bytes,
            con_clave: isSealed,
          })),
          hora: rules.hour,
          guardar: rules.keep,
          segunda_carpeta: rules.second,
          segunda_falla: secondTrouble,
          con_clave: hasPassphrase,
          ocupado: isBusy,
        };
      }),
  };
}

function makeBackup(backups: BackupControl, { actorFor }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/respaldos',
    summary: 'Hace un respaldo ahora, y lo verifica',
    open: false,
    body: null,
    done: 201,
    async answer(asked) {
      const actor = await actorFor(asked, 'recordBackup');
      if (isRefusal(actor)) return actor;
      const made = await backups.make(actor);
      return isRefusal(made)
        ? made
        : { body: { status: 'respaldado', nombre: made.name, ...factsOnWire(made.facts) } };
    },
  };
}

function checkBackup(backups: BackupControl, tools: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/respaldos/ver',
    summary: 'Lo que hay en un respaldo, después de revisarlo entero',
    open: false,
    body: Which,
    answer: (asked) =>
      answerIfAllowed(asked, tools, 'setBackups', async () => {
        const { nombre, donde, clave } = Which.parse(asked.body);
        const facts = await backups.inspect(nombre, WHERE[donde], clave);
        return isRefusal(facts) ? facts : factsOnWire(facts);
      }),
  };
}

function restoreBackup(backups: BackupControl, { actorFor }: AccessTools): AccessRoute {
  return {
    method: 'POST',
    path: '/respaldos/restaurar',
    summary:
      'Vuelve a un respaldo: el servidor cierra y abre con él; la base de ahora se guarda aparte',
    open: false,
    body: Which,
    async answer(asked) {
      const actor = await actorFor(asked, 'setBackups');
      if (isRefusal(actor)) return actor;
      const { nombre, donde, clave } = Which.parse(asked.body);
      const facts = await backups.restore(nombre, WHERE[donde], clave, actor);
      return isRefusal(facts) ? facts : { body: { status: 'restaurando', ...factsOnWire(facts) } };
    },
  };
}

function savePassphrase(backups: BackupControl, tools: AccessTools): AccessRoute {
  return {
    method: 'PUT',
    path: '/respaldos/clave',
    summary: 'La clave de las copias en la segunda carpeta; vacía la quita',
    open: false,
    body: PassphraseBody,
    answer: (asked) =>
      answerIfAllowed(asked, tools, 'setBackups', async () => {
        backups.keepPassphrase(PassphraseBody.parse(asked.body).clave);
        return { status: 'guardada' };
      }),
  };
}

const WHERE = { aqui: 'here', segunda: 'second' } as const;

function factsOnWire({ restaurant, orders, lastDay, lastOrderAt }: BackupFacts): PublicReply {
  return {
    restaurante: restaurant,
    pedidos: orders,
    ultima_jornada: lastDay,
    ultimo_pedido: lastOrderAt === null ? null : new Date(lastOrderAt).toISOString(),
  };
}
