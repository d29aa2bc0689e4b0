/**
 * A device that was thrown out: what is still owed on it, and the way back in. The host that says
 * so is there to load this from.
 */
import { useClientState } from '../client/hooks';
import { Button, Note } from '../ui/controls/controls';
import { useText } from '../ui/i18n/ui-context';
import { PageFrame } from './page-frame';
import { useDoorWords } from './texts';

export default function Revoked({ onForget }: { readonly onForget: () => void }) {
  const text = useText();
  const words = useDoorWords();
  const owed = useClientState((state) => state.owed.length);
  return (
    <PageFrame title={words.revokedTitle} lead={words.revokedText}>
      {owed > 0 && <Note tone="wait">{words.revokedOwed(owed)}</Note>}
      <Button look="main" onClick={onForget}>
        {text.pairTitle}
      </Button>
    </PageFrame>
  );
}
