/** Control characters at every way in: they are refused or become a space, and never stored. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/registry';
import { Fields } from '../../src-shared/base/fields';
import { PrinterAddress } from '../../src-shared/model/printers';
import { MailSettings } from '../../src-shared/model/mail';
import { addressFrom, CONTROL_SCHEMAS } from '../../src-shared/public-api/printing';
import { shownText } from '../../src-shared/text/plain-text';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import { publicIdentity } from '../../src-shared/public-api/answers';
import sample from '../../resources/sample-restaurant.json';

/**
 * NUL, bell, line breaks, escape, delete, a C1 control, both separators, a direction mark, half a
 * letter.
 */
const BAD = [
  '\0',
  '\x07',
  '\n',
  '\r\n',
  '\x1b',
  '\x7f',
  '\x9b',
  '\u2028',
  '\u2029',
  '\u202e',
  '\ud800',
];
const mail = {
  host: 'smtp.ejemplo.ar',
  port: 25,
  security: 'none',
  user: 'ana',
  from: 'a@ejemplo.ar',
  to: ['b@ejemplo.ar'],
};
const tax = { name: 'IVA', rate: 2_100, included: true };
const house = { name: 'Casa', currency: { code: 'ARS', decimals: 2 }, tax, cutoverHour: 5 };
const group = { name: 'Salsa', min: 0, max: 1, options: [{ name: 'Roja', price: 0 }] };

describe.each(BAD.map((bad) => [JSON.stringify(bad), `a${bad}b`] as const))(
  '%s in the middle',
  (_, word) => {
    it.each([
      ['mail: from', MailSettings, { ...mail, from: `${word}@ejemplo.ar` }],
      ['mail: to', MailSettings, { ...mail, to: [`a@${word}.ar`] }],
      ['mail: host', MailSettings, { ...mail, host: word }],
      ['a printer’s host', PrinterAddress, { kind: 'tcp', host: word, port: 9100 }],
      ['a queue', PrinterAddress, { kind: 'spool', queue: word }],
    ])('is refused in %s', (_where, schema, value) => {
      expect(schema.safeParse(value).success).toBe(false);
    });

    it.each([
      ['mail: user', MailSettings, { ...mail, user: word }],
      ['a folder for PDF', PrinterAddress, { kind: 'pdf', folder: `/${word}` }],
      ['a serial number', PrinterAddress, { kind: 'usb', device: '/dev/usb/lp0', serial: word }],
      [
        'the second folder of backups',
        COMMANDS.setBackups.input,
        { rules: { hour: 5, keep: 1, second: `/${word}` } },
      ],
      [
        'the key of a drawer',
        CONTROL_SCHEMAS.hacer,
        { impresora: 'Caja', hacer: 'cajon', id: word },
      ],
    ])('is refused in %s, unless it is only not seen', (_where, schema, value) => {
      expect(schema.safeParse(value).success).toBe(word.includes('\u202e'));
    });

    it('is in no name: it is refused, or a space, or gone', () => {
      const names = [
        Fields.text.safeParse(word).data,
        COMMANDS.setRestaurant.input.safeParse({ ...house, tax: { ...tax, name: word } }).data?.tax
          ?.name,
        COMMANDS.saveModifierGroup.input.safeParse({
          ...group,
          options: [{ name: word, price: 0 }],
        }).data?.options[0]?.name,
        RestaurantFile.safeParse({ ...sample, name: word }).data?.name,
      ];
      for (const name of names) expect([undefined, 'a b', 'ab']).toContain(name);
    });

    it('does nothing on a terminal where a stranger says its name', () => {
      expect(shownText(word)).toBe('a b');
      expect(publicIdentity({ maker: word, model: word, serial: word })).toEqual({
        marca: 'a b',
        modelo: 'a b',
        serie: 'a b',
      });
    });
  },
);

it('takes what people write', () => {
  expect(MailSettings.parse(mail)).toEqual(mail);
  expect(
    MailSettings.parse({
      ...mail,
      from: 'josé.nuñez+pedidos@correo.ejemplo.ar',
      user: 'Ana María',
    }),
  ).toMatchObject({
    user: 'Ana María',
  });
  for (const address of [
    '192.168.1.50',
    '[fd00::5]:9100',
    'cola:Cocina del fondo',
    'pdf:/srv/papeles de hoy',
    'usb:ABC 123',
  ])
    expect(addressFrom(address)).not.toBe(null);
});
