/** Pages that stop a screen: what happened, what is safe, what to do. And the loading page. */
import { useEffect, useState } from 'react';
import { Button } from '../ui/controls/controls';
import controls from '../ui/controls/controls.module.css';
import { useText } from '../ui/i18n/ui-context';
import style from './onboarding.module.css';
import { PageFrame } from './page-frame';

export function Stranger({ onRetry }: { readonly onRetry: () => void }) {
  const text = useText();
  return (
    <PageFrame title={text.strangerTitle} lead={text.strangerText}>
      <Button look="main" onClick={onRetry}>
        {text.retry}
      </Button>
    </PageFrame>
  );
}

export function Outdated() {
  const text = useText();
  return (
    <PageFrame title={text.outdatedTitle} lead={text.outdatedText}>
      <Button look="main" onClick={() => location.reload()}>
        {text.reload}
      </Button>
    </PageFrame>
  );
}

export function ProblemPage() {
  const text = useText();
  return (
    <PageFrame title={text.problemTitle} lead={text.problemText}>
      <Button look="main" onClick={() => location.reload()}>
        {text.reload}
      </Button>
    </PageFrame>
  );
}

const PATIENCE_MS = 3_000;

/** A skeleton of the view; after a while it says what it waits for. */
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
