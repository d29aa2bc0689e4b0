/** A command without an answer yet, or a refused one: its lines, its state and its buttons. */
import { useClientState, useHost } from '../../client/hooks';
import type { PendingCommand } from '../../client/state/outbox';
import { Chip } from '../../ui/controls/controls';
import { pendingActionText, dishesIn, linesIn } from '../../ui/i18n/pending-text';
import { clockText } from '../../ui/i18n/times';
import { useText } from '../../ui/i18n/ui-context';
import { RefusedNotes } from './lazy-sheets';
import style from './order.module.css';
import { whereText } from '../../ui/i18n/order-label';
import { Icon } from '../../ui/controls/icons';

export function PendingCard({
  owed,
  isNamed = false,
}: {
  readonly owed: PendingCommand;
  readonly isNamed?: boolean;
}) {
  const text = useText();
  const isLive = useClientState(({ link }) => link === 'live');
  const host = useHost((state) => state);
  const lines = linesIn(owed.input);
  const dishes = dishesIn(host, owed.input);
  return (
    <article className={style.dispatch} aria-label={text.cart}>
      <header className={style.dispatchHead}>
        <strong>
          {[
            isNamed && owed.about ? whereText(text, { order: owed.about }) : null,
            pendingActionText(text, owed),
            ...dishes,
          ]
            .filter(Boolean)
            .join(' · ')}
        </strong>
        <span>{clockText(owed.madeAt)}</span>
      </header>
      {owed.refused === null ? (
        <Chip
          tone={isLive ? 'info' : 'wait'}
          icon={isLive ? <Icon name="Send" size={16} /> : <Icon name="Kept" size={16} />}
        >
          {isLive ? text.sending : text.keptHere}
        </Chip>
      ) : (
        <RefusedNotes.Part owed={owed} />
      )}
      <ul className={style.lines}>
        {lines.map((line, index) => (
          <li key={index} className={style.plainLine}>
            <span className={style.quantity}>{line.quantity ?? 1}×</span>
            <span>{line.product}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}
