/** The head of a wall: which station, how much is open and how old, and the four things beside cooking. */
import { useEffect, useState } from 'react';
import { useNow } from '../client/hooks';
import { Button } from '../ui/controls';
import { LinkWord } from '../ui/link-band';
import { clockText, minutesOf } from '../ui/times';
import { useText, useUi } from '../ui/ui';
import type { Board } from './board';
import type { KitchenSheet } from './keys';
import style from './kitchen.module.css';
import { useKitchenWords } from './words';
import { Icon } from '../ui/icons';

export function KitchenHead({
  title,
  board,
  onOpen,
}: {
  readonly title: string;
  readonly board: Board;
  readonly onOpen: (sheet: KitchenSheet) => void;
}) {
  const text = useText();
  const words = useKitchenWords();
  const now = useNow(1);
  const oldest = board.cards[0]?.ticket.openedAt;
  return (
    <header className={style.head}>
      <h1>{title}</h1>
      <p className={style.figures}>
        <strong>{words.openCount(board.cards.length)}</strong>
        {oldest !== undefined && <span>{words.oldest(minutesOf(now - oldest))}</span>}
        <ArmHint />
      </p>
      <div className={style.tools}>
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

/** Browsers keep quiet until the page was touched once: a wall that was only switched on says so. */
export function ArmHint() {
  const { speaker } = useUi();
  const words = useKitchenWords();
  const [isArmed, setArmed] = useState(speaker.isArmed());
  useEffect(() => {
    if (isArmed) return;
    const look = (): void => setArmed(speaker.isArmed());
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [isArmed, speaker]);
  return isArmed ? null : <span className={style.arm}>{words.armSound}</span>;
}
