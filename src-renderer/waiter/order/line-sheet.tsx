/**
 * What can be done with a line that was sent: once more, fewer, on the house, not at all, with a
 * reason in two taps.
 */
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
import { useSheetWords } from '../parts/texts';

export default function LineSheet({
  live,
  line,
  onClose,
}: {
  readonly live: LiveOrder;
  readonly line: SentLine;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useSheetWords();
  const client = useClient();
  const { role } = useSession();
  const [page, setPage] = useState<'actions' | 'void' | 'comp'>('actions');
  const left = chargeableQuantity(line);
  const [quantity, setQuantity] = useState(left);
  const [reason, setReason] = useState('');
  const wishes = [...line.modifiers, ...(line.note === null ? [] : [`» ${line.note}`])].join(' · ');
  const at = editOf(live);
  const act = (work: Promise<unknown>): void => {
    void work;
    onClose();
  };
  const repeat = (): void =>
    act(
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
  if (page !== 'actions') {
    const isVoid = page === 'void';
    const fewer = isVoid && quantity < left ? quantity : 0;
    const done = (why: string): void =>
      act(
        !isVoid
          ? client.send('compLines', { ...at, lines: [line.no], reason: why })
          : fewer > 0
            ? client.send('changeQuantity', { ...at, line: line.no, quantity: fewer, reason: why })
            : client.send('voidLines', { ...at, lines: [line.no], reason: why }),
      );
    return (
      <Sheet
        title={
          isVoid ? words.voidTitle(`${left - fewer}× ${line.name}`) : `${text.comp}: ${line.name}`
        }
        onClose={onClose}
      >
        {wishes !== '' && <p>{wishes}</p>}
        <p>{words.voidWhy}</p>
        <Choices label={words.voidWhy}>
          {(isVoid ? words.voidReasons : words.compReasons).map((why) => (
            <Button key={why} look={isVoid ? 'grave' : 'plain'} onClick={() => done(why)}>
              {why}
            </Button>
          ))}
        </Choices>
        <Field
          label={words.voidOther}
          value={reason}
          maxLength={LIMITS.fieldChars}
          onChange={({ target }) => setReason(target.value)}
        />
        {reason.trim() !== '' && (
          <Button look="grave" onClick={() => done(reason.trim())}>
            {isVoid ? text.voidLine : text.comp}
          </Button>
        )}
      </Sheet>
    );
  }
  const isMore = quantity > left;
  return (
    <Sheet title={`${left}× ${line.name}`} onClose={onClose}>
      {wishes !== '' && <p>{wishes}</p>}
      {left > 0 && (
        <>
          <strong>{words.howManyLeft}</strong>
          <Stepper
            label={words.quantity}
            value={quantity}
            min={1}
            max={LIMITS.quantity}
            onChange={setQuantity}
          />
          {/* Always there: nothing comes up under the finger that counts. */}
          <Button
            look={quantity === left ? 'plain' : 'main'}
            disabled={quantity === left}
            onClick={() =>
              isMore
                ? act(
                    client.send('changeQuantity', { ...at, line: line.no, quantity, reason: null }),
                  )
                : setPage('void')
            }
          >
            {quantity === left
              ? text.changeQuantity
              : isMore
                ? `${words.add} ${quantity - left}`
                : words.voidTitle(`${left - quantity}×`)}
          </Button>
        </>
      )}
      <Choices label={line.name}>
        <Button onClick={repeat}>{words.repeat}</Button>
        {left > 0 && (
          <Button
            look="grave"
            onClick={() => {
              setQuantity(left);
              setPage('void');
            }}
          >
            {words.voidTitle(`${left}×`)}
          </Button>
        )}
        {left > 0 && (role === 'owner' || role === 'counter') && (
          <Button
            onClick={() =>
              line.comp === null
                ? setPage('comp')
                : act(
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
    </Sheet>
  );
}
