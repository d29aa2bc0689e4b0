/** The head of the waiter's lists: person, link, and the other pages. */
import { useHost, useSession } from '../client/hooks';
import { Button } from '../ui/controls/controls';
import { LinkWord } from '../ui/controls/link-band';
import { useText } from '../ui/i18n/ui-context';
import style from './waiter.module.css';
import { Icon } from '../ui/controls/icons';

export function WaiterHead({ onSettings }: { readonly onSettings: () => void }) {
  const text = useText();
  const { person } = useSession();
  const restaurant = useHost(({ place }) => place.name);
  return (
    <header className={style.head}>
      <h1>{person?.name ?? restaurant}</h1>
      <LinkWord />
      <Button look="quiet" icon aria-label={text.menuOfView} onClick={onSettings}>
        <Icon name="Ellipsis" size={24} />
      </Button>
    </header>
  );
}
