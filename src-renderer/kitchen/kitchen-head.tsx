/** The head of a kitchen screen: station, open tickets, oldest age, and the other functions. */
import { useEffect, useState } from 'react';
import { useNow } from '../client/hooks';
import { Button } from '../ui/controls/controls';
import { LinkWord } from '../ui/controls/link-band';
import { clockText, minutesOf } from '../ui/i18n/times';
import { useText, useUi } from '../ui/i18n/ui-context';
import type { Wall } from './wall/wall-cards';
import { OfflineBand, useIsOffline } from './wall/offline-band';
import type { KitchenSheet } from './wall/keys';
import style from './kitchen.module.css';
import { useKitchenWords } from './wall/texts';
import { Icon } from '../ui/controls/icons';

export function KitchenHead({
  title,
  board,
  onOpen,
}: {
  readonly title: string;
  readonly board: Wall;
  readonly onOpen: (sheet: KitchenSheet) => void;
}) {
  const text = useText();
  const words = useKitchenWords();
  const now = useNow(1);
  const isCut = useIsOffline();
  const oldest = board.cards[0]?.ticket.openedAt;
  return (
    <header className={style.head} data-cut={isCut}>
      <h1>{title}</h1>
      {isCut ? (
        <OfflineBand />
      ) : (
        <p className={style.figures}>
          <strong>{words.openCount(board.cards.length)}</strong>
          {oldest !== undefined && <span>{words.oldest(minutesOf(now - oldest))}</span>}
        </p>
      )}
      <div className={style.tools}>
        <ArmSound />
        <Button onClick={() => onOpen('totals')}>{words.totals}</Button>
        <Button onClick={() => onOpen('recall')}>{words.recall}</Button>
        <Button onClick={() => onOpen('stock')}>{text.stock}</Button>
        <Button icon aria-label={text.menuOfView} onClick={() => onOpen('settings')}>
          <Icon name="Ellipsis" size={28} />
        </Button>
      </div>
      <LinkWord />
      <time className={style.clock}>{clockText(now)}</time>
    </header>
  );
}

/**
 * Browsers play no sound before the first touch: ask for one. The button's place stays reserved.
 */
export function ArmSound() {
  const words = useKitchenWords();
  const { speaker } = useUi();
  const [isArmed, setArmed] = useState(speaker.isArmed());
  useEffect(() => {
    if (isArmed) return;
    const timer = setInterval(() => setArmed(speaker.isArmed()), 500);
    return () => clearInterval(timer);
  }, [isArmed, speaker]);
  return (
    <Button className={style.arm} data-armed={isArmed} onClick={() => speaker.play('ready')}>
      <Icon name="Bell" />
      {words.activateSound}
    </Button>
  );
}
