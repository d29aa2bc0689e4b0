/** The text of an error, freed from what it may have quoted of an order or of a secret. */
import { expect, it } from 'vitest';
import { scrub } from '../../src-main/program/scrub';

it.each([
  [`Unexpected token 'M', "{"cliente": Montenegro"... is not valid JSON`, 'Montenegro'],
  ['Expected property name in JSON at position 1: `{Montenegro`', 'Montenegro'],
  ['the line «Montenegro 2 milanesas» does not fit', 'Montenegro'],
  ["Cannot read properties of undefined (reading 'Montenegro')", 'Montenegro'],
  ['call +598 99 123 456 back', '123'],
  ['call 099123456', '099123456'],
  ['{"telefono":99123456}', '99123456'],
  ['no mailbox ana.perez@example.com', 'perez'],
  ['authorization: Bearer abc.def-ghi', 'abc'],
  ['http://localhost:4780/#propietario=K7F2M9QX', 'K7F2'],
  ['refused zGm0aX1yb2Q9pR7sT8uV5wX3yZ2aB4cD6eF1gH0iJk', 'zGm0'],
  ['at open (/home/maria/comanda/cli.js:10:3)', 'maria'],
])('%s', (text, secret) => {
  expect(scrub(text, '/home/maria')).not.toContain(secret);
});

it.each([
  'boom',
  'SQLITE_IOERR_FSYNC: disk I/O error',
  "ENOSPC: no space left on device, write '/srv/comanda/comanda.db-wal'",
  'at runGroup (file:///opt/Comanda/resources/app.asar/.build/core-thread.js:1234:56)',
  'el hilo central no responde desde hace 21 s',
  'connect ECONNREFUSED 192.168.100.200:9100',
  '2026-11-30T03:16:13.000Z',
  'http://127.0.0.1:4780 and comanda-20261130-031613.db',
])('keeps what helps: %s', (text) => {
  expect(scrub(text, '/home/maria')).toBe(text);
});
