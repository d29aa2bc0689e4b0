/** A hundred orders at once on a host apart, by a button: how it goes meanwhile, and whether this machine bears a full evening. */
import { useEffect, useState } from 'react';
import { REHEARSAL } from '../../../src-shared/rehearsal';
import type { Rehearsal } from '../../../src-shared/rehearsal';
import { useConnected } from '../../client/hooks';
import { beginRehearsal, rehearsalNow } from '../../client/panel';
import { Button, Note } from '../../ui/controls';
import { denialText } from '../../ui/denial';
import { useText } from '../../ui/ui';
import { Section } from '../panel';
import style from './settings.module.css';
import { useSettingWords } from './words';
import type { SettingWords } from './words';

const LOOK_EVERY_MS = 500;

export function RehearsalPart() {
  const words = useSettingWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [denied, setDenied] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const isRunning = rehearsal !== null && rehearsal.phase !== 'done' && rehearsal.phase !== 'failed';
  useEffect(() => {
    let isWanted = true;
    const look = (): void =>
      void rehearsalNow(origin, token).then((found) => {
        if (isWanted && found.ok) setRehearsal(found.value);
      });
    // Also one that was begun before this page was opened.
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
      <p className={style.hint}>{words.rehearsalHint(REHEARSAL.orders)}</p>
      {denied !== null && <Note tone="bad">{denied}</Note>}
      <div className={style.save}>
        <Button disabled={isRunning || isAsked} onClick={() => void begin()}>
          {words.rehearse(REHEARSAL.orders)}
        </Button>
        <span role="status">{isRunning ? progressText(words, rehearsal) : ''}</span>
      </div>
      {rehearsal && !isRunning && <Outcome rehearsal={rehearsal} />}
    </Section>
  );
}

function Outcome({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const words = useSettingWords();
  const { phase, received, lost, papers, receivedMs, printedMs, trouble } = rehearsal;
  if (phase === 'failed' || receivedMs === null || printedMs === null)
    return <Note tone="bad">{words.rehearsalFailed(trouble ?? '')}</Note>;
  const isWell = lost === 0 && receivedMs < REHEARSAL.receivedWithinMs && printedMs < REHEARSAL.printedWithinMs;
  const time = (ms: number): string => words.seconds((ms / 1_000).toLocaleString('es-AR', { maximumFractionDigits: 1 }));
  return (
    <Note tone={isWell ? 'ok' : 'bad'}>
      {[
        isWell ? words.rehearsalWell : words.rehearsalBad,
        words.rehearsalReceived(received, time(receivedMs), time(REHEARSAL.receivedWithinMs)),
        ...(lost > 0 ? [words.rehearsalLost(lost)] : []),
        words.rehearsalPrinted(papers, time(printedMs), time(REHEARSAL.printedWithinMs)),
      ].join(' ')}
    </Note>
  );
}

function progressText(words: SettingWords, { phase, received, orders, papers }: Rehearsal): string {
  if (phase === 'opening') return words.rehearsalOpening;
  return phase === 'sending' ? words.rehearsalSending(received, orders) : words.rehearsalPrinting(papers);
}
