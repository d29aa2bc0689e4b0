/** Where a screen cannot go on: what happened, what is safe, what to do. And the moments before the first picture. */
import { useEffect, useState } from 'react';
import { useClientState } from '../client/hooks';
import { Button, Note } from '../ui/controls';
import controls from '../ui/controls.module.css';
import { useText } from '../ui/ui';
import style from './door.module.css';
import { DoorFrame } from './frame';

export function Revoked({ onForget }: { readonly onForget: () => void }) {
  const text = useText();
  const owed = useClientState((state) => state.owed.length);
  return (
    <DoorFrame title={text.revokedTitle} lead={text.revokedText}>
      {owed > 0 && <Note tone="wait">{text.revokedOwed(owed)}</Note>}
      <Button look="main" onClick={onForget}>
        {text.pairTitle}
      </Button>
    </DoorFrame>
  );
}

export function Stranger({ onRetry }: { readonly onRetry: () => void }) {
  const text = useText();
  return (
    <DoorFrame title={text.strangerTitle} lead={text.strangerText}>
      <Button look="main" onClick={onRetry}>
        {text.retry}
      </Button>
    </DoorFrame>
  );
}

export function Outdated() {
  const text = useText();
  return (
    <DoorFrame title={text.outdatedTitle} lead={text.outdatedText}>
      <Button look="main" onClick={() => location.reload()}>
        {text.reload}
      </Button>
    </DoorFrame>
  );
}

export function Problem() {
  const text = useText();
  return (
    <DoorFrame title={text.problemTitle} lead={text.problemText}>
      <Button look="main" onClick={() => location.reload()}>
        {text.reload}
      </Button>
    </DoorFrame>
  );
}

const PATIENCE_MS = 3_000;

/** The shape of what comes; after a while it says what it waits for. */
export function Waiting() {
  const text = useText();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className={style.waiting} aria-busy="true">
      <p role="status">{isLong ? text.noHost : text.loading}</p>
      {[56, 112, 112, 112].map((height, index) => (
        <div key={index} className={controls.skeleton} style={{ height }} />
      ))}
    </main>
  );
}
