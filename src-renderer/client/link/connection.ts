/**
 * One WebSocket to the host for as long as somebody wants it: opens, says hello with what it knows,
 * listens for silence, and comes back by itself, sooner when the device says that there is a
 * network again. It never sends a token to a host that is not the one it knows.
 */
import {
  CLOSE,
  PING_EVERY_MS,
  PROTOCOL_VERSION,
  SUBPROTOCOL,
} from '../../../src-shared/screen-api/messages';
import type { FromScreen, ToScreen } from '../../../src-shared/screen-api/messages';
import { socketOrigin } from './bridge';
import { checkHost } from './host-identity';
import type { HostIdentity } from './host-identity';

/**
 * connecting: being tried. live: welcomed. cut: lost, and tried again by itself. Those that do not
 * come back by themselves: revoked (pair again), stranger (somebody else answers at the host's
 * address), outdated (load the page again).
 */
export type LinkState = 'connecting' | 'live' | 'cut' | 'revoked' | 'stranger' | 'outdated';

export type ConnectionOptions = {
  /** `http://192.168.1.5:4780`. */
  readonly origin: string;
  readonly token: string;
  /** The host's public key from the pairing; null only where there was none to learn. */
  readonly hostKey: string | null;
  /** Who answered at the address just now: the first try goes by it. */
  readonly firstLook: Promise<HostIdentity>;
  /** The last event that is known here, with its time. */
  readonly since: () => { readonly seq: number; readonly at: number } | null;
  readonly onLink: (state: LinkState) => void;
  /**
   * The host closed the connection over a message of ours that it could not read. Told before the
   * link is.
   */
  readonly onUnread: () => void;
  readonly onMessage: (message: ToScreen) => void;
};

export type Connection = {
  /** False where there is no welcomed connection to send it on. */
  send(message: FromScreen): boolean;
  /** Asks for a whole new start. */
  restart(): void;
  /**
   * All that was sent has been answered. Until then each loss is taken for the same one, and the
   * next try waits longer: a host that welcomes us and closes over the first command would be
   * called many times a second.
   */
  prove(): void;
  /** Tries now instead of at its time: the network is back, somebody looks at the screen again. */
  tryNow(): void;
  stop(): void;
};

/**
 * Is it the host that this device knows? Asked before anything is told to it, and answered within
 * the time that a silent host is given.
 */
export async function checkHostIdentity(
  origin: string,
  hostKey: string | null,
): Promise<HostIdentity> {
  if (hostKey === null) return 'same';
  const attempt = new AbortController();
  const limit = setTimeout(() => attempt.abort(), SILENT_MS);
  const identity = await checkHost(origin, hostKey, attempt.signal);
  clearTimeout(limit);
  return identity;
}

/** So long without a word from the host, and people are told that they are cut off. */
const SILENT_MS = 4_500;
const BACK_OFF = { firstMs: 250, longestMs: 5_000 } as const;
/**
 * Closed over one message: not of this protocol, no UTF-8, too large (the last two by RFC 6455).
 */
const UNREAD: ReadonlySet<number> = new Set([CLOSE.nonsense, 1007, 1009]);
const FINAL: Readonly<Record<number, LinkState>> = {
  [CLOSE.revoked]: 'revoked',
  [CLOSE.version]: 'outdated',
};

