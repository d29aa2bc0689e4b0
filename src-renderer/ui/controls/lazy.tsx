/**
 * Components loaded right after the first render, since a phone may lose its network later. If
 * loading fails, the component says so and retries until it succeeds.
 */
import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Note } from './controls';
import { useText } from '../i18n/ui-context';

export type Lazy<Props> = {
  readonly Part: (props: Props) => ReactNode;
  fetch(): void;
};

const RETRY_MS = 1_500;

export function lazy<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): Lazy<Props> {
  // Loaded once, kept for the life of the page, as any module.
  let Loaded: ComponentType<Props> | null = null;
  const fetch = async (): Promise<ComponentType<Props>> => (Loaded ??= (await load()).default);
  function Part(props: Props): ReactNode {
    const [Shown, setShown] = useState<ComponentType<Props> | null>(() => Loaded);
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
      if (Shown) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isWanted = true;
      const look = (): void => {
        fetch().then(
          (part) => isWanted && setShown(() => part),
          () => {
            if (!isWanted) return;
            setMissing(true);
            timer = setTimeout(look, RETRY_MS);
          },
        );
      };
      look();
      return () => {
        isWanted = false;
        clearTimeout(timer);
      };
    }, [Shown]);
    if (Shown) return <Shown {...props} />;
    return isMissing ? <Missing /> : null;
  }
  return { Part, fetch: () => void fetch().catch(() => undefined) };
}

function Missing() {
  const text = useText();
  return <Note tone="wait">{text.partMissing}</Note>;
}
