/** Addresses as people write them, and what is no address. */
import { expect, it } from 'vitest';
import { addressFrom } from '../../src-shared/public-api/printing';
import { addressText } from '../../src-shared/model/printer-address-text';

it.each([
  ['192.168.1.50', { kind: 'tcp', host: '192.168.1.50', port: 9100 }, '192.168.1.50:9100'],
  [' 192.168.1.50:9101 ', { kind: 'tcp', host: '192.168.1.50', port: 9101 }, '192.168.1.50:9101'],
  ['impresora.local', { kind: 'tcp', host: 'impresora.local', port: 9100 }, 'impresora.local:9100'],
  ['fd00::5', { kind: 'tcp', host: 'fd00::5', port: 9100 }, '[fd00::5]:9100'],
  ['[fd00::5]:9102', { kind: 'tcp', host: 'fd00::5', port: 9102 }, '[fd00::5]:9102'],
  ['usb:/dev/usb/lp1', { kind: 'usb', device: '/dev/usb/lp1', serial: null }, '/dev/usb/lp1'],
  ['usb:J4X-0012', { kind: 'usb', device: '/dev/usb/lp0', serial: 'J4X-0012' }, '/dev/usb/lp0'],
  ['cola:Cocina_2', { kind: 'spool', queue: 'Cocina_2' }, 'cola Cocina_2'],
  [
    'cola:EPSON TM-T20II Receipt',
    { kind: 'spool', queue: 'EPSON TM-T20II Receipt' },
    'cola EPSON TM-T20II Receipt',
  ],
  ['pdf', { kind: 'pdf', folder: null }, 'PDF en la carpeta pdf'],
  ['pdf:/srv/comandas', { kind: 'pdf', folder: '/srv/comandas' }, 'PDF en /srv/comandas'],
  ['pantalla', { kind: 'screen' }, 'pantalla'],
] as const)('%s', (text, address, shown) => {
  expect(addressFrom(text)).toEqual(address);
  expect(addressText(address)).toBe(shown);
});

it.each([
  '',
  'a b',
  '1.2.3.4:0',
  '1.2.3.4:70000',
  'http://1.2.3.4/',
  'usb:/etc/passwd',
  'usb:/dev/usb/../sda',
  'cola:-o',
  'cola:-o raw',
  'cola:a  b',
  'cola:a/b',
])('refuses "%s"', (text) => {
  expect(addressFrom(text)).toBeNull();
});
