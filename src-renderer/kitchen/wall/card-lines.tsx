/** The lines of a ticket on the kitchen screen; a tap on a line marks it as done. */
import type { SentLine } from '../../../src-shared/events/events';
import type { LiveTicket } from '../../../src-shared/live/snapshot';
import { isAllergy } from '../../../src-shared/text/allergy';
import { useClient } from '../../client/hooks';
import { classes } from '../../ui/controls/controls';
import { Icon } from '../../ui/controls/icons';
import { useText } from '../../ui/i18n/ui-context';
import style from '../kitchen.module.css';
import { useKitchenWords } from './texts';
import { linesOf } from './wall-cards';
import type { Card } from './wall-cards';

/** Sorted by course; within a course in the order in which they were sent. */
export function CardLines({ card: { ticket, live, doneNos } }: { readonly card: Card }) {
  const text = useText();
  const lines = linesOf(ticket, live).toSorted(
    (a, b) => (a.line.course ?? 0) - (b.line.course ?? 0),
  );
  return (
    <ul className={style.lines}>
      {lines.map(({ line, quantity }, index) => {
        const isFirstOfCourse =
          line.course !== null && line.course !== (lines[index - 1]?.line.course ?? null);
        return (
          <li key={line.no}>
            {isFirstOfCourse && line.course !== null && (
              <p className={style.course}>{text.course(line.course)}</p>
            )}
            <Line
              ticket={ticket}
              line={line}
              quantity={quantity}
              isDone={doneNos.includes(line.no)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Line({
  ticket,
  line,
  quantity,
  isDone,
}: {
  readonly ticket: LiveTicket;
  readonly line: SentLine;
  readonly quantity: number;
  readonly isDone: boolean;
}) {
  const text = useText();
  const client = useClient();
  const isStruck = quantity === 0;
  return (
    <button
      type="button"
      className={classes(style.line, isStruck && style.struck)}
      aria-pressed={isDone}
      disabled={isStruck}
      onClick={() =>
        void client.send('tickLine', {
          ticket: Number(ticket.ticketId),
          line: line.no,
          done: !isDone,
        })
      }
    >
      <span className={style.quantity}>
        {ticket.kind === 'change' && !isStruck && '+'}
        {isStruck ? line.quantity : quantity}×
      </span>
      <span className={style.dish}>{line.name}</span>
      <span className={style.tick}>
        {isStruck ? <b>{text.voided}</b> : isDone && <Icon name="Check" size={30} />}
      </span>
      {line.modifiers.map((modifier) => (
        <Wish key={modifier} words={modifier} />
      ))}
      {line.note !== null && <Wish words={line.note} isNote />}
      {line.seat !== null && <span className={style.wish}>{text.seat(line.seat)}</span>}
    </button>
  );
}

export function Wish({
  words,
  isNote = false,
}: {
  readonly words: string;
  readonly isNote?: boolean;
}) {
  const isRemoval = /^(sin|no|without)\s/i.test(words);
  return (
    <span
      className={classes(
        style.wish,
        isRemoval && style.removal,
        isNote && style.note,
        isAllergy(words) && style.allergy,
      )}
    >
      {words}
    </span>
  );
}

export function Held({ held }: { readonly held: readonly SentLine[] }) {
  const words = useKitchenWords();
  return (
    <div className={style.held}>
      {held.map((line) => (
        <p key={line.no}>
          {words.waitsHere(line.course)}: {line.quantity - line.voided}× {line.name}
        </p>
      ))}
    </div>
  );
}
