/** A screen by hand: every frame it was sent, and the next one that fits. */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { stateFromParts } from '../../src-shared/live/projection';
import type { HostState } from '../../src-shared/live/projection';
import { PROTOCOL_VERSION, SUBPROTOCOL } from '../../src-shared/screen-api/messages';
import type { ToScreen } from '../../src-shared/screen-api/messages';
import type { Event } from '../../src-shared/events/events';
import { until } from './until';

export type Frame<T extends ToScreen['type'] = ToScreen['type']> = Extract<ToScreen, { type: T }>;
export type ScreenClient = {
  readonly socket: WebSocket;
  readonly frames: readonly ToScreen[];
  readonly events: readonly Event[];
  /** How large each message was, bytes. */
  readonly sizes: readonly number[];
  /** The close code, once it is closed. */
  readonly closed: () => number | null;
  send(message: object): void;
  /** The next frame of this type that nobody has waited for yet. */
  next<T extends ToScreen['type']>(type: T): Promise<Frame<T>>;
  hello(since?: { seq: number; at: number } | null): Promise<Frame<'welcome'>>;
  /** Says hello, and waits for the whole picture, however many parts it comes in. */
  start(): Promise<HostState>;
  command(name: string, input: object, key?: string, age?: number): Promise<Frame<'receipt'>>;
  close(): void;
};

export type Refused = { readonly refused: number };

/** Connects, or tells the status by which it was turned away. */
export function openScreen(
  port: number,
  token: string | null,
  {
    headers = {},
    protocols,
    path = '/vivo',
  }: { headers?: Record<string, string>; protocols?: string[]; path?: string } = {},
): Promise<ScreenClient | Refused> {
  const offered = protocols ?? [SUBPROTOCOL, ...(token === null ? [] : [`token.${token}`])];
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, offered, { headers });
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_, response) => {
      response.resume();
      resolve({ refused: response.statusCode ?? 0 });
    });
    socket.once('error', reject);
    socket.once('open', () => resolve(client(socket)));
  });
}

export async function screen(port: number, token: string): Promise<ScreenClient> {
  const opened = await openScreen(port, token);
  if ('refused' in opened) throw new Error(`refused with ${opened.refused}`);
  return opened;
}

function client(socket: WebSocket): ScreenClient {
  const frames: ToScreen[] = [];
  const events: Event[] = [];
  const waitedFor = new Set<ToScreen>();
  let closed: number | null = null;
  const pieces = new Map<string, string>();
  const sizes: number[] = [];
  socket.on('message', (data: Buffer) => {
    sizes.push(data.length);
    let frame = JSON.parse(data.toString('utf8')) as ToScreen;
    if (frame.type === 'piece') {
      const text = (pieces.get(frame.id) ?? '') + frame.text;
      pieces.set(frame.id, text);
      if (!frame.last) return;
      frame = JSON.parse(text) as ToScreen;
    }
    frames.push(frame);
    if (frame.type === 'events') events.push(...(frame.events as Event[]));
  });
  socket.on('close', (code) => (closed = code));
  socket.on('error', () => {});
  const send = (message: object): void => socket.send(JSON.stringify(message));
  async function next<T extends ToScreen['type']>(
    type: T,
    fits: (frame: Frame<T>) => boolean = () => true,
  ): Promise<Frame<T>> {
    const found = await until(`a frame ${type}`, () => {
      const frame = frames.find(
        (one): one is Frame<T> => one.type === type && !waitedFor.has(one) && fits(one as Frame<T>),
      );
      if (!frame && closed !== null)
        throw new Error(`closed with ${closed} before a frame ${type}`);
      return frame;
    });
    waitedFor.add(found);
    return found;
  }
  return {
    socket,
    frames,
    events,
    sizes,
    closed: () => closed,
    send,
    next,
    async start() {
      const from = frames.length;
      send({ type: 'hello', protocol: PROTOCOL_VERSION, since: null });
      // The newest one: the host may have had a reason of its own to begin again meanwhile.
      const { snapshot, parts } = await until('a whole start', () => {
        const begun = frames.findLastIndex(
          ({ type }, index) => index >= from && type === 'welcome',
        );
        const welcome = frames[begun];
        if (welcome?.type !== 'welcome') return null;
        const following = frames
          .slice(begun)
          .filter((frame): frame is Frame<'part'> => frame.type === 'part');
        const isWhole = !welcome.more || following.some(({ more }) => !more);
        return isWhole ? { snapshot: welcome.snapshot, parts: following } : null;
      });
      const state = snapshot && stateFromParts(snapshot, parts, events);
      if (!state) throw new Error('there is no picture, or its parts do not fit together');
      return state;
    },
    hello(since = null) {
      send({ type: 'hello', protocol: PROTOCOL_VERSION, since });
      return next('welcome');
    },
    command(name, input, key = randomUUID(), age = 0) {
      send({ type: 'command', key, name, input, age });
      return next('receipt', (receipt) => receipt.key === key);
    },
    close: () => socket.close(),
  };
}
