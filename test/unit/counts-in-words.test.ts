/** A count of one is said in the singular: "1 hora", never "1 horas". */
import { expect, it } from 'vitest';
import type { AlertKind } from '../../src-shared/model/operations/alerts';
import { alertInWords } from '../../src-shared/i18n/es';

const HOUR = 3_600_000;
const ONE = [
  ['queue', 1, 'Cola alta: 1 comanda espera'],
  ['paper', 1_000, 'tarda 1 segundo;'],
  ['stuck', 1_000, 'desde hace 1 segundo;'],
  ['old_backup', HOUR, 'hace 1 hora'],
  ['flood', 1, '1 rechazada en un minuto'],
] as const satisfies readonly (readonly [AlertKind, number, string])[];

function said(kind: AlertKind, figure: number): string {
  return alertInWords({
    seq: 1,
    kind,
    subject: null,
    about: 'Cocina',
    figure,
    limit: 1,
    cause: null,
    raisedAt: 0,
    endedAt: null,
    seenBy: null,
  });
}

it.each(ONE)(
  'an alert of %s says one of a thing in the singular, and two in the plural',
  (kind, figure, words) => {
    expect(said(kind, figure)).toContain(words);
    expect(said(kind, figure)).not.toMatch(/\b1 \p{L}+s\b/u);
    expect(said(kind, 2 * figure)).toMatch(/\b2 \p{L}+s\b/u);
  },
);
