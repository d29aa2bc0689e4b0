/** The foot of the settings page: version of the host program, for support. */
import { useEffect, useState } from 'react';
import { aboutHost, licences } from '../../../client/api/admin-api';
import type { AboutHost } from '../../../client/api/admin-api';
import { useConnected } from '../../../client/hooks';
import { Button } from '../../../ui/controls/controls';
import { Sheet } from '../../../ui/controls/sheet';
import { Section } from '../../parts/panel';
import style from './settings.module.css';
import { useSettingWords } from './texts';

export function AboutPart() {
  const words = useSettingWords();
  const { origin } = useConnected();
  const [notice, setNotice] = useState<string | null>(null);
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
      <div className={style.save}>
        <Button onClick={() => void licences(origin).then(setNotice)}>{words.licences}</Button>
      </div>
      {notice !== null && (
        <Sheet title={words.licences} onClose={() => setNotice(null)}>
          <pre className={style.licences}>{notice}</pre>
        </Sheet>
      )}
    </Section>
  );
}
