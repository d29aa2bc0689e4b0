/** Runs the worker that reads a menu file. */
import type { MenuQuestion } from './import-worker';
import address from './import-worker?worker&url';
import type { PackedRead } from './packed-read';

/** Null: the file could not be read. Never rejects. After an abort it never settles. */
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

/**
 * The part of the Trusted Types API that this file uses. Browsers without the API take a plain URL.
 */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
};

/**
 * The page's content security policy allows one policy named `comanda-worker`. It is made once and
 * allows only this worker's script.
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

/** The DOM types accept only strings here. */
const ADDRESS = trusted() as string;
