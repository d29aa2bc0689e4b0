/** Refused commands with their contents, to copy or to discard. */
import { useClient, useClientState } from '../../client/hooks';
import type { PendingCommand } from '../../client/state/outbox';
import { Button } from './controls';
import { CopyButton } from './copy-button';
import { dismissText, pendingText, pendingTitle } from '../i18n/pending-text';
import style from './set-aside.module.css';
import { useText } from '../i18n/ui-context';

export function SetAside({ shows }: { readonly shows: (owed: PendingCommand) => boolean }) {
  const text = useText();
  const client = useClient();
  const owed = useClientState((state) => state.owed);
  // Computed once per set of refusals: the state changes constantly, and the lines describe the
  // time of the command.
  const host = client.store.getState().host ?? { orders: {} };
  return owed
    .filter((one) => one.refused !== null && shows(one))
    .map((one) => (
      <div key={one.key} role="alert" className={style.row}>
        <span>
          <strong>{pendingTitle(text, host, one)}</strong>
          <span>
            {one.refused &&
              text.refusal(one.refused.codigo, one.refused.message, one.refused.details)}
          </span>
        </span>
        <span className={style.actions}>
          <CopyButton of={() => pendingText(text, host, one)} />
          <Button onClick={() => void client.dismiss(one.key)}>{dismissText(text, one)}</Button>
        </span>
      </div>
    ));
}
