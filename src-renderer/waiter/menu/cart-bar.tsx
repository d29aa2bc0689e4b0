/** The bar below the menu: pieces in the cart, their stations, and the send button. */
import { useHost } from '../../client/hooks';
import { Button } from '../../ui/controls/controls';
import { useText } from '../../ui/i18n/ui-context';
import { useTapGuard } from '../../ui/device/use-tap-guard';
import { piecesIn } from '../parts/carts';
import type { Cart } from '../parts/carts';
import style from './cart-bar.module.css';
import type { OrderSpot } from '../parts/spot';
import { isAnswered, useSendCart } from '../parts/use-send-cart';

export function CartBar({
  spot,
  cart,
  isCovered,
  onOpen,
  onDetails,
}: {
  readonly spot: OrderSpot;
  readonly cart: Cart;
  /** A sheet covers the bar; its own button is in the same place. */
  readonly isCovered: boolean;
  readonly onOpen: () => void;
  readonly onDetails: () => void;
}) {
  const text = useText();
  const summary = useWhereItGoes(cart);
  const { send, isSending } = useSendCart(spot, cart);
  const isEmpty = cart.lines.length === 0;
  const isQuiet = useTapGuard(isCovered);
  return (
    <footer className={style.bar} data-quiet={isQuiet}>
      <button type="button" className={style.summary} disabled={isEmpty} onClick={onOpen}>
        <strong>{isEmpty ? text.cartEmpty : text.dishes(piecesIn(cart))}</strong>
        <span>{summary}</span>
      </button>
      <Button
        look="main"
        className={style.send}
        disabled={isEmpty || isSending}
        onClick={() => (isAnswered(spot, cart) ? void send() : onDetails())}
      >
        {text.send}
      </Button>
    </footer>
  );
}

/** "Cocina 3 · Bar 1": pieces that each station gets now, and held pieces. */
function useWhereItGoes({ lines }: Cart): string {
  const text = useText();
  const { stations, items } = useHost(({ place }) => place);
  const counts = new Map<string, number>();
  const usual = stations.find(({ isDefault }) => isDefault)?.id;
  for (const { itemId, quantity, held } of lines) {
    const ids =
      items.find(({ id }) => id === itemId)?.stationIds ?? (usual === undefined ? [] : [usual]);
    for (const id of held ? ['held'] : ids) counts.set(id, (counts.get(id) ?? 0) + quantity);
  }
  return [
    ...stations.flatMap(({ id, name }) => (counts.has(id) ? [`${name} ${counts.get(id)}`] : [])),
    ...(counts.has('held') ? [`${text.held} ${counts.get('held')}`] : []),
  ].join(' · ');
}
