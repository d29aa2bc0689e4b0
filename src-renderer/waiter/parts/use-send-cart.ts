/** Sending a cart: once however often it is tapped, and only when it says what it must. */
import { useRef, useState } from 'react';
import { useClient, useHost } from '../../client/hooks';
import { useUi } from '../../ui/i18n/ui-context';
import type { Cart } from './carts';
import { sendCart } from './send-cart';
import { spotKey, spotPath } from './spot';
import type { OrderSpot } from './spot';
import { useWaiter } from './waiter-context';

/** An order without a table says whose it is, and a delivery where to. */
export function isAnswered(spot: OrderSpot, { customer, address }: Cart): boolean {
  if (spot.kind !== 'new') return true;
  return customer.trim() !== '' && (spot.type === 'takeaway' || address.trim() !== '');
}

/**
 * The second tap finds it under way, the third an empty cart: it is emptied once the send is
 * written down on this device.
 */
export function useSendCart(
  spot: OrderSpot,
  cart: Cart,
): { readonly send: () => Promise<void>; readonly isSending: boolean } {
  const client = useClient();
  const host = useHost((state) => state);
  const { carts, go, sayTrouble } = useWaiter();
  const { preferences, text } = useUi();
  const underWay = useRef(false);
  const [isSending, setSending] = useState(false);
  async function send(): Promise<void> {
    if (underWay.current || cart.lines.length === 0) return;
    underWay.current = true;
    setSending(true);
    const from = location.hash;
    try {
      await sendCart(client, host, spot, cart);
      carts.drop(spotKey(spot));
      const { sent } = preferences.store.getState();
      const counted = cart.lines.flatMap(({ itemId, quantity }) =>
        itemId === null ? [] : [[itemId, (sent[itemId] ?? 0) + quantity] as const],
      );
      preferences.prefer({ sent: { ...sent, ...Object.fromEntries(counted) } });
      // Whoever has gone on meanwhile is not called back.
      if (location.hash === from) go(spot.kind === 'new' ? '/pedidos' : spotPath(spot));
    } catch {
      // The order it was for was settled meanwhile, or this device can write nothing down: what was
      // chosen stays.
      sayTrouble(text.notSent);
    } finally {
      underWay.current = false;
      setSending(false);
    }
  }
  return { send, isSending };
}
