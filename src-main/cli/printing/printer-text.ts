/** Output helpers of the printer commands, and the shape of a printer in the host's answer. */

export const say = (words: string): void => void process.stdout.write(`${words}\n`);
export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export type PrinterShown = Readonly<Record<string, unknown>> & {
  readonly impresora: string;
  readonly estaciones: readonly string[];
  readonly respalda_a: readonly string[];
};
