/** Test pages, calibrations and the cash drawer of one printer, with the outcome for its row. */
import { useState } from 'react';
import { atPrinter } from '../../../client/api/admin-api';
import { useConnected } from '../../../client/hooks';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { taskOutcome } from './task-outcome';
import type { RunPrinterTask, TaskOutcome } from './task-outcome';
import { usePrinterWords } from './texts';

export type PrinterTasks = ReturnType<typeof usePrinterTasks>;

export function usePrinterTasks(name: string, onChanged: () => void) {
  const words = usePrinterWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [running, setRunning] = useState<RunPrinterTask | null>(null);
  const [outcome, setOutcome] = useState<TaskOutcome | null>(null);
  async function run(
    task: RunPrinterTask,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    setRunning(task);
    setOutcome(null);
    const done = await atPrinter(origin, token, name, {
      hacer: task === 'test' ? 'probar' : 'calibrar',
      ...more,
    });
    setRunning(null);
    setOutcome(
      done.ok
        ? taskOutcome(words, task, done.value)
        : { tone: 'bad', words: denialText(text, done), asks: false },
    );
    onChanged();
  }
  async function openDrawer(): Promise<void> {
    const done = await atPrinter(origin, token, name, { hacer: 'cajon' });
    if (!done.ok) setOutcome({ tone: 'bad', words: denialText(text, done), asks: false });
  }
  return { running, outcome, run, openDrawer, forget: () => setOutcome(null) };
}
