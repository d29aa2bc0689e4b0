/** The page of a revoked device: pending commands and new pairing. Loaded from the host. */
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
