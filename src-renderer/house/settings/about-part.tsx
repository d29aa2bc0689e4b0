/** The foot of the settings: which program the host runs, as somebody who helps asks for it first. */
import { useEffect, useState } from 'react';
import { aboutHost } from '../../client/panel';
import type { AboutHost } from '../../client/panel';
import { useConnected } from '../../client/hooks';
import { Section } from '../panel';
import style from './settings.module.css';
import { useSettingWords } from './words';

export function AboutPart() {
  const words = useSettingWords();
  const { origin } = useConnected();
  const [about, setAbout] = useState<AboutHost | null>(null);
  useEffect(() => {
    let isGone = false;
    void aboutHost(origin).then((found) => {
      if (!isGone) setAbout(found);
    });
    return () => {
      isGone = true;
    };
  }, [origin]);
  if (about === null) return null;
  return (
    <Section title={words.about}>
      <p className={style.hint}>{words.aboutText(about)}</p>
    </Section>
  );
}
