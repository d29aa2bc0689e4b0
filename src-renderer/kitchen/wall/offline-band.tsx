/** The band and the soft alarm of a kitchen screen that is offline and may be out of date. */
import { useEffect } from 'react';
import { useClientState } from '../../client/hooks';
import { clockText } from '../../ui/i18n/times';
import { useUi } from '../../ui/i18n/ui-context';
import style from '../kitchen.module.css';
import { useKitchenWords } from './texts';

const ALARM_EVERY_MS = 5_000;

export function useIsOffline(): boolean {
  return useClientState(({ link }) => link !== 'live' && link !== 'connecting');
}

/** Drawn over the figures of the head, with a frame around the screen, so that nothing moves. */
export function OfflineBand() {
  const { text, speaker } = useUi();
  const words = useKitchenWords();
  const link = useClientState((state) => state.link);
  const since = useClientState((state) => state.linkSince);
  const isCut = useIsOffline();
  useEffect(() => {
    if (!isCut) return;
    speaker.play('alarm');
    const timer = setInterval(() => speaker.play('alarm'), ALARM_EVERY_MS);
    return () => clearInterval(timer);
  }, [isCut, speaker]);
  if (!isCut) return null;
  return (
    <div role="alert" className={style.cut}>
      <strong>{text.cutSince(clockText(since)).toUpperCase()}</strong>
      <span>{link === 'stranger' ? text.strangerTitle : words.cutKitchen}</span>
    </div>
  );
}
