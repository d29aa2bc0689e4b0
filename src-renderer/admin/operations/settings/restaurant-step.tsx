/** The house's own data by itself, as setting up asks for it. */
import { Note } from '../../ui/controls';
import { Skeleton } from '../panel';
import { useAsked } from '../use-house';
import { HousePart } from './house-part';
import type { Saver } from './house-part';

export function HouseStep({ saver }: { readonly saver: Saver }) {
  const settings = useAsked('settings', {});
  if (settings.state === 'loading') return <Skeleton />;
  if (settings.state === 'failed') return <Note tone="bad">{settings.words}</Note>;
  return <HousePart settings={settings.answer} saver={saver} />;
}
