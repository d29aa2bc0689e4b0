/** Retries a request until the host answers; the app may open its page before its host. */
import type { CallResult } from '../client/api/staff-api';

const ASK_AGAIN_MS = 500;

/**
 * Sends the request, and again while no host answers. `onResult` gets each result. Returns a
 * function that stops it.
 */
export function untilAnswered<T>(
  ask: () => Promise<CallResult<T>>,
  tell: (found: CallResult<T>) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  async function look(): Promise<void> {
    const found = await ask();
    if (isOver) return;
    tell(found);
    if (!found.ok && found.code === 'NO_HOST') timer = setTimeout(() => void look(), ASK_AGAIN_MS);
  }
  void look();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
