/**
 * What a program of the restaurant sends and gets back, byte for byte: every public request once,
 * repeated under its key, refused, and answered after a conflict. The transcript is the contract:
 * it changes only where the protocol gains something.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCounters } from '../../src-main/host/net/limits/counters';
import { createRequests } from '../../src-main/host/net/public-api/public-requests';
import type { Requests } from '../../src-main/host/net/public-api/public-requests';
import type { Core } from '../../src-main/host/core/core-client';
import { isRefusal } from '../../src-shared/base/errors';
import { errorAnswer } from '../../src-shared/public-api/answers';
import { readRequest } from '../../src-shared/public-api/read-request';
import type { Actor } from '../../src-shared/base/vocabulary';
import { DESK, placeMany, printerCalled } from '../support/papers';
import { makePast } from '../support/past';
import type { Past } from '../support/past';

const START = Date.parse('2026-11-20T15:00Z');
const MINUTE = 60_000;

let past: Past;
let requests: Requests;
const lines: string[] = [];
beforeEach(async () => {
  past = await makePast(START);
  const mailer = { keepPassword: () => undefined, send: async () => null };
  requests = createRequests({ core: past.core as Core, control: null, mailer }, createCounters());
});
afterEach(() => past.stop());

const OWNER: Actor = { id: 'pc', role: 'owner', name: 'Caja' };

/** Ids are drawn at random. */
const IDS = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** One line as TCP carries it, and its answer. */
async function send(text: string, actor = OWNER): Promise<void> {
  const answer = JSON.stringify(await answerTo(JSON.parse(text), actor));
  lines.push(`> ${text}`, `< ${answer.replace(IDS, '<id>')}`);
}

async function answerTo(value: unknown, actor: Actor): Promise<object> {
  const parsed = readRequest(value);
  if (isRefusal(parsed)) return errorAnswer(parsed);
  const { request } = parsed;
  switch (request.kind) {
    case 'command': {
      const answer = await requests.command(request, actor);
      if (answer.error === undefined) request.binding.answer.parse(answer);
      return answer;
    }
    case 'query':
    case 'ownOrder':
      return requests.ask(request, actor);
    default:
      throw new Error(`not part of the transcript: ${request.kind}`);
  }
}

/** The next paper of the kitchen's printer; `lost`: the connection broke after its first bytes. */
async function print(ending: 'confirmed' | 'lost'): Promise<void> {
  const printerId = await printerCalled(past, 'Cocina');
  const { lease } = await past.run('claimJob', { printerId, worker: 1 }, DESK);
  if (!lease) throw new Error('nothing to print');
  const outcome =
    ending === 'lost'
      ? ({ kind: 'unsure', cause: 'link_lost', bytes: 40 } as const)
      : ({ kind: 'confirmed', by: 'status', bytes: 9, sha256: 'x', unprintable: 0 } as const);
  const { jobId, token } = lease;
  const settled = {
    printerId,
    jobId,
    token,
    outcome,
    firstByteAt: START,
    heard: '',
    nextFor: null,
  };
  await past.run('settleJob', settled, DESK);
}

it('is answered as programs know it, byte for byte', async () => {
  await orders();
  await edits();
  await tickets();
  await decisions();
  await refusals();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    '../fixtures/public-api/transcript.txt',
  );
});

async function orders(): Promise<void> {
  await send('{"cliente":"Juan","productos":["Milanesa napolitana","Agua"]}');
  await send(
    '{"id":"a-2","mesa":4,"comensales":2,"nota":"rápido","productos":[{"nombre":"Bife de chorizo","cantidad":2,"modificadores":["SIN sal"],"nota":"jugoso","tiempo":1,"comensal":1},{"nombre":"Flan con dulce de leche","en_espera":true,"tiempo":2},"Cosa que no está"]}',
  );
  await send(
    '{"id":"a-2","mesa":4,"comensales":2,"nota":"rápido","productos":[{"nombre":"Bife de chorizo","cantidad":2,"modificadores":["SIN sal"],"nota":"jugoso","tiempo":1,"comensal":1},{"nombre":"Flan con dulce de leche","en_espera":true,"tiempo":2},"Cosa que no está"]}',
  );
  await send(
    '{"tipo":"domicilio","cliente":"Eva","direccion":"Sur 4","telefono":1155,"prioridad":"urgente","productos":["Pan"]}',
  );
  await send('{"consulta":"pedido","id":2}');
  await send('{"consulta":"cola"}');
  await send('{"consulta":"recientes","limite":1}');
}

