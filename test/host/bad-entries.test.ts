/**
 * A screen's message that does not fit: it is refused under its own key, and the socket goes on
 * with the next one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION, REFUSED_FRAME_BYTES } from '../../src-shared/screen-api/messages';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import type { Frame, ScreenClient } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let waiter: string;
let one: ScreenClient;

beforeAll(async () => {
  house = await openHouse({}, ['--no-print']);
  await house.person('Ana', 'mesero');
  waiter = await house.device('mesero', 'Ana');
  one = await screen(house.host.httpPort, waiter);
  await one.hello();
});
afterAll(async () => {
  one.close();
  await house.stop();
});

const input = { type: 'table', table: 'B1', lines: [{ product: 'Agua' }] };
const command = (fields: object): string =>
  JSON.stringify({ type: 'command', key: 'bad', name: 'placeOrder', input, age: 0, ...fields });
/** The next receipt under this key, whatever else the host says meanwhile. */
const receiptOf = (key: string, from: number): Promise<Frame<'receipt'>> =>
  until(`a receipt of ${key}`, () => {
    if (one.closed() !== null) throw new Error(`closed with ${one.closed()}`);
    return one.frames
      .slice(from)
      .find((frame): frame is Frame<'receipt'> => frame.type === 'receipt' && frame.key === key);
  });

describe('a command that does not fit', () => {
  it.each<[string, string | Buffer, string, string]>([
    ['made 31 days ago', command({ age: 2_592_000_001 }), 'bad', 'ORDER_INVALID'],
    ['made in the future', command({ age: -1 }), 'bad', 'ORDER_INVALID'],
    ['with an age that is no number', command({ age: 'x' }), 'bad', 'ORDER_INVALID'],
    ['with a field that nobody knows', command({ admin: true }), 'bad', 'ORDER_INVALID'],
    ['with a name as long as a story', command({ name: 'x'.repeat(41) }), 'bad', 'ORDER_INVALID'],
    ['with a name that is no text', command({ name: 7 }), 'bad', 'ORDER_INVALID'],
    [
      'without a name',
      JSON.stringify({ type: 'command', key: 'bad', input }),
      'bad',
      'ORDER_INVALID',
    ],
    [
      'under a key that is too long',
      command({ key: 'k'.repeat(201) }),
      'k'.repeat(201),
      'ORDER_INVALID',
    ],
    ['under a key with other letters', command({ key: 'ñandú' }), 'ñandú', 'ORDER_INVALID'],
    [
      'of a type that nobody knows',
      JSON.stringify({ type: 'order', key: 'bad' }),
      'bad',
      'NOT_A_REQUEST',
    ],
    [
      'without a type',
      JSON.stringify({ key: 'bad', name: 'placeOrder', input }),
      'bad',
      'NOT_A_REQUEST',
    ],
    [
      'with one field twice',
      command({}).replace('"table":"B1"', '"table":"B1","table":"B2"'),
      'bad',
      'JSON_DUPLICATE_KEY',
    ],
    [
      'with one field twice, written in two ways',
      command({}).replace('"table":"B1"', '"table":"B1","t\\u0061ble":"B2"'),
      'bad',
      'JSON_DUPLICATE_KEY',
    ],
    [
      'with a name twice',
      command({}).replace('"age":0', '"age":0,"name":"closeOrder"'),
      'bad',
      'JSON_DUPLICATE_KEY',
    ],
    ['too deep', command({ input: nested(40) }), 'bad', 'JSON_TOO_DEEP'],
    [
      'with a field called as its key twice',
      command({ input: 0 }).replace(':0,', ':{"key":1,"key":2},'),
      'bad',
      'JSON_DUPLICATE_KEY',
    ],
    ['under an empty key', command({ key: '' }), '', 'ORDER_INVALID'],
    [
      'larger than a message may be',
      command({ input: { ...input, note: 'x'.repeat(70_000) } }),
      'bad',
      'MESSAGE_TOO_LARGE',
    ],
    [
      'of a MiB',
      command({ input: { ...input, note: 'x'.repeat(1024 * 1024) } }),
      'bad',
      'MESSAGE_TOO_LARGE',
    ],
    [
      'of five thousand lines',
      command({
        input: { ...input, lines: Array.from({ length: 5_000 }, () => ({ product: 'Agua' })) },
      }),
      'bad',
      'MESSAGE_TOO_LARGE',
    ],
    ['in bytes instead of text', Buffer.from(command({})), 'bad', 'NOT_A_REQUEST'],
  ])('%s is refused under its own key, and the next one is done', async (_, text, key, code) => {
    const from = one.frames.length;
    one.socket.send(text);
    expect(await receiptOf(key, from)).toMatchObject({
      ok: false,
      error: { code, retryable: false },
    });
    expect(await one.command('placeOrder', input)).toMatchObject({ ok: true });
    expect(one.closed()).toBeNull();
  });

  it('is not done in any part', async () => {
    const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 50 })) as {
      pedidos: { mesa?: string }[];
    };
    expect(pedidos.some(({ mesa }) => mesa === 'B2')).toBe(false);
  });

  it.each([
    ['no JSON', 'hola'],
    ['a command without a key', JSON.stringify({ type: 'command', name: 'placeOrder', input })],
    ['a key that is no text', command({ key: 7 })],
    ['two keys', command({}).replace('"age":0', '"age":0,"key":"other"')],
    ['a key written in two ways', command({}).replace('"age":0', '"age":0,"k\\u0065y" : "other"')],
    ['bytes without a key', Buffer.from('hola')],
    ['two values', `${command({})}${command({})}`],
    ['a ping twice the same field', '{"type":"ping","n":1,"n":2}'],
  ])('%s has no key to answer to, and ends the connection by name', async (_, text) => {
    const other = await screen(house.host.httpPort, waiter);
    await other.hello();
    other.socket.send(text);
    await until('it is closed', () => other.closed() === 4400);
  });

  it('larger than what is read at all ends the connection by name', async () => {
    const other = await screen(house.host.httpPort, waiter);
    await other.hello();
    other.socket.send(command({ input: { ...input, note: 'x'.repeat(REFUSED_FRAME_BYTES) } }));
    await until('it is closed', () => other.closed() === 1009);
  });

  it('before hello is not answered: whoever has not said its protocol is no screen', async () => {
    const other = await screen(house.host.httpPort, waiter);
    other.socket.send(command({ age: -1 }));
    await until('it is closed', () => other.closed() === 4400);
  });

  it('with a field twice in its hello is not welcomed', async () => {
    const other = await screen(house.host.httpPort, waiter);
    other.socket.send(
      `{"type":"hello","protocol":${PROTOCOL_VERSION},"since":null,"protocol":${PROTOCOL_VERSION}}`,
    );
    await until('it is closed', () => other.closed() === 4400);
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : [nested(depth - 1)];
}
