/** The cart sheet: lines to change before sending, and the customer of an order without a table. */
import type { Cart, CartLine } from '../parts/carts';
import { withQuantity } from '../parts/carts';
import { Button, Field, Note } from '../../ui/controls/controls';
import { Stepper } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { LIMITS } from '../../../src-shared/base/limits';
import style from './sheets.module.css';
import { spotKey } from '../parts/spot';
import type { OrderSpot } from '../parts/spot';
import { useWaiter } from '../parts/waiter-context';
import { isAnswered, useSendCart } from '../parts/use-send-cart';
import { whenText } from './when';
import { useWaiterTexts } from '../parts/texts';

export default function CartSheet({
  spot,
  cart,
  isAsking,
  onClose,
  onLine,
}: {
  readonly spot: OrderSpot;
  readonly cart: Cart;
  /** Opened because a field is missing; that field comes first. */
  readonly isAsking: boolean;
  readonly onClose: () => void;
  readonly onLine: (line: CartLine) => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  const { carts } = useWaiter();
  const { send, isSending } = useSendCart(spot, cart);
  const key = spotKey(spot);
  const missing = isAnswered(spot, cart)
    ? null
    : cart.customer.trim() === ''
      ? words.customerNeeded
      : words.addressNeeded;
  return (
    <Sheet
      title={text.cart}
      onClose={onClose}
      foot={
        <>
          {!isAsking && (
            <Button
              look="grave"
              onClick={() => {
                carts.drop(key);
                onClose();
              }}
            >
              {words.cartDrop}
            </Button>
          )}
          {missing !== null && <Note tone="wait">{missing}</Note>}
          <Button
            look="main"
            disabled={cart.lines.length === 0 || isSending || !isAnswered(spot, cart)}
            onClick={() => void send()}
          >
            {text.send}
          </Button>
        </>
      }
    >
      {spot.kind === 'new' && (
        <CustomerFields
          cart={cart}
          hasAddress={spot.type === 'delivery'}
          onChange={(part) => carts.change(key, (now) => ({ ...now, ...part }))}
        />
      )}
      {!isAsking && (
        <CartLines
          cart={cart}
          onLine={onLine}
          onQuantity={(line, quantity) =>
            carts.change(key, (now) => withQuantity(now, line.no, quantity))
          }
        />
      )}
    </Sheet>
  );
}

function CustomerFields({
  cart,
  hasAddress,
  onChange,
}: {
  readonly cart: Cart;
  readonly hasAddress: boolean;
  readonly onChange: (part: Partial<Cart>) => void;
}) {
  const words = useWaiterTexts();
  return (
    <>
      <Field
        label={words.customer}
        placeholder={words.customerNeeded}
        value={cart.customer}
        maxLength={LIMITS.fieldChars}
        onChange={({ target }) => onChange({ customer: target.value })}
      />
      <Field
        label={words.phone}
        type="tel"
        value={cart.phone}
        maxLength={80}
        onChange={({ target }) => onChange({ phone: target.value })}
      />
      {hasAddress && (
        <Field
          label={words.address}
          placeholder={words.addressNeeded}
          value={cart.address}
          maxLength={LIMITS.fieldChars}
          onChange={({ target }) => onChange({ address: target.value })}
        />
      )}
    </>
  );
}

function CartLines({
  cart,
  onLine,
  onQuantity,
}: {
  readonly cart: Cart;
  readonly onLine: (line: CartLine) => void;
  readonly onQuantity: (line: CartLine, quantity: number) => void;
}) {
  const text = useText();
  const words = useWaiterTexts();
  return (
    <ul>
      {cart.lines.map((line) => (
        <li key={line.no} className={style.cartLine}>
          <button type="button" className={style.cartName} onClick={() => onLine(line)}>
            {line.name}
            <small>{wishesOf(text, line)}</small>
            {line.itemId !== null && <u>{words.change}</u>}
          </button>
          <Stepper
            label={line.name}
            value={line.quantity}
            min={0}
            max={LIMITS.quantity}
            onChange={(quantity) => onQuantity(line, quantity)}
          />
        </li>
      ))}
    </ul>
  );
}

function wishesOf(
  text: ReturnType<typeof useText>,
  { modifiers, note, course, held, seat }: CartLine,
): string {
  return [
    ...modifiers,
    ...(note === '' ? [] : [`» ${note}`]),
    ...(course !== null || held ? [whenText(text, course, held)] : []),
    ...(seat === null ? [] : [text.seat(seat)]),
  ].join(' · ');
}
