/** A mail server that takes letters, or fails in one of the ways in which mail servers do. */
import net from 'node:net';
import { freePort } from './ports';

/** later: 451 to every letter. never: 550. hangs: says nothing. */
export type SmtpManners = 'takes' | 'later' | 'never' | 'hangs';

export type SmtpServer = {
  readonly port: number;
  /** Whole letters as they came. */
  readonly letters: readonly string[];
  /** Connections since the start. */
  readonly calls: number;
  manners: SmtpManners;
  /** A letter that holds this is refused for good (554) once it has been read. */
  refused: RegExp | null;
  /** Addresses that it does not have (550). */
  unknown: RegExp | null;
  stop(): Promise<void>;
};

export async function startSmtpServer(manners: SmtpManners): Promise<SmtpServer> {
  const port = await freePort();
  const letters: string[] = [];
  const open = new Set<net.Socket>();
  const state = {
    manners,
    calls: 0,
    refused: null as RegExp | null,
    unknown: null as RegExp | null,
  };
  const server = net.createServer((socket) => {
    open.add(socket);
    state.calls++;
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    if (state.manners === 'hangs') return;
    let letter: string | null = null;
    let unread = '';
    socket.write('220 prueba\r\n');
    socket.setEncoding('latin1').on('data', (text: string) => {
      unread += text;
      for (;;) {
        const end = unread.indexOf('\r\n');
        if (end < 0) return;
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (letter !== null) {
          if (line !== '.') {
            letter += `${line}\n`;
            continue;
          }
          const isRefused = state.refused?.test(letter) === true;
          if (!isRefused) letters.push(letter);
          letter = null;
          socket.write(isRefused ? '554 no\r\n' : '250 ok\r\n');
        } else if (/^EHLO/i.test(line)) socket.write('250-prueba\r\n250 AUTH PLAIN LOGIN\r\n');
        else if (/^AUTH/i.test(line)) socket.write('235 ok\r\n');
        else if (/^MAIL/i.test(line) && state.manners !== 'takes')
          socket.write(`${state.manners === 'later' ? 451 : 550} no\r\n`);
        else if (/^RCPT/i.test(line) && state.unknown?.test(line)) socket.write('550 no\r\n');
        else if (/^DATA/i.test(line)) {
          letter = '';
          socket.write('354 go\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, resolve));
  return {
    port,
    letters,
    get calls() {
      return state.calls;
    },
    get manners() {
      return state.manners;
    },
    set manners(next) {
      state.manners = next;
    },
    get refused() {
      return state.refused;
    },
    set refused(next) {
      state.refused = next;
    },
    get unknown() {
      return state.unknown;
    },
    set unknown(next) {
      state.unknown = next;
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
