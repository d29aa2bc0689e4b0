/** The house's own data by itself, as setting up asks for it. */
import { Note } from '../../../ui/controls/controls';
import { Skeleton } from '../../parts/panel';
import { useAsked } from '../../parts/use-host';
import { HousePart } from './restaurant-section';
import type { Saver } from './restaurant-section';

export function HouseStep({ saver }: { readonly saver: Saver }) {
  const settings = useAsked('settings', {});
  if (settings.state === 'loading') return <Skeleton />;
  if (settings.state === 'failed') return <Note tone="bad">{settings.words}</Note>;
  return <HousePart settings={settings.answer} saver={saver} />;
}
