/**
 * A question that a page asks by itself when it opens. The app opens its page while the host opens
 * too, so the first try may find nobody.
 */
import type { CallResult } from '../client/api/staff-api';

const ASK_AGAIN_MS = 500;

/** Asks, and asks again while nobody answers; each result is told. Returns how to stop. */
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
