/**
 * Pairing, PINs, people and devices: what goes by HTTP because a secret comes with it or because
 * nobody is let in yet. Each call answers or says why not; it never rejects.
 */
import type { Preset } from '../../../src-shared/base/scope-words';
import { checkHost } from '../link/host-identity';
import { call, LIMIT_MS, map } from '../link/http';
import type { CallResult } from '../link/http';
import { newKey } from '../state/ids';

export type { CallResult, CallError } from '../link/http';

export type HostName = {
  readonly restaurant: string;
  readonly hostKey: string;
  readonly hasOwner: boolean;
};
export type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly role: PersonRoleWord;
};
/** The roles of people, in the wire's words. */
export type PersonRoleWord = 'dueño' | 'caja' | 'mesero' | 'cocina' | 'pase';
export type DeviceRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly person: string | null;
  /** What a program's token may do; null: it is no program. */
  readonly scopes: readonly string[] | null;
};
export type PairingRequestRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly seconds: number;
};

/** Who answers at this address, as it says itself. */
export async function readHostName(origin: string): Promise<CallResult<HostName>> {
  return map(
    await call(origin, 'GET', `/identidad?reto=${newKey()}`),
    ({ restaurante, clave, tiene_dueño }) => ({
      restaurant: String(restaurante),
      hostKey: String(clave),
      hasOwner: tiene_dueño === true,
    }),
  );
}

/** Whether the host at this address is the one that the link was made by. */
export function isHostOf(origin: string, hostKey: string): Promise<'same' | 'stranger' | 'away'> {
  return checkHost(origin, hostKey, AbortSignal.timeout(LIMIT_MS));
}

/**
 * The owner's one-time link: the person, their PIN and this device in one step. `another`: there
 * are owners, and this is one more.
 */
export async function becomeOwner(
  origin: string,
  asked: {
    readonly code: string;
    readonly device: string;
    readonly person: string;
    readonly pin: string;
    readonly another: boolean;
  },
): Promise<CallResult<{ readonly token: string }>> {
  const { code: codigo, device: dispositivo, person: persona, pin, another: nuevo } = asked;
  const body = { codigo, dispositivo, persona, pin, nuevo };
  return map(await call(origin, 'POST', '/vincular/propietario', { body }), ({ token }) => ({
    token: String(token),
  }));
}

/** Asks to be let in; somebody at the counter says yes. */
export async function askToPair(
  origin: string,
  codigo: string,
  dispositivo: string,
): Promise<
  CallResult<{ readonly request: string; readonly secret: string; readonly hostKey: string }>
> {
  const asked = await call(origin, 'POST', '/vincular', { body: { codigo, dispositivo } });
  return map(asked, ({ solicitud, secreto, clave }) => ({
    request: String(solicitud),
    secret: String(secreto),
    hostKey: String(clave),
  }));
}

/** Null: nobody has said yes so far. */
export async function collectToken(
  origin: string,
  request: string,
  secret: string,
): Promise<CallResult<string | null>> {
  const asked = await call(origin, 'GET', `/vincular/${encodeURIComponent(request)}`, {
    token: secret,
  });
  return map(asked, ({ token }) => (typeof token === 'string' ? token : null));
}

export async function listPeople(
  origin: string,
  token: string,
): Promise<CallResult<readonly PersonRow[]>> {
  return map(await call(origin, 'GET', '/personas', { token }), ({ personas }) =>
    (personas as { id: string; nombre: string; rol: PersonRoleWord }[]).map(
      ({ id, nombre, rol }) => ({
        id,
        name: nombre,
        role: rol,
      }),
    ),
  );
}

export async function logIn(
  origin: string,
  token: string,
  persona: string,
  pin: string,
): Promise<CallResult<null>> {
  return map(await call(origin, 'POST', '/sesion', { token, body: { persona, pin } }), () => null);
}

export async function logOutHere(origin: string, token: string): Promise<CallResult<null>> {
  return map(await call(origin, 'DELETE', '/sesion', { token }), () => null);
}

export async function createPerson(
  origin: string,
  token: string,
  person: { readonly name: string; readonly role: PersonRoleWord; readonly pin: string },
): Promise<CallResult<null>> {
  const body = { nombre: person.name, rol: person.role, pin: person.pin };
  return map(await call(origin, 'POST', '/personas', { token, body }), () => null);
}

/** An empty PIN: it stays as it was. */
export async function editPerson(
  origin: string,
  token: string,
  id: string,
  person: { readonly name: string; readonly role: PersonRoleWord; readonly pin: string },
): Promise<CallResult<null>> {
  const body = {
    nombre: person.name,
    rol: person.role,
    ...(person.pin === '' ? {} : { pin: person.pin }),
  };
  return map(
    await call(origin, 'PATCH', `/personas/${encodeURIComponent(id)}`, { token, body }),
    () => null,
  );
}

/** A code for one new device, for five minutes, and the addresses at which it is good. */
export async function inviteDevice(
  origin: string,
  token: string,
  rol: PersonRoleWord,
): Promise<
  CallResult<{ readonly code: string; readonly links: readonly string[]; readonly seconds: number }>
> {
  const asked = await call(origin, 'POST', '/dispositivos/invitar', { token, body: { rol } });
  return map(asked, ({ codigo, enlaces, vence_s }) => ({
    code: String(codigo),
    links: enlaces as string[],
    seconds: Number(vence_s),
  }));
}

/** A token for a program: told once, to whoever asked. */
export async function addProgram(
  origin: string,
  token: string,
  program: { readonly name: string; readonly preset: Preset },
): Promise<CallResult<string>> {
  const body = { nombre: program.name, alcance: program.preset };
  return map(await call(origin, 'POST', '/dispositivos', { token, body }), (answer) =>
    String(answer.token),
  );
}

export async function listDevices(
  origin: string,
  token: string,
): Promise<
  CallResult<{
    readonly devices: readonly DeviceRow[];
    readonly asking: readonly PairingRequestRow[];
  }>
> {
  return map(await call(origin, 'GET', '/dispositivos', { token }), ({ dispositivos, piden }) => ({
    devices: (
      dispositivos as {
        id: string;
        nombre: string;
        rol: string;
        persona: string | null;
        alcance?: string[];
      }[]
    ).map((one) => ({
      id: one.id,
      name: one.nombre,
      role: one.rol,
      person: one.persona,
      scopes: one.alcance ?? null,
    })),
    asking: (piden as { solicitud: string; nombre: string; rol: string; hace_s: number }[]).map(
      (one) => ({
        id: one.solicitud,
        name: one.nombre,
        role: one.rol,
        seconds: one.hace_s,
      }),
    ),
  }));
}

export async function answerDevice(
  origin: string,
  token: string,
  request: string,
  isWelcome: boolean,
): Promise<CallResult<null>> {
  const verb = isWelcome ? 'aprobar' : 'rechazar';
  return map(
    await call(origin, 'POST', `/dispositivos/${verb}/${encodeURIComponent(request)}`, { token }),
    () => null,
  );
}

/** Whether the restaurant's own network may come in, as far as this person may know. */
export async function isLanOpen(origin: string, token: string): Promise<CallResult<boolean>> {
  return map(
    await call(origin, 'GET', '/reglas', { token }),
    ({ red_abierta }) => red_abierta === true,
  );
}

export async function setLanOpen(
  origin: string,
  token: string,
  abierta: boolean,
): Promise<CallResult<null>> {
  return map(await call(origin, 'PUT', '/red', { token, body: { abierta } }), () => null);
}
