/** A button that copies a text and confirms it. */
import { useState } from 'react';
import { Button } from './controls';
import { copyText } from '../device/copy-text';
import { useText } from '../i18n/ui-context';

export function CopyButton({ of }: { readonly of: () => string }) {
  const text = useText();
  const [done, setDone] = useState<boolean | null>(null);
  const words = done === null ? text.copy : done ? text.copied : text.notCopied;
  return <Button onClick={() => void copyText(of()).then(setDone)}>{words}</Button>;
}
