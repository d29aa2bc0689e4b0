/** What somebody at the counter should know is heard, once, as it comes; what was there before this page was is no news. */
import { useEffect, useRef } from 'react';
import { useHost } from '../client/hooks';
import { useUi } from '../ui/ui';

export function useAlarm(): void {
  const { speaker } = useUi();
  const newest = useHost(({ alerts }) => alerts.reduce((last, { raisedAt }) => Math.max(last, raisedAt), 0));
  const known = useRef(newest);
  useEffect(() => {
    if (newest > known.current) speaker.play('trouble');
    known.current = Math.max(known.current, newest);
  }, [newest, speaker]);
}
