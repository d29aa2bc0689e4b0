/**
 * Serves the files of the built screens.
 *
 * They are read once at start into a fixed table, so that no path from outside reaches the disk.
 * Without a build there is no table, and the built-in pages are served.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

type AppFile = {
  readonly type: string;
  readonly bytes: Buffer;
  /**
   * Gzipped on the first request, so that the start does not wait for it; null if that is not
   * smaller. A slow phone loads it in a third of the time.
   */
  packed(): Buffer | null;
  readonly tag: string;
  readonly isHashed: boolean;
};
export type AppFiles = ReadonlyMap<string, AppFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};

/**
 * Addresses that a person may type or bookmark. Each serves the same page, which reads its own
 * address.
 */
export const APP_VIEWS: readonly string[] = ['/', '/mesero', '/cocina', '/pase', '/admin'];

/**
 * Only own scripts run, only the own host is called, and no page may frame it. `comanda-worker` is
 * the only policy name that may create a script URL; the page creates it for its menu worker alone
 * (src-renderer/admin/restaurant/menu/read-in-worker.ts).
 */
export const APP_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; manifest-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types comanda-worker";

/** Null: the folder holds no built app. Files of unknown types are left out. */
export function readAppFiles(folder: string): AppFiles | null {
  if (!existsSync(path.join(folder, 'index.html'))) return null;
  const files = new Map<string, AppFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const url = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    const tag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
    files.set(url, {
      type,
      bytes,
      packed: once(() => packedOf(type, bytes)),
      tag,
      isHashed: /-[\w-]{8,}\.\w+$/.test(entry.name),
    });
  }
  return files;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function packedOf(type: string, bytes: Buffer): Buffer | null {
  if (!/^text\/|json|svg/.test(type)) return null;
  const packed = gzipSync(bytes, { level: 9 });
  return packed.length < bytes.length ? packed : null;
}

export function addAppFiles(app: FastifyInstance, files: AppFiles): void {
  const index = files.get('/index.html');
  const urls = [...APP_VIEWS.map((url) => [url, index] as const), ...files];
  for (const [url, file] of urls) {
    if (!file) continue;
    const { type, bytes, packed, tag, isHashed } = file;
    app.get(url, { config: { open: true } }, (request, reply) => {
      // A file whose name holds a hash of its content never changes; the others are revalidated.
      reply
        .header('etag', tag)
        .header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      // Scripts get the policy too: a worker has the policy of its script, not of the page.
      if (/^text\/(html|javascript)/.test(type))
        reply.header('content-security-policy', APP_POLICY);
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      const small = packed();
      if (small === null) return reply.type(type).send(bytes);
      reply.header('vary', 'accept-encoding');
      const mayPack = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      return mayPack
        ? reply.type(type).header('content-encoding', 'gzip').send(small)
        : reply.type(type).send(bytes);
    });
  }
}
