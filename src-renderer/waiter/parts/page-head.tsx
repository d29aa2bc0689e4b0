/** The head of a waiter page: back button, title, and the mark of turbo mode. */
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/controls';
import { Icon } from '../../ui/controls/icons';
import { TurboWord } from '../../ui/controls/link-band';
import { useText } from '../../ui/i18n/ui-context';

/**
 * `onBack` null: the page is beside the one that it came from. `title` null: a text field takes its
 * place.
 */
export function WaiterPageHead({
  className,
  title,
  onBack,
  children,
}: {
  readonly className: string | undefined;
  readonly title: string | null;
  readonly onBack: (() => void) | null;
  readonly children: ReactNode;
}) {
  const text = useText();
  return (
    <header className={className} data-beside={onBack === null}>
      {onBack && (
        <Button look="quiet" icon aria-label={text.back} onClick={onBack}>
          <Icon name="ChevronLeft" size={28} />
        </Button>
      )}
      {title !== null && <h1>{title}</h1>}
      {onBack && title !== null && <TurboWord />}
      {children}
    </header>
  );
}
