/** Serves the menu from a cache that is dropped when the menu or a dish's stock changes. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { mayAsk } from '../../../../src-shared/rights/permissions';
import { errorAnswer, publicMenu } from '../../../../src-shared/public-api/answers';
import type { Core } from '../../core/core-client';
import type { HttpRequestReader } from './request-reader';
import { sendAnswer } from './send-answer';

/** Longest age of the cached menu, s: on usual days and at peak hour. */
const MENU_TTL_S = { usual: 300, turbo: 600 } as const;

type CachedMenu = { readonly text: string; readonly tag: string; readonly until: number };

/** Returns a function that ends the subscriptions to the core. */
export function addMenuRoute(
  app: FastifyInstance,
  core: Core,
  isTurbo: () => boolean,
  { actorOf }: HttpRequestReader,
): () => void {
  let menu: CachedMenu | null = null;
  const unsubscribes = [
    core.onPlaceChanged(() => (menu = null)),
    core.onStockChanged(() => (menu = null)),
  ];

  async function readMenu(): Promise<CachedMenu> {
    const text = JSON.stringify(publicMenu(await core.ask({ name: 'menu' })));
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    const ttlS = isTurbo() ? MENU_TTL_S.turbo : MENU_TTL_S.usual;
    return { text, tag, until: performance.now() + ttlS * 1_000 };
  }

  app.get('/menu/items', async (request, reply) => {
    const actor = await actorOf(request);
    if ('code' in actor) return sendAnswer(reply, errorAnswer(actor), 401);
    // The cache is shared by all actors, so the right is checked for each request.
    const reach = mayAsk(actor, 'menu');
    if (typeof reach !== 'string') return sendAnswer(reply, errorAnswer(reach), 0);
    const current: CachedMenu =
      menu && menu.until >= performance.now() ? menu : (menu = await readMenu());
    reply.header('etag', current.tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === current.tag) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(current.text);
  });

  return () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
  };
}
