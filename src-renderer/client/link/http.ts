/**
 * One call by HTTP, for what does not go over the screen's socket. Answers or says why not; never
 * rejects.
 */

/** `NO_HOST`: nobody answered. Else a wire name of the error catalogue. */
export type CallError = {
  readonly ok: false;
  readonly code: string;
  /** The host's sentence, Spanish; empty for NO_HOST. */
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
};
export type CallResult<T> = { readonly ok: true; readonly value: T } | CallError;

/** Whoever asks waits no longer than this, ms. */
export const LIMIT_MS = 8_000;
const AWAY: CallError = { ok: false, code: 'NO_HOST', message: '', details: {} };

export async function call(
  origin: string,
  method: string,
  path: string,
  {
    token,
    body,
    limitMs = LIMIT_MS,
  }: { readonly token?: string; readonly body?: unknown; readonly limitMs?: number } = {},
): Promise<CallResult<Record<string, unknown>>> {
  const headers: Record<string, string> = {};
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    const response = await fetch(origin + path, {
      method,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(limitMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (response.ok) return { ok: true, value: answer };
    const { codigo, mensaje, datos } = (answer.error ?? {}) as {
      codigo?: string;
      mensaje?: string;
      datos?: CallError['details'];
    };
    return {
      ok: false,
      code: codigo ?? 'ERROR_INTERNO',
      message: mensaje ?? '',
      details: datos ?? {},
    };
  } catch {
    return AWAY;
  }
}

export function map<A, B>(answered: CallResult<A>, turn: (value: A) => B): CallResult<B> {
  return answered.ok ? { ok: true, value: turn(answered.value) } : answered;
}
