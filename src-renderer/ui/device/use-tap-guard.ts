/** Disables the buttons of a page's foot briefly, against the second tap of a double tap. */
import { useEffect, useState } from 'react';

const QUIET_MS = 600;

/** True for 600 ms after `moment` changes. Applies to touch only, not to the keyboard. */
export function useTapGuard(moment: unknown): boolean {
  const [settled, setSettled] = useState<{ readonly moment: unknown } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ moment }), QUIET_MS);
    return () => clearTimeout(timer);
  }, [moment]);
  return settled === null || settled.moment !== moment;
}
