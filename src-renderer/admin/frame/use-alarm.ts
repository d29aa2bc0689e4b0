/**
 * What somebody at the counter should know is heard, once, as it comes or comes again; what was
 * there before this page was is no news.
 */
import { useEffect, useRef } from 'react';
import { useHost } from '../../client/hooks';
import { useUi } from '../../ui/i18n/ui-context';

export function useAlarm(): void {
  const { speaker } = useUi();
  const open = useHost(({ alerts }) =>
    alerts
      .filter(({ endedAt }) => endedAt === null)
      .map(({ seq }) => seq)
      .join(),
  );
  // What only happened is over as it comes.
  const newest = useHost(({ alerts }) => alerts.reduce((last, { seq }) => Math.max(last, seq), 0));
  const known = useRef({ open, newest });
  useEffect(() => {
    const before = new Set(known.current.open.split(','));
    const isNews =
      newest > known.current.newest ||
      open.split(',').some((seq) => seq !== '' && !before.has(seq));
    known.current = { open, newest };
    if (isNews) speaker.play('trouble');
  }, [open, newest, speaker]);
}
