/** Counts errors by their cause: client, host, database, connection. */
import { ERRORS } from '../../../../src-shared/base/errors';
import type { ErrorCode } from '../../../../src-shared/base/errors';

export type Counters = {
  refused(code: ErrorCode): void;
  /** A connection that broke instead of ending: reset, timed out or cut. */
  brokenConnection(): void;
  storeFault(): void;
  readonly figures: {
    readonly cliente: number;
    readonly servidor: number;
    readonly base_de_datos: number;
    readonly conexiones_rotas: number;
  };
};

export function createCounters(): Counters {
  let cliente = 0;
  let servidor = 0;
  let base_de_datos = 0;
  let conexiones_rotas = 0;
  return {
    refused(code) {
      if (ERRORS[code].mendedBy === 'host') servidor++;
      else cliente++;
    },
    brokenConnection() {
      conexiones_rotas++;
    },
    storeFault() {
      base_de_datos++;
    },
    get figures() {
      return { cliente, servidor, base_de_datos, conexiones_rotas };
    },
  };
}
