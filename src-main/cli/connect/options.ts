/** Options and arguments that several commands share. */
import { InvalidArgumentError, Option } from 'commander';
import { LONGEST_PACE_S } from '../../../src-shared/model/operations/rehearsal';
import { defaultDataDir } from '../../host/runtime/config';

/** Runs a command and keeps its exit code. */
export type Run = (work: Promise<number>) => Promise<void>;

export const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('hace falta un número entero mayor que cero.');
  return value;
};

export const atLeastZero = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError('hace falta un número entero, cero o más.');
  return value;
};

/** Seconds that a simulated cook or waiter takes. */
export const paceSeconds = (text: string): number => {
  const value = atLeastZero(text);
  if (value > LONGEST_PACE_S)
    throw new InvalidArgumentError(`son ${LONGEST_PACE_S} segundos a lo más.`);
  return value;
};

export const portNumber = (text: string): number => {
  const value = whole(text);
  if (value > 65_535) throw new InvalidArgumentError('un puerto va de 1 a 65535.');
  return value;
};

export const host = () => new Option('--host <host>', 'equipo del servidor').default('localhost');
export const port = () =>
  new Option('--port <port>', 'puerto TCP').default(8888).argParser(portNumber);
export const dataDir = () =>
  new Option('--data-dir <folder>', 'carpeta de datos (o COMANDA_DATA_DIR)').default(
    defaultDataDir(),
    'la del sistema',
  );
export const token = () =>
  new Option('--token <token>', 'token, si el servidor está en otra máquina');
