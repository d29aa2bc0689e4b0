/** The restaurant's settings as a step of the setup. */
import { Note } from '../../../ui/controls/controls';
import { Skeleton } from '../../parts/panel';
import { useQuery } from '../../parts/use-host';
import { RestaurantSection } from './restaurant-section';
import type { Saver } from './restaurant-section';

export function RestaurantStep({ saver }: { readonly saver: Saver }) {
  const settings = useQuery('settings', {});
  if (settings.state === 'loading') return <Skeleton />;
  if (settings.state === 'failed') return <Note tone="bad">{settings.words}</Note>;
  return <RestaurantSection settings={settings.answer} saver={saver} />;
}
