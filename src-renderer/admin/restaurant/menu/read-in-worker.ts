/** Starts the worker that reads a menu file, and ends it with its answer. */
import type { MenuQuestion } from './import-worker';
import address from './import-worker?worker&url';
import type { PackedRead } from './packed-read';

/** Null: it could not be read. Never rejects; whoever gave it up hears nothing. */
export function readInWorker(
  question: MenuQuestion,
  signal: AbortSignal,
): Promise<PackedRead | null> {
  return new Promise((resolve) => {
    const worker = new Worker(ADDRESS);
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    const done = (read: PackedRead | null): void => {
      signal.removeEventListener('abort', end);
      end();
      resolve(read);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<PackedRead>) => done(data));
    worker.addEventListener('error', () => done(null));
    worker.postMessage(question);
  });
}

/** What of Trusted Types this needs. Browsers without them take the address as it is. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
};

/**
 * The page's policy lets `comanda-worker` name a script, made once, and that one names no other
 * script than this worker's.
 */
function trusted(): unknown {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (!trustedTypes) return address;
  const policy = trustedTypes.createPolicy('comanda-worker', {
    createScriptURL(url) {
      if (url !== address) throw new TypeError('comanda-worker allows the menu worker alone');
      return url;
    },
  });
  return policy.createScriptURL(address);
}

/** The DOM's types know only texts here. */
const ADDRESS = trusted() as string;
