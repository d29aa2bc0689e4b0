/** Refusals of the commands of this screen. Each stays until it is dismissed. */
import { SetAside } from '../ui/controls/set-aside';

export function Refusals() {
  return <SetAside shows={({ name }) => name !== 'confirmShown'} />;
}
