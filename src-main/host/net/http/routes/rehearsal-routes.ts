/** Routes of the rehearsal: begin, status, stop. */
import { isRefusal } from '../../../../../src-shared/base/errors';
import { TIME_BINS_S } from '../../../../../src-shared/model/operations/rehearsal';
import type {
  Rehearsal,
  RehearsalLoad,
  TimeSpread,
} from '../../../../../src-shared/model/operations/rehearsal';
import type { PublicReply } from '../../../../../src-shared/public-api/public-reply';
import type { RehearsalControl } from '../../../ports/rehearsal-control';
import type { AccessRoute, AccessTools } from './route-tools';

type RehearsalRouteParts = { readonly rehearsals: RehearsalControl };

export function beginRehearsalRoute(
  { rehearsals }: RehearsalRouteParts,
  { actorFor }: AccessTools,
): AccessRoute {
  return {
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
  };
}

export function rehearsalStatus(
  { rehearsals }: RehearsalRouteParts,
  { actorFor }: AccessTools,
): AccessRoute {
  return {
    method: 'GET',
    path: '/ensayo',
    summary: 'Cómo va el último ensayo, o cómo salió',
    open: false,
    body: null,
    async answer(asked) {
      const actor = await actorFor(asked, 'setOperationSettings');
      return isRefusal(actor) ? actor : { body: rehearsalOnWire(rehearsals.now()) };
    },
  };
}

export function stopRehearsal(
  { rehearsals }: RehearsalRouteParts,
  { actorFor }: AccessTools,
): AccessRoute {
  return {
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
 * `reparto[i]` counts those that took at most `hasta_s[i]` seconds and longer than the limit before
 * it. The last count is of those beyond the last limit.
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
