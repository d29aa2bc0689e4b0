/** The page of a desktop app that starts without its host: pending commands, and the retry. */
import { useClientState } from '../client/hooks';
import type { PendingCommand } from '../client/state/outbox';
import { Chip } from '../ui/controls/controls';
import { Icon } from '../ui/controls/icons';
import { clockText } from '../ui/i18n/times';
import { useText } from '../ui/i18n/ui-context';
import style from './onboarding.module.css';
import { PageFrame } from './page-frame';
import { useDoorWords } from './texts';

export default function Away() {
  const words = useDoorWords();
  const owed = useClientState((state) => state.owed);
  return (
    <PageFrame title={words.awayTitle} lead={words.awayLead}>
      <p role="status">{owed.length > 0 ? words.awayOwed(owed.length) : words.awayNone}</p>
      {owed.length > 0 && (
        <ul className={style.owed}>
          {owed.map((one) => (
            <OwedLine key={one.key} owed={one} />
          ))}
        </ul>
      )}
      <p className={style.lead}>{words.awayMachine}</p>
    </PageFrame>
  );
}

/** Reads the command itself: without the host's state order numbers cannot be looked up. */
function OwedLine({ owed }: { readonly owed: PendingCommand }) {
  const text = useText();
  const words = useDoorWords();
  const { table, customer, order, lines } = (owed.input ?? {}) as {
    readonly table?: string | null;
    readonly customer?: string | null;
    readonly order?: number;
    readonly lines?: readonly (
      { readonly quantity?: number; readonly product?: string } | number
    )[];
  };
  const where = table
    ? text.table(table)
    : (customer ?? (order === undefined ? text.takeaway : text.order(String(order))));
  const dishes = (lines ?? []).flatMap((line) =>
    typeof line === 'object' ? [`${line.quantity ?? 1}× ${line.product ?? ''}`] : [],
  );
  return (
    <li>
      <strong>
        {where} <time>{clockText(owed.madeAt)}</time>
      </strong>
      <span>{dishes.length > 0 ? dishes.join(', ') : words.awayEdit}</span>
      <Chip tone="wait" icon={<Icon name="Kept" size={16} />}>
        {text.keptHere}
      </Chip>
    </li>
  );
}
