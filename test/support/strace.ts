/**
 * Reads strace's record of a host: what was written where, what was synced, what was answered, in
 * one order.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export type Step =
  | {
      readonly kind: 'write';
      readonly file: string;
      readonly offset: number;
      readonly data: Buffer;
    }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  /** Bytes that came from, or went to, a socket. */
  | { readonly kind: 'received' | 'sent'; readonly data: Buffer };

/**
 * Put in front of a host's command line. Strings in full and in hex, so that they can be replayed.
 */
export function underStrace(output: string, ...more: readonly string[]): readonly string[] {
  return [
    'strace',
    '-f',
    '-qq',
    '-xx',
    '-s',
    '2000000',
    '-o',
    output,
    '-e',
    'trace=openat,close,pwrite64,write,writev,read,recvfrom,sendto,ftruncate,fdatasync,fsync,socket,accept4',
    ...more,
  ];
}

const CALL = /^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)/s;
const UNFINISHED = /^(\d+)\s+(\w+)\((.*?)\s*<unfinished \.\.\.>$/s;
const RESUMED = /^(\d+)\s+<\.\.\. (\w+) resumed>(.*)\)\s+= (-?\d+)/s;

/**
 * Steps that touch the database's files in `folder`, and those on sockets. A call counts where it
 * returned.
 */
export function readStrace(file: string, folder: string): readonly Step[] {
  const steps: Step[] = [];
  const files = new Map<number, string>();
  const sockets = new Set<number>();
  const begun = new Map<string, string>();
  for (const line of readFileSync(file, 'latin1').split('\n')) {
    const unfinished = UNFINISHED.exec(line);
    if (unfinished) {
      begun.set(`${unfinished[1]}/${unfinished[2]}`, unfinished[3] ?? '');
      continue;
    }
    const resumed = RESUMED.exec(line);
    const call = resumed ? null : CALL.exec(line);
    const [, pid = '', name = '', rest = '', result = '-1'] = resumed ?? call ?? [];
    if (name === '' || Number(result) < 0) continue;
    const args = resumed ? (begun.get(`${pid}/${name}`) ?? '') + rest : rest;
    const fd = Number(/^(\d+)/.exec(args)?.[1] ?? -1);
    switch (name) {
      case 'openat': {
        const opened = unhex(/"((?:\\x..)*)"/.exec(args)?.[1] ?? '').toString();
        sockets.delete(Number(result));
        if (path.dirname(opened) === folder && path.basename(opened).startsWith('comanda.db'))
          files.set(Number(result), path.basename(opened));
        else files.delete(Number(result));
        break;
      }
      case 'socket':
      case 'accept4':
        files.delete(Number(result));
        sockets.add(Number(result));
        break;
      case 'close':
        files.delete(fd);
        sockets.delete(fd);
        break;
      case 'pwrite64': {
        const name64 = files.get(fd);
        const [, hex = '', offset = '0'] = /"((?:\\x..)*)", \d+, (\d+)/.exec(args) ?? [];
        if (name64)
          steps.push({ kind: 'write', file: name64, offset: Number(offset), data: unhex(hex) });
        break;
      }
      case 'ftruncate': {
        const cut = files.get(fd);
        if (cut)
          steps.push({ kind: 'truncate', file: cut, size: Number(/, (\d+)/.exec(args)?.[1] ?? 0) });
        break;
      }
      case 'fdatasync':
      case 'fsync': {
        const synced = files.get(fd);
        if (synced) steps.push({ kind: 'sync', file: synced });
        break;
      }
      case 'write':
      case 'writev':
      case 'sendto':
        if (sockets.has(fd)) steps.push({ kind: 'sent', data: hexOf(args) });
        break;
      case 'read':
      case 'recvfrom':
        if (sockets.has(fd)) steps.push({ kind: 'received', data: hexOf(args) });
        break;
    }
  }
  return steps;
}

function hexOf(args: string): Buffer {
  return Buffer.concat([...args.matchAll(/"((?:\\x..)*)"/g)].map((match) => unhex(match[1] ?? '')));
}

function unhex(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}