async function edits(): Promise<void> {
  await send('{"agregar":2,"productos":["Cerveza"],"id":"b-1"}');
  await send('{"marchar":2}');
  await send('{"cambiar":2,"linea":1,"cantidad":3}');
  await send('{"cambiar":2,"linea":1,"cantidad":1,"motivo":"se arrepintió"}');
  await send('{"cortesia":2,"lineas":[1],"motivo":"demora"}');
  await send('{"cortesia":2,"lineas":[1],"motivo":"demora","quitar":true}');
  await send('{"editar":2,"cliente":"Mesa de Ana","nota":null}');
  await send('{"mover":2,"mesa":5}');
  await send('{"mesa":"6","productos":["Pan"]}');
  await send('{"juntar":4,"con":2}');
  await send('{"precuenta":2}');
  await send('{"urgente":2}');
  await send('{"anular":2,"lineas":[4],"motivo":"no hay"}');
  await send('{"anular":2,"base":1}');
  await send('{"servir":1}');
  await send('{"cobrar":1,"pago":"tarjeta","propina":500}');
  await send('{"consulta":"recorrido","id":4}');
  await past.waiter('Luis');
  await send('{"traspasar":2,"a":"Luis"}');
}

async function tickets(): Promise<void> {
  await send('{"pantalla":"Cocina"}');
  await send('{"mesa":"7","productos":["Ravioles de ricota",{"nombre":"Provoleta"}]}');
  const [, ticket] = /"comanda":(\d+)/.exec(lines.at(-1) ?? '') ?? [];
  await send(`{"empezar":${ticket}}`);
  await send(`{"tachar":${ticket},"linea":1}`);
  await send(`{"tachar":${ticket},"linea":1,"deshacer":true}`);
  await send(`{"lista":${ticket}}`);
  await send(`{"lista":${ticket},"id":"c-1"}`);
  await send(`{"recuperar":${ticket}}`);
  await send('{"mensaje":"Falta hielo","estacion":"Bar"}');
  await send('{"mensaje":"A la cocina"}');
  await send('{"enterado":999}');
  await send('{"agotado":"Tiramisú"}');
  await send('{"disponible":"Tiramisú","quedan":3}');
  await send('{"pantalla":"Cocina","usar":false}');
  await send('{"turbo":true}');
  await send('{"turbo":false}');
}

async function decisions(): Promise<void> {
  await print('confirmed');
  await send('{"reimprimir":3}');
  await send('{"urgente":3}');
  const chain = { station: 'Cocina', printers: ['Cocina'], whenUnsure: 'ask' as const };
  await past.run('setStationChain', chain, OWNER);
  await print('lost');
  await send('{"consulta":"pendientes"}');
  const [, unsure] = /"impresion":(\d+)/.exec(lines.at(-1) ?? '') ?? [];
  await send(`{"confirmar":{"impresion":${unsure}},"id":"d-1"}`);
  await send(`{"confirmar":{"impresion":${unsure}}}`);
  await placeMany(past, START, 4, 'Pan');
  past.at(START + 60 * MINUTE);
  await past.run('recoverJobs', {}, DESK);
  await send('{"consulta":"pendientes","limite":2}');
  await send('{"confirmar":6}');
  await send('{"descartar":7}');
  await send('{"imprimir":8}');
  await send('{"desviar":9,"a":"Bar"}');
  await send('{"mostrado":9}');
  await send('{"reintentar":"Cocina"}');
  await send('{"consulta":"impresoras"}');
}

async function refusals(): Promise<void> {
  await send('{"que":"no"}');
  await send('{"cliente":"Juan"}');
  await send('{"cliente":"Juan","productos":[],"cantidad":1}');
  await send('{"mesa":1,"productos":[{"nota":"sin nombre"}]}');
  await send('{"tipo":"mesa","cliente":"Juan","productos":["Pan"]}');
  await send('{"anular":99}');
  await send('{"id":"a-2","cliente":"Otro","productos":["Pan"]}');
  await send('{"cobrar":2}', { ...OWNER, role: 'cook' });
  await send('{"agotado":"Nada de eso"}');
  await send('{"consulta":"pedido","id":99}');
  await send('{"consulta":"cola","id":1}');
}
