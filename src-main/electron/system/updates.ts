/**
 * Checks for a newer release, only when a person asks, at the one address built into the release.
 *
 * Nothing is downloaded or installed: the result is a page to open.
 */
import { z } from 'zod';

/**
 * Answer of GitHub to `/repos/OWNER/NAME/releases/latest`. Source: GitHub REST API, "Get the latest
 * release".
 */
const Release = z.object({
  tag_name: z.string().regex(/^v?\d+\.\d+\.\d+$/),
  html_url: z.url({ protocol: /^https$/ }),
});
const ANSWER_MS = 10_000;

export type Newer = { readonly version: string; readonly page: string };
export type UpdateAnswer =
  | { readonly is: 'newer'; readonly release: Newer }
  | { readonly is: 'newest' }
  | { readonly is: 'unknown' };

export async function askForUpdate(
  feed: string,
  version: string,
  get: (
    url: string,
    init: { signal: AbortSignal; redirect: 'error' },
  ) => Promise<{ json(): Promise<unknown> }>,
): Promise<UpdateAnswer> {
  if (!feed.startsWith('https://')) return { is: 'unknown' };
  try {
    const answer = await get(feed, { signal: AbortSignal.timeout(ANSWER_MS), redirect: 'error' });
    return readRelease(await answer.json(), version);
  } catch {
    return { is: 'unknown' };
  }
}

/** An older release counts as no newer one, even if the feed names it. */
export function readRelease(answer: unknown, version: string): UpdateAnswer {
  const read = Release.safeParse(answer);
  if (!read.success) return { is: 'unknown' };
  const found = read.data.tag_name.replace(/^v/, '');
  return isNewer(found, version)
    ? { is: 'newer', release: { version: found, page: read.data.html_url } }
    : { is: 'newest' };
}

function isNewer(found: string, own: string): boolean {
  const [theirs, ours] = [found, own].map((text) => text.split('.').map(Number)) as [
    number[],
    number[],
  ];
  const differs = theirs.findIndex((part, place) => part !== ours[place]);
  return differs >= 0 && (theirs[differs] ?? 0) > (ours[differs] ?? 0);
}
