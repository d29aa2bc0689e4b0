/** Finds the methods of a path, for the `Allow` header of a 405 (RFC 9110, 15.5.6). */
import type { FastifyInstance } from 'fastify';

/**
 * Call before routes are added. The returned function gives the methods of a path; none if no route
 * matches.
 */
export function followRoutes(app: FastifyInstance): (url: string) => readonly string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    const methods = Array.isArray(method) ? method : [method];
    routes.push({ pattern: patternOf(url), methods });
  });
  return (url) => {
    const path = url.split('?', 1)[0] ?? '';
    // `OPTIONS *` means the whole server.
    const fits = routes.filter(({ pattern }) => path === '*' || pattern.test(path));
    return [...new Set(fits.flatMap(({ methods }) => methods))].toSorted();
  };
}

/** `/pedidos/:id/servir` as a pattern; every other character matches itself. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}$`);
}
