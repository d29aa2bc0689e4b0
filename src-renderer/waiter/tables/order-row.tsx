/** One order in a list: destination, age, state. */
import type { OrderState } from '../../../src-shared/model/order';
import { chargeableQuantity } from '../../../src-shared/model/order';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import { folioText } from '../../../src-shared/i18n/es';
import { useHost, useNow } from '../../client/hooks';
import { isReadyToCarry } from '../../client/state/selectors';
import { Chip } from '../../ui/controls/controls';
import type { Tone } from '../../ui/controls/controls';
import { minutesOf } from '../../ui/i18n/times';
import { useText } from '../../ui/i18n/ui-context';
import { spotOfOrder, spotPath } from '../parts/spot';
import { isolated } from '../../ui/i18n/isolated';
import { whereText } from '../../ui/i18n/order-label';
import style from './tables.module.css';
import { useWaiter } from '../parts/waiter-context';

const TONES: Readonly<Record<OrderState, Tone>> = {
  open: 'info',
  ready: 'ok',
  served: 'plain',
  closed: 'plain',
  voided: 'plain',
};

/** Dishes named in a row; further ones are counted. */
const SHOWN = 6;

export function OrderRow({ live }: { readonly live: LiveOrder }) {
  const text = useText();
  const { go } = useWaiter();
  const now = useNow(15);
  const { order, lines } = live;
  const place = useHost((state) => state.place);
  const isReady = isReadyToCarry(live, place);
  const words: Readonly<Record<OrderState, string>> = {
    open: text.stStarted,
    ready: isReady ? text.tableReady : text.stPrinted,
    served: text.tableServed,
    closed: text.pay,
    voided: text.stVoided,
  };
  const dishes = lines
    .filter(({ state }) => state !== 'voided')
    .map((line) => `${chargeableQuantity(line)} ${isolated(line.name)}`);
  return (
    <li>
      <button type="button" className={style.row} onClick={() => go(spotPath(spotOfOrder(live)))}>
        <strong>{whereText(text, live)}</strong>
        <Chip tone={order.state === 'ready' && !isReady ? 'info' : TONES[order.state]}>
          {words[order.state]}
        </Chip>
        <small>
          {dishes.slice(0, SHOWN).join(', ')}
          {dishes.length > SHOWN && ` +${dishes.length - SHOWN}`}
        </small>
        <small>
          {folioText(order.folio)} · {text.ago(minutesOf(now - order.placedAt))}
        </small>
      </button>
    </li>
  );
}
