/** A full evening simulated on a separate host: progress, and whether this machine can do it. */
import { useEffect, useState } from 'react';
import { REHEARSAL_ORDERS } from '../../../../src-shared/model/operations/rehearsal';
import type { Rehearsal } from '../../../../src-shared/model/operations/rehearsal';
import { useConnected } from '../../../client/hooks';
import { beginRehearsal, endRehearsal, rehearsalNow } from '../../../client/api/admin-api';
import { Button, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { Section } from '../../parts/panel';
import { RehearsalOutcome } from './rehearsal-outcome';
import style from './settings.module.css';
import { useSettingWords } from './texts';
import type { SettingWords } from './texts';

const LOOK_EVERY_MS = 500;

export function RehearsalSection() {
  const words = useSettingWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [denied, setDenied] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const isRunning =
    rehearsal !== null && rehearsal.phase !== 'done' && rehearsal.phase !== 'failed';
  useEffect(() => {
    let isWanted = true;
    const look = (): void =>
      void rehearsalNow(origin, token).then((found) => {
        if (isWanted && found.ok) setRehearsal(found.value);
      });
    // Covers a rehearsal that began before this page was opened.
    look();
    const timer = isRunning ? setInterval(look, LOOK_EVERY_MS) : undefined;
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [origin, token, isRunning]);

  async function begin(): Promise<void> {
    setAsked(true);
    setDenied(null);
    const begun = await beginRehearsal(origin, token);
    setAsked(false);
    if (begun.ok) setRehearsal(begun.value);
    else setDenied(denialText(text, begun));
  }
  return (
    <Section title={words.rehearsal}>
      <p className={style.hint}>{words.rehearsalHint(REHEARSAL_ORDERS)}</p>
      {denied !== null && <Note tone="bad">{denied}</Note>}
      <div className={style.save}>
        <Button disabled={isRunning || isAsked} onClick={() => void begin()}>
          {words.rehearse(REHEARSAL_ORDERS)}
        </Button>
        {isRunning && (
          <Button onClick={() => void endRehearsal(origin, token)}>{words.rehearsalEnd}</Button>
        )}
        <span role="status">{isRunning ? progressText(words, rehearsal) : ''}</span>
      </div>
      {rehearsal && <RehearsalOutcome rehearsal={rehearsal} />}
    </Section>
  );
}

function progressText(words: SettingWords, { phase, received, orders, papers }: Rehearsal): string {
  switch (phase) {
    case 'opening':
      return words.rehearsalOpening;
    case 'burst':
      return words.rehearsalSending(received, orders);
    case 'normal':
      return words.rehearsalNormal(papers);
    case 'high':
      return words.rehearsalHigh(papers);
    default:
      return words.rehearsalPrinting(papers);
  }
}