/** True only where the host says so; away is not retired. */
async function isTurnedAway(origin: string, token: string, signal: AbortSignal): Promise<boolean> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${origin}/sesion`, { headers, signal, cache: 'no-store' })).status === 401;
  } catch {
    return false;
  }
}

/**
 * Null: a piece of a message that is not whole yet. One build makes both ends; a host of another
 * version has refused before it says anything.
 */
function messageReader(): (text: string) => ToScreen | null {
  const pieces = new Map<string, string>();
  return (text) => {
    const message = JSON.parse(text) as ToScreen;
    if (message.type !== 'piece') return message;
    const { id, last } = message;
    const soFar = (pieces.get(id) ?? '') + message.text;
    if (last) pieces.delete(id);
    else pieces.set(id, soFar);
    return last ? (JSON.parse(soFar) as ToScreen) : null;
  };
}

export function openConnection(options: ConnectionOptions): Connection {
  const { origin, token, hostKey, since, onLink, onUnread, onMessage } = options;
  let socket: WebSocket | null = null;
  let state: LinkState = 'connecting';
  let failures = 0;
  let heardAt = 0;
  let pings = 0;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | null = null;
  let trying: AbortController | null = null;
  let look: Promise<HostIdentity> | null = options.firstLook;

  const beat = setInterval(() => {
    if (!socket || socket.readyState !== socket.OPEN) return;
    if (performance.now() - heardAt > SILENT_MS) return lose(socket, null);
    post({ type: 'ping', n: ++pings });
  }, PING_EVERY_MS);

  function move(next: LinkState): void {
    if (next === state) return;
    state = next;
    onLink(next);
  }

  async function connect(): Promise<void> {
    if (stopped || socket || trying) return;
    const attempt = new AbortController();
    trying = attempt;
    const limit = setTimeout(() => attempt.abort(), SILENT_MS);
    const identity = await (look ?? checkHostIdentity(origin, hostKey));
    look = null;
    // A browser does not tell why an upgrade was refused, so a device that may have been retired
    // meanwhile asks first.
    const isRetired =
      identity === 'same' && failures > 0 && (await isTurnedAway(origin, token, attempt.signal));
    clearTimeout(limit);
    trying = null;
    if (stopped) return;
    if (isRetired) return move('revoked');
    if (identity === 'stranger') {
      move('stranger');
      // The address may be given back to the right host.
      return again();
    }
    if (identity === 'away') {
      move('cut');
      return again();
    }
    open(await socketOrigin(origin));
  }

  function open(at: string): void {
    if (stopped || socket) return;
    const next = new WebSocket(`${at}/vivo`, [SUBPROTOCOL, `token.${token}`]);
    socket = next;
    heardAt = performance.now();
    const limit = setTimeout(() => lose(next, null), SILENT_MS);
    const read = messageReader();
    next.addEventListener('open', () => {
      heardAt = performance.now();
      post({ type: 'hello', protocol: PROTOCOL_VERSION, since: since() });
    });
    next.addEventListener('message', ({ data }) => {
      if (next !== socket) return;
      heardAt = performance.now();
      // From here on its silence is watched: what it has to say may be long.
      clearTimeout(limit);
      const message = read(String(data));
      if (!message) return;
      if (message.type === 'welcome') {
        onMessage(message);
        return move('live');
      }
      onMessage(message);
    });
    next.addEventListener('close', ({ code }) => {
      clearTimeout(limit);
      lose(next, code);
    });
    next.addEventListener('error', () => {}); // a close follows
  }

  function lose(which: WebSocket, code: number | null): void {
    if (which !== socket) return;
    socket = null;
    which.close();
    const final = code === null ? undefined : FINAL[code];
    if (final) {
      move(final);
      return;
    }
    if (code !== null && UNREAD.has(code)) onUnread();
    move('cut');
    again();
  }

  function again(): void {
    if (stopped || retry) return;
    const longest = Math.min(BACK_OFF.longestMs, BACK_OFF.firstMs * 2 ** failures++);
    // Half of it by chance: fifty screens do not come back in the same moment.
    retry = setTimeout(() => tryNow(), longest * (0.5 + Math.random() / 2));
  }

  function tryNow(): void {
    if (retry) clearTimeout(retry);
    retry = null;
    if (state === 'revoked' || state === 'outdated') return;
    void connect();
  }

  function post(message: FromScreen): boolean {
    if (!socket || socket.readyState !== socket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  void connect();
  return {
    send: (message) => state === 'live' && post(message),
    prove: () => void (failures = 0),
    restart: () => void post({ type: 'hello', protocol: PROTOCOL_VERSION, since: null }),
    tryNow,
    stop() {
      stopped = true;
      clearInterval(beat);
      if (retry) clearTimeout(retry);
      trying?.abort();
      socket?.close(1000);
      socket = null;
    },
  };
}
