/** The sheet of one sent line: repeat, change its quantity, void or comp it with a reason. */
import { useState } from 'react';
import type { SentLine } from '../../../src-shared/events/events';
import { chargeableQuantity } from '../../../src-shared/model/order';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import { LIMITS } from '../../../src-shared/base/limits';
import { useClient, useSession } from '../../client/hooks';
import { Button, Field } from '../../ui/controls/controls';
import { Choices, Stepper } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { editOf } from '../parts/spot';
import { useWaiterTexts } from '../parts/texts';

type OfLine = { readonly live: LiveOrder; readonly line: SentLine };

export default function LineSheet({
  live,
  line,
  onClose,
}: OfLine & { readonly onClose: () => void }) {
  const text = useText();
  const words = useWaiterTexts();
  const [page, setPage] = useState<'actions' | 'void' | 'comp'>('actions');
  const left = chargeableQuantity(line);
  const [quantity, setQuantity] = useState(left);
  const act = (work: Promise<unknown>): void => {
    void work;
    onClose();
  };
  const isVoid = page === 'void';
  /** What stays of the line, where a void takes only a part of it. */
  const rest = isVoid && quantity < left ? quantity : 0;
  const title =
    page === 'actions'
      ? `${left}× ${line.name}`
      : isVoid
        ? words.voidTitle(`${left - rest}× ${line.name}`)
        : `${text.comp}: ${line.name}`;
  return (
    <Sheet title={title} onClose={onClose}>
      <Wishes line={line} />
      {page !== 'actions' && (
        <ReasonPage live={live} line={line} isVoid={isVoid} rest={rest} onAct={act} />
      )}
      {page === 'actions' && left > 0 && (
        <QuantityChange
          live={live}
          line={line}
          quantity={quantity}
          onQuantity={setQuantity}
          onFewer={() => setPage('void')}
          onAct={act}
        />
      )}
      {page === 'actions' && (
        <LineChoices
          live={live}
          line={line}
          onVoid={() => {
            setQuantity(left);
            setPage('void');
          }}
          onComp={() => setPage('comp')}
          onAct={act}
        />
      )}
    </Sheet>
  );
}

function Wishes({ line: { modifiers, note } }: { readonly line: SentLine }) {
  const wishes = [...modifiers, ...(note === null ? [] : [`» ${note}`])].join(' · ');
  return wishes !== '' && <p>{wishes}</p>;
}

/** Asks for the reason of a void or a comp; a tap on a usual reason carries it out. */
function ReasonPage({
  live,
  line,
  isVoid,
  rest,
  onAct,
}: OfLine & {
  readonly isVoid: boolean;
  /** Quantity that stays after a void of a part; 0: nothing stays. */
  readonly rest: number;
  readonly onAct: (work: Promise<unknown>) => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const [typed, setTyped] = useState('');
  const at = editOf(live);
  const done = (reason: string): void =>
    onAct(
      !isVoid
        ? client.send('compLines', { ...at, lines: [line.no], reason })
        : rest > 0
          ? client.send('changeQuantity', { ...at, line: line.no, quantity: rest, reason })
          : client.send('voidLines', { ...at, lines: [line.no], reason }),
    );
  return (
    <>
      <p>{words.voidWhy}</p>
      <Choices label={words.voidWhy}>
        {(isVoid ? words.voidReasons : words.compReasons).map((reason) => (
          <Button key={reason} look={isVoid ? 'grave' : 'plain'} onClick={() => done(reason)}>
            {reason}
          </Button>
        ))}
      </Choices>
      <Field
        label={words.voidOther}
        value={typed}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => setTyped(target.value)}
      />
      {typed.trim() !== '' && (
        <Button look="grave" onClick={() => done(typed.trim())}>
          {isVoid ? text.voidLine : text.comp}
        </Button>
      )}
    </>
  );
}

/** A larger quantity is sent at once; a smaller one is a void and needs a reason. */
function QuantityChange({
  live,
  line,
  quantity,
  onQuantity,
  onFewer,
  onAct,
}: OfLine & {
  readonly quantity: number;
  readonly onQuantity: (quantity: number) => void;
  readonly onFewer: () => void;
  readonly onAct: (work: Promise<unknown>) => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const left = chargeableQuantity(line);
  const isMore = quantity > left;
  return (
    <>
      <strong>{words.howManyLeft}</strong>
      <Stepper
        label={words.quantity}
        value={quantity}
        min={1}
        max={LIMITS.quantity}
        onChange={onQuantity}
      />
      {/* Always drawn, so that nothing moves under the finger on the stepper. */}
      <Button
        look={quantity === left ? 'plain' : 'main'}
        disabled={quantity === left}
        onClick={() =>
          isMore
            ? onAct(
                client.send('changeQuantity', {
                  ...editOf(live),
                  line: line.no,
                  quantity,
                  reason: null,
                }),
              )
            : onFewer()
        }
      >
        {quantity === left
          ? text.changeQuantity
          : isMore
            ? `${words.add} ${quantity - left}`
            : words.voidTitle(`${left - quantity}×`)}
      </Button>
    </>
  );
}

function LineChoices({
  live,
  line,
  onVoid,
  onComp,
  onAct,
}: OfLine & {
  readonly onVoid: () => void;
  readonly onComp: () => void;
  readonly onAct: (work: Promise<unknown>) => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const { role } = useSession();
  const left = chargeableQuantity(line);
  const at = editOf(live);
  const repeat = (): void =>
    onAct(
      client.send('addLines', {
        order: at.order,
        lines: [
          {
            product: line.name,
            quantity: 1,
            modifiers: [...line.modifiers],
            note: line.note,
            course: line.course,
            seat: line.seat,
          },
        ],
      }),
    );
  return (
    <Choices label={line.name}>
      <Button onClick={repeat}>{words.repeat}</Button>
      {left > 0 && (
        <Button look="grave" onClick={onVoid}>
          {words.voidTitle(`${left}×`)}
        </Button>
      )}
      {left > 0 && (role === 'owner' || role === 'counter') && (
        <Button
          onClick={() =>
            line.comp === null
              ? onComp()
              : onAct(
                  client.send('compLines', {
                    ...at,
                    lines: [line.no],
                    reason: line.comp,
                    undo: true,
                  }),
                )
          }
        >
          {line.comp === null ? text.comp : words.compUndo}
        </Button>
      )}
    </Choices>
  );
}
