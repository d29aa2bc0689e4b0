/** State of the link to the host: a word in each head, and a band while offline. */
import { useEffect } from 'react';
import { useClientState } from '../../client/hooks';
import { classes } from './controls';
import style from './link-band.module.css';
import { clockText } from '../i18n/times';
import { useText } from '../i18n/ui-context';
import { Icon } from './icons';

export function LinkBand({ offline }: { readonly offline: string }) {
  const text = useText();
  const link = useClientState((state) => state.link);
  const since = useClientState((state) => state.linkSince);
  const isKept = useClientState((state) => state.isKept);
  const waits = useClientState(({ owed }) => owed.filter((one) => one.refused === null).length);
  if (link === 'stranger')
    return (
      <div role="alert" className={style.band} data-band>
        {text.strangerTitle}
        <small>{text.strangerText}</small>
      </div>
    );
  if (link !== 'live' && link !== 'connecting')
    return (
      <div role="alert" className={style.band} data-band>
        {text.cutSince(clockText(since))}
        <small>{waits > 0 ? `${text.owedCount(waits)}. ${offline}` : offline}</small>
      </div>
    );
  if (!isKept && waits > 0)
    return (
      <div className={classes(style.band, style.wait)} data-band>
        {text.notKept}
      </div>
    );
  return null;
}

/** Shown in every head while turbo mode is on. */
export function TurboWord() {
  const text = useText();
  const isOn = useClientState(({ host }) => host !== null && host.turbo !== null);
  useEffect(() => {
    document.documentElement.dataset.motion = isOn ? 'none' : '';
  }, [isOn]);
  return isOn ? <b className={style.turbo}>{text.turbo}</b> : null;
}

export function LinkWord() {
  const text = useText();
  const link = useClientState((state) => state.link);
  const waits = useClientState(({ owed }) => owed.filter((one) => one.refused === null).length);
  const words =
    link === 'live' ? text.linkLive : link === 'connecting' ? text.linkConnecting : text.linkCut;
  return (
    <span className={style.dot} data-link={link}>
      <TurboWord />
      {waits > 0 && link !== 'live' ? (
        <span className={classes(style.dot, style.owed)}>
          <Icon name="Kept" size={18} />
          {text.owedCount(waits)}
        </span>
      ) : (
        <>
          <Icon name={link === 'live' ? 'Linked' : 'Cut'} size={18} />
          {words}
        </>
      )}
    </span>
  );
}
