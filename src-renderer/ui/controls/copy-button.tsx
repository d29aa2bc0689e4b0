/** Copies a text, and says that it did. */
import { useState } from 'react';
import { Button } from './controls';
import { copyText } from './copy-text';
import { useText } from './ui';

export function CopyButton({ of }: { readonly of: () => string }) {
  const text = useText();
  const [done, setDone] = useState<boolean | null>(null);
  const words = done === null ? text.copy : done ? text.copied : text.notCopied;
  return <Button onClick={() => void copyText(of()).then(setDone)}>{words}</Button>;
}
