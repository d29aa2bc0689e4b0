/** What the host would not do, told where it was asked, until somebody has read it. */
import { useClient, useClientState } from '../client/hooks';
import { Button } from '../ui/controls';
import { useText } from '../ui/ui';
import style from './kitchen.module.css';

export function Refusals() {
  const text = useText();
  const client = useClient();
  const owed = useClientState((state) => state.owed);
  return owed
    .filter(({ refused, name }) => refused !== null && name !== 'confirmShown')
    .map(({ key, refused }) => (
      <div key={key} role="alert" className={style.refused}>
        <span>{refused && text.refusal(refused.codigo, refused.message, refused.details)}</span>
        <Button onClick={() => void client.dismiss(key)}>{text.understood}</Button>
      </div>
    ));
}
