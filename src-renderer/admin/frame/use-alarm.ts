/** Plays a sound once when an alert begins or returns; alerts from before the page are silent. */
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
  // Alerts that report an event, not a state, end as soon as they begin.
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
