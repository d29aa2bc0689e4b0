/** What the host would not do, told where it was asked, until somebody has read it. */
import { SetAside } from '../ui/controls/set-aside';

export function Refusals() {
  return <SetAside shows={({ name }) => name !== 'confirmShown'} />;
}
